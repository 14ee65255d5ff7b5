// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/**
 * Another key by which the items of a table can be queried. It need not be unique, and an item that lacks a part of it
 * is not in the index. Immutable.
 *
 * <p><i>Source:</i> "Improving data access with secondary indexes" of the Amazon DynamoDB Developer Guide.
 *
 * @param name 3 to 255 of letters, digits, {@code _}, {@code .} and {@code -}
 * @param keyAttributes the index's partition key, then its sort key if there is one
 * @param projection which attributes the index holds
 * @param scope whether the index has partitions of its own
 */
public record SecondaryIndex(
        String name, List<KeyAttribute> keyAttributes, IndexProjection projection, IndexScope scope) {
    /**
     * Checks the index by itself; a {@link TableSchema} checks it against the table.
     *
     * @throws InvalidRequestException with {@link ErrorCode#INDEX_NAME}, {@link ErrorCode#KEY_MISSING} without a
     *     partition key, {@link ErrorCode#KEY_EXTRA} for more than two key attributes or two of one name, or
     *     {@link ErrorCode#INDEX_PROJECTION} if the projection includes one of them
     */
    public SecondaryIndex {
        Objects.requireNonNull(scope, "scope");
        keyAttributes = List.copyOf(keyAttributes);
        if (!TableSchema.isName(name)) {
            throw new InvalidRequestException(
                    ErrorCode.INDEX_NAME, "index name \"" + name + "\" is not " + TableSchema.NAME_RULE);
        }
        KeyAttributes.check("index " + name, keyAttributes);
        for (KeyAttribute attribute : keyAttributes) {
            if (projection.included().contains(attribute.name())) {
                throw new InvalidRequestException(
                        ErrorCode.INDEX_PROJECTION,
                        "index " + name + " holds its key attribute " + attribute.name()
                                + " anyway; do not include it again");
            }
        }
    }

    /** Returns a builder of a global index that holds whole items. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Returns the declared partition key. */
    public KeyAttribute partitionKey() {
        return keyAttributes.get(0);
    }

    /** Returns the declared sort key, if the index has one. */
    public Optional<KeyAttribute> sortKey() {
        return keyAttributes.stream().skip(1).findFirst();
    }

    /** Says whether the name is that of a key attribute of this index. */
    public boolean isKeyAttribute(String attribute) {
        return keyAttributes.stream().anyMatch(key -> key.name().equals(attribute));
    }

    /** Returns the same index with another scope. */
    public SecondaryIndex withScope(IndexScope value) {
        return new SecondaryIndex(name, keyAttributes, projection, value);
    }

    /** Returns the values of this index's key attributes in an item, as far as it has them. */
    Item keyOf(Item item) {
        return KeyAttributes.partOf(item, keyAttributes);
    }

    /** Collects the parts of an index. Not reusable, not thread-safe. */
    public static final class Builder {
        private final String name;
        private @Nullable KeyAttribute partitionKey;
        private @Nullable KeyAttribute sortKey;
        private IndexProjection projection = IndexProjection.all();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** Declares the partition key; see {@link KeyAttribute}. */
        public Builder partitionKey(String attribute, AttributeType type) {
            partitionKey = new KeyAttribute(attribute, type);
            return this;
        }

        /** Declares the sort key; see {@link KeyAttribute}. */
        public Builder sortKey(String attribute, AttributeType type) {
            sortKey = new KeyAttribute(attribute, type);
            return this;
        }

        /** Sets which attributes the index holds; all of them otherwise. */
        public Builder projection(IndexProjection value) {
            projection = Objects.requireNonNull(value, "projection");
            return this;
        }

        /** Returns the index, which is global; see {@link TableSchema.Builder#index} for local ones. */
        public SecondaryIndex build() {
            List<KeyAttribute> key = new ArrayList<>();
            Optional.ofNullable(partitionKey).ifPresent(key::add);
            Optional.ofNullable(sortKey).ifPresent(key::add);
            return new SecondaryIndex(name, key, projection, IndexScope.GLOBAL);
        }
    }
}
