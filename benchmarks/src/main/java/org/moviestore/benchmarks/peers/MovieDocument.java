// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.List;

/**
 * A movie as Jackson maps it.
 *
 * @param year its year
 * @param title its title
 * @param info all else
 */
public record MovieDocument(int year, String title, Info info) {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    /**
     * What is known of a movie.
     *
     * @param directors its directors
     * @param releaseDate when it was shown first
     * @param rating how good it is
     * @param genres what it is
     * @param imageUrl its poster
     * @param plot its story
     * @param rank its place among all
     * @param runningTimeSecs how long it is
     * @param actors its actors
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Info(
            List<String> directors,
            String releaseDate,
            BigDecimal rating,
            List<String> genres,
            String imageUrl,
            String plot,
            int rank,
            int runningTimeSecs,
            List<String> actors) {}

    static MovieDocument parse(String json) {
        try {
            return JSON.readValue(json, MovieDocument.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("this is no movie: " + e.getMessage(), e);
        }
    }

    /** Returns the movie as JSON. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("this is no movie: " + e.getMessage(), e);
        }
    }
}
