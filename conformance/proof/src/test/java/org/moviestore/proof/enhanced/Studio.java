// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.enhanced;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/** An immutable class, which the Enhanced Client makes by its builder. */
@DynamoDbImmutable(builder = Studio.Builder.class)
public final class Studio {
    private final String name;
    private final int founded;
    private final List<String> heads;

    private Studio(Builder builder) {
        this.name = Objects.requireNonNull(builder.name, "name");
        this.founded = builder.founded;
        this.heads = List.copyOf(builder.heads);
    }

    public static Builder builder() {
        return new Builder();
    }

    @DynamoDbPartitionKey
    public String name() {
        return name;
    }

    public int founded() {
        return founded;
    }

    public List<String> heads() {
        return heads;
    }

    /** Collects the parts of a studio. Not thread-safe. */
    public static final class Builder {
        private @Nullable String name;
        private int founded;
        private List<String> heads = List.of();

        private Builder() {}

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder founded(int value) {
            founded = value;
            return this;
        }

        public Builder heads(List<String> value) {
            heads = value;
            return this;
        }

        public Studio build() {
            return new Studio(this);
        }
    }
}
