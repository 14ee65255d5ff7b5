// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** A movie as the Enhanced Client maps it. */
@DynamoDbBean
public class MovieBean {
    private @Nullable Integer year;
    private @Nullable String title;
    private @Nullable MovieInfoBean info;

    @DynamoDbPartitionKey
    public @Nullable Integer getYear() {
        return year;
    }

    public void setYear(@Nullable Integer value) {
        year = value;
    }

    @DynamoDbSortKey
    public @Nullable String getTitle() {
        return title;
    }

    public void setTitle(@Nullable String value) {
        title = value;
    }

    public @Nullable MovieInfoBean getInfo() {
        return info;
    }

    public void setInfo(@Nullable MovieInfoBean value) {
        info = value;
    }

    /** Returns the movie that JSON holds. */
    public static MovieBean parse(String json) {
        try {
            return MovieDocument.JSON.readValue(json, MovieBean.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("this is no movie: " + e.getMessage(), e);
        }
    }

    /** Returns the movie as JSON. */
    public String toJson() {
        try {
            return MovieDocument.JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("this is no movie: " + e.getMessage(), e);
        }
    }
}
