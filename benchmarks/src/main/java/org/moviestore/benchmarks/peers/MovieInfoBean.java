// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks.peers;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;

/** What is known of a movie, as the Enhanced Client maps it. */
@DynamoDbBean
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public class MovieInfoBean {
    private @Nullable List<String> directors;
    private @Nullable String releaseDate;
    private @Nullable BigDecimal rating;
    private @Nullable List<String> genres;
    private @Nullable String imageUrl;
    private @Nullable String plot;
    private @Nullable Integer rank;
    private @Nullable Integer runningTimeSecs;
    private @Nullable List<String> actors;

    public @Nullable List<String> getDirectors() {
        return directors;
    }

    public void setDirectors(@Nullable List<String> value) {
        directors = value;
    }

    @DynamoDbAttribute("release_date")
    public @Nullable String getReleaseDate() {
        return releaseDate;
    }

    public void setReleaseDate(@Nullable String value) {
        releaseDate = value;
    }

    public @Nullable BigDecimal getRating() {
        return rating;
    }

    public void setRating(@Nullable BigDecimal value) {
        rating = value;
    }

    public @Nullable List<String> getGenres() {
        return genres;
    }

    public void setGenres(@Nullable List<String> value) {
        genres = value;
    }

    @DynamoDbAttribute("image_url")
    public @Nullable String getImageUrl() {
        return imageUrl;
    }

    public void setImageUrl(@Nullable String value) {
        imageUrl = value;
    }

    public @Nullable String getPlot() {
        return plot;
    }

    public void setPlot(@Nullable String value) {
        plot = value;
    }

    public @Nullable Integer getRank() {
        return rank;
    }

    public void setRank(@Nullable Integer value) {
        rank = value;
    }

    @DynamoDbAttribute("running_time_secs")
    public @Nullable Integer getRunningTimeSecs() {
        return runningTimeSecs;
    }

    public void setRunningTimeSecs(@Nullable Integer value) {
        runningTimeSecs = value;
    }

    public @Nullable List<String> getActors() {
        return actors;
    }

    public void setActors(@Nullable List<String> value) {
        actors = value;
    }
}
