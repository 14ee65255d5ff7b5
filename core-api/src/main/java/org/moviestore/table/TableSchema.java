// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.ItemSize;
import org.moviestore.item.Key;
import org.moviestore.item.Utf8;

/**
 * What a table is: its name, its key, its throughput; nothing that a backend could not describe back. Requests are made
 * from a schema, so that everything about keys is checked before any I/O. Immutable.
 *
 * @param tableName 3 to 255 of letters, digits, {@code _}, {@code .} and {@code -}
 * @param keyAttributes the partition key, then the sort key if there is one
 * @param throughput how much work the table is provided for
 */
public record TableSchema(String tableName, List<KeyAttribute> keyAttributes, Throughput throughput) {
    /** The longest partition key value, in bytes. */
    public static final int MAX_PARTITION_KEY_BYTES = 2048;
    /** The longest sort key value, in bytes. */
    public static final int MAX_SORT_KEY_BYTES = 1024;
    /** The longest key of one entry of a table or index, all parts together, in bytes. */
    public static final int MAX_KEY_BYTES = 2560;

    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    /**
     * Checks the schema.
     *
     * @throws InvalidRequestException with {@link ErrorCode#TABLE_NAME}, {@link ErrorCode#KEY_MISSING} without a
     *     partition key, or {@link ErrorCode#KEY_EXTRA} for more than two key attributes or two of one name
     */
    public TableSchema {
        checkTableName(tableName);
        keyAttributes = List.copyOf(keyAttributes);
        Objects.requireNonNull(throughput, "throughput");
        if (keyAttributes.isEmpty()) {
            throw new InvalidRequestException(ErrorCode.KEY_MISSING, "table " + tableName + " needs a partition key");
        }
        if (keyAttributes.size() > 2
                || keyAttributes.stream().map(KeyAttribute::name).distinct().count() < keyAttributes.size()) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_EXTRA,
                    "table " + tableName + " takes a partition key and one sort key of another name");
        }
    }

    /**
     * Checks a table name.
     *
     * @throws InvalidRequestException with {@link ErrorCode#TABLE_NAME}
     */
    public static void checkTableName(String name) {
        if (!TABLE_NAME.matcher(Objects.requireNonNull(name, "name")).matches()) {
            throw new InvalidRequestException(
                    ErrorCode.TABLE_NAME,
                    "table name \"" + name + "\" is not 3 to 255 of the letters A-Z and a-z, digits, '_', '.' and '-'");
        }
    }

    /** Returns a builder of a schema with on-demand throughput. */
    public static Builder builder(String tableName) {
        return new Builder(tableName);
    }

    /** Returns the declared partition key. */
    public KeyAttribute partitionKey() {
        return keyAttributes.get(0);
    }

    /** Returns the declared sort key, if the table has one. */
    public Optional<KeyAttribute> sortKey() {
        return hasSortKey() ? Optional.of(keyAttributes.get(1)) : Optional.empty();
    }

    /** Says whether the table has a sort key. */
    public boolean hasSortKey() {
        return keyAttributes.size() == 2;
    }

    /** Says whether the name is that of a key attribute. */
    public boolean isKeyAttribute(String name) {
        return keyAttributes.stream().anyMatch(attribute -> attribute.name().equals(name));
    }

    /**
     * Returns the key of this table with the given values, one for each key attribute, taken as by
     * {@link org.moviestore.item.Values#of(Object)}.
     *
     * @throws InvalidRequestException with {@link ErrorCode#KEY_MISSING}, {@link ErrorCode#KEY_EXTRA},
     *     {@link ErrorCode#KEY_TYPE}, {@link ErrorCode#KEY_EMPTY} or {@link ErrorCode#KEY_LENGTH}
     */
    public Key key(Object... values) {
        Item.Builder key = Item.builder();
        for (int i = 0; i < Math.min(values.length, keyAttributes.size()); i++) {
            key.set(keyAttributes.get(i).name(), values[i]);
        }
        if (values.length > keyAttributes.size()) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_EXTRA,
                    "the key of table " + tableName + " has " + keyAttributes.size() + " values, got " + values.length);
        }
        return checked(key.build());
    }

    /**
     * Returns the key of an item that is to be written.
     *
     * @throws InvalidRequestException with a code as in {@link #key}
     */
    public Key keyOf(Item item) {
        return checked(partOf(item));
    }

    /** Returns the key of an item that came from the backend, whose values are not checked. */
    public Key storedKeyOf(Item item) {
        return new Key(partOf(item));
    }

    private Item partOf(Item item) {
        Item.Builder key = Item.builder();
        for (KeyAttribute attribute : keyAttributes) {
            item.attribute(attribute.name()).ifPresent(value -> key.set(attribute.name(), value));
        }
        return key.build();
    }

    private Key checked(Item attributes) {
        for (KeyAttribute attribute : keyAttributes) {
            AttributeValue value = attributes
                    .attribute(attribute.name())
                    .orElseThrow(() -> new InvalidRequestException(
                            ErrorCode.KEY_MISSING,
                            "key attribute " + attribute.name() + " of table " + tableName + " is missing"));
            checkKeyValue(attribute, value);
        }
        Key key = new Key(attributes);
        int total = attributes.attributes().values().stream()
                .mapToInt(TableSchema::bytesOf)
                .sum();
        if (total > MAX_KEY_BYTES) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_LENGTH, "key is " + total + " bytes in all; limit " + MAX_KEY_BYTES);
        }
        return key;
    }

    /**
     * Checks that a key has this table's key attributes, all of them and no other, with values that may be written.
     *
     * @throws InvalidRequestException with a code as in {@link #key}
     */
    public void checkKey(Key key) {
        for (String name : key.attributes().attributes().keySet()) {
            if (!isKeyAttribute(name)) {
                throw new InvalidRequestException(
                        ErrorCode.KEY_EXTRA, name + " is not a key attribute of table " + tableName);
            }
        }
        checked(key.attributes());
    }

    /**
     * Checks that a key from the backend has this table's key attributes in their types; text and lengths are not
     * checked.
     *
     * @throws InvalidRequestException with {@link ErrorCode#KEY_MISSING}, {@link ErrorCode#KEY_EXTRA} or
     *     {@link ErrorCode#KEY_TYPE}
     */
    void checkStoredKey(Key key) {
        if (!key.attributes().attributes().keySet().stream().allMatch(this::isKeyAttribute)) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_EXTRA, "it has attributes that are no key attributes of table " + tableName);
        }
        for (KeyAttribute attribute : keyAttributes) {
            AttributeValue value = key.attributes()
                    .attribute(attribute.name())
                    .orElseThrow(() -> new InvalidRequestException(
                            ErrorCode.KEY_MISSING, "it lacks key attribute " + attribute.name()));
            if (value.type() != attribute.type()) {
                throw new InvalidRequestException(
                        ErrorCode.KEY_TYPE,
                        "its " + attribute.name() + " is not "
                                + attribute.type().code());
            }
        }
    }

    /**
     * Checks the value of one key attribute: type, emptiness, text and length.
     *
     * @throws InvalidRequestException with {@link ErrorCode#KEY_TYPE}, {@link ErrorCode#KEY_EMPTY},
     *     {@link ErrorCode#KEY_LENGTH} or a code of text
     */
    void checkKeyValue(KeyAttribute attribute, AttributeValue value) {
        String name = attribute.name();
        if (value.type() != attribute.type()) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_TYPE,
                    "key attribute " + name + " must be " + attribute.type().code() + ", got "
                            + value.type().code());
        }
        ItemLimits.checkValue(value, name);
        int bytes = bytesOf(value);
        int limit = attribute.equals(partitionKey()) ? MAX_PARTITION_KEY_BYTES : MAX_SORT_KEY_BYTES;
        if (bytes == 0) {
            throw new InvalidRequestException(ErrorCode.KEY_EMPTY, "key attribute " + name + " is empty");
        }
        if (bytes > limit) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_LENGTH, "key attribute " + name + " is " + bytes + " bytes; limit " + limit);
        }
    }

    private static int bytesOf(AttributeValue value) {
        if (value instanceof StringValue text) {
            return Utf8.length(text.text());
        } else if (value instanceof BinaryValue binary) {
            return binary.bytes().length();
        }
        return ItemSize.of(value);
    }

    /**
     * Checks that a request was made from a schema with the same name and key as this one.
     *
     * @throws InvalidRequestException with {@link ErrorCode#TABLE_MISMATCH}
     */
    public void checkMadeFor(TableSchema requestSchema) {
        if (!tableName.equals(requestSchema.tableName) || !keyAttributes.equals(requestSchema.keyAttributes)) {
            throw new InvalidRequestException(
                    ErrorCode.TABLE_MISMATCH,
                    "the request was made for table " + requestSchema.tableName + " with key "
                            + requestSchema.keyAttributes + ", not for " + tableName + " with key " + keyAttributes);
        }
    }

    /** Collects the parts of a schema. Not reusable, not thread-safe. */
    public static final class Builder {
        private final String tableName;
        private @Nullable KeyAttribute partitionKey;
        private @Nullable KeyAttribute sortKey;
        private Throughput throughput = Throughput.onDemand();

        private Builder(String tableName) {
            this.tableName = Objects.requireNonNull(tableName, "tableName");
        }

        /**
         * Declares the partition key.
         *
         * @throws InvalidRequestException with {@link ErrorCode#KEY_EXTRA} if there is one already, or a code of
         *     {@link KeyAttribute}
         */
        public Builder partitionKey(String name, AttributeType type) {
            checkFirst("partition", partitionKey);
            partitionKey = new KeyAttribute(name, type);
            return this;
        }

        /**
         * Declares the sort key.
         *
         * @throws InvalidRequestException with {@link ErrorCode#KEY_EXTRA} if there is one already, or a code of
         *     {@link KeyAttribute}
         */
        public Builder sortKey(String name, AttributeType type) {
            checkFirst("sort", sortKey);
            sortKey = new KeyAttribute(name, type);
            return this;
        }

        private void checkFirst(String kind, @Nullable KeyAttribute declared) {
            if (declared != null) {
                throw new InvalidRequestException(
                        ErrorCode.KEY_EXTRA,
                        "table " + tableName + " has a " + kind + " key already: " + declared.name());
            }
        }

        /** Sets the throughput, which is on demand otherwise. */
        public Builder throughput(Throughput value) {
            throughput = Objects.requireNonNull(value, "throughput");
            return this;
        }

        /**
         * Returns the schema; see {@link TableSchema#TableSchema}.
         *
         * @throws InvalidRequestException with {@link ErrorCode#KEY_MISSING} if no partition key was declared
         */
        public TableSchema build() {
            if (partitionKey == null) {
                throw new InvalidRequestException(
                        ErrorCode.KEY_MISSING, "table " + tableName + " needs a partition key");
            }
            List<KeyAttribute> key = sortKey == null ? List.of(partitionKey) : List.of(partitionKey, sortKey);
            return new TableSchema(tableName, key, throughput);
        }
    }
}
