// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Key;

/**
 * What a table is: its name, its key, its secondary indexes, its throughput; nothing that a backend could not describe
 * back. Requests are made from a schema, so that everything about keys is checked before any I/O. Immutable.
 *
 * @param tableName 3 to 255 of letters, digits, {@code _}, {@code .} and {@code -}
 * @param keyAttributes the partition key, then the sort key if there is one
 * @param indexes the secondary indexes, in the order of their names
 * @param throughput how much work the table is provided for
 */
public record TableSchema(
        String tableName, List<KeyAttribute> keyAttributes, List<SecondaryIndex> indexes, Throughput throughput) {
    /** The longest partition key value, in bytes. */
    public static final int MAX_PARTITION_KEY_BYTES = 2048;
    /** The longest sort key value, in bytes. */
    public static final int MAX_SORT_KEY_BYTES = 1024;
    /** The longest key of one entry of a table or index, all its text and binary together, in bytes. */
    public static final int MAX_KEY_BYTES = 2560;

    static final String NAME_RULE = "3 to 255 of the letters A-Z and a-z, digits, '_', '.' and '-'";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    /**
     * Checks the schema and sorts the indexes.
     *
     * @throws InvalidRequestException with {@link ErrorCode#TABLE_NAME}, {@link ErrorCode#KEY_MISSING} without a
     *     partition key or, where there is a local index, without a sort key, {@link ErrorCode#KEY_EXTRA} for more than
     *     two key attributes or two of one name, {@link ErrorCode#KEY_TYPE} if a key attribute has two types,
     *     {@link ErrorCode#INDEX_NAME} for two indexes of one name, or {@link ErrorCode#INDEX_LIMIT} for more than 20
     *     global or 5 local ones, or more than 100 attributes that they include
     */
    public TableSchema {
        checkTableName(tableName);
        keyAttributes = List.copyOf(keyAttributes);
        indexes = indexes.stream()
                .sorted(Comparator.comparing(SecondaryIndex::name))
                .toList();
        Objects.requireNonNull(throughput, "throughput");
        KeyAttributes.check("table " + tableName, keyAttributes);
        IndexKeys.check(tableName, keyAttributes, indexes);
    }

    /**
     * Checks a table name.
     *
     * @throws InvalidRequestException with {@link ErrorCode#TABLE_NAME}
     */
    public static void checkTableName(String name) {
        if (!isName(Objects.requireNonNull(name, "name"))) {
            throw new InvalidRequestException(ErrorCode.TABLE_NAME, "table name \"" + name + "\" is not " + NAME_RULE);
        }
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
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
        for (KeyAttribute attribute : keyAttributes) {
            if (attribute.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the index of the name.
     *
     * @throws InvalidRequestException with {@link ErrorCode#INDEX_UNKNOWN} if the table has none
     */
    public SecondaryIndex index(String name) {
        Objects.requireNonNull(name, "name");
        return indexes.stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        ErrorCode.INDEX_UNKNOWN,
                        "table " + tableName + " declares no index " + name + "; it has "
                                + indexes.stream().map(SecondaryIndex::name).toList()));
    }

    /** Says whether an index holds an attribute of its items; the keys of table and index it always does. */
    public boolean holds(SecondaryIndex index, String attribute) {
        return index.projection().kind() == IndexProjection.Kind.ALL
                || index.projection().included().contains(attribute)
                || index.isKeyAttribute(attribute)
                || isKeyAttribute(attribute);
    }

    /** Returns what an index holds of an item. */
    public Item heldBy(SecondaryIndex index, Item item) {
        Item.Builder held = Item.builder();
        item.attributes().forEach((name, value) -> {
            if (holds(index, name)) {
                held.set(name, value);
            }
        });
        return held.build();
    }

    /**
     * Says whether a stored item is in an index: whether it has all its key attributes, of the declared types, not
     * empty and not too long.
     */
    public boolean isIn(SecondaryIndex index, Item item) {
        return IndexKeys.contains(this, index, item);
    }

    /**
     * Returns a schema with another index: a local one if it has the table's partition key, and else a global one,
     * whatever it was before.
     *
     * @throws InvalidRequestException as of {@link #TableSchema}
     */
    public TableSchema withIndex(SecondaryIndex index) {
        return new TableSchema(
                tableName,
                keyAttributes,
                Stream.concat(indexes.stream(), Stream.of(scoped(index, partitionKey())))
                        .toList(),
                throughput);
    }

    private static SecondaryIndex scoped(SecondaryIndex index, KeyAttribute partitionKey) {
        return index.withScope(index.partitionKey().equals(partitionKey) ? IndexScope.LOCAL : IndexScope.GLOBAL);
    }

    /** Returns a schema without an index. */
    public TableSchema withoutIndex(String name) {
        List<SecondaryIndex> others =
                indexes.stream().filter(index -> !index.name().equals(name)).toList();
        return new TableSchema(tableName, keyAttributes, others, throughput);
    }

    /** Returns a schema with another throughput. */
    public TableSchema withThroughput(Throughput value) {
        return new TableSchema(tableName, keyAttributes, indexes, value);
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
        return checked(KeyAttributes.partOf(item, keyAttributes));
    }

    /** Checks an item that is to be stored, and returns its key. */
    Key checkPut(Item item) {
        Key key = keyOf(item);
        ItemLimits.checkItem(item);
        IndexKeys.checkItem(this, item, name -> true);
        return key;
    }

    /** Returns the key of an item that came from the backend, whose values are not checked. */
    public Key storedKeyOf(Item item) {
        return new Key(KeyAttributes.partOf(item, keyAttributes));
    }

    private Key checked(Item attributes) {
        checkValues(attributes);
        Key key = new Key(attributes);
        KeyAttributes.checkTotal(attributes);
        return key;
    }

    private void checkValues(Item attributes) {
        for (KeyAttribute attribute : keyAttributes) {
            AttributeValue value = attributes.attributes().get(attribute.name());
            if (value == null) {
                throw new InvalidRequestException(
                        ErrorCode.KEY_MISSING,
                        "key attribute " + attribute.name() + " of table " + tableName + " is missing");
            }
            KeyAttributes.checkValue(keyAttributes, attribute, value);
        }
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
        checkValues(key.attributes());
        KeyAttributes.checkTotal(key.attributes());
    }

    /**
     * Checks that a request was made from a schema with the same name and key as this one, and no index that this one
     * lacks or has otherwise.
     *
     * @throws InvalidRequestException with {@link ErrorCode#TABLE_MISMATCH}
     */
    public void checkMadeFor(TableSchema requestSchema) {
        checkSameKey(requestSchema);
        for (SecondaryIndex index : requestSchema.indexes) {
            if (!indexes.contains(index)) {
                throw new InvalidRequestException(
                        ErrorCode.TABLE_MISMATCH,
                        "the request was made for table " + tableName + " with index " + index.name()
                                + ", which the table lacks or has otherwise; describe it, and ask the store for it again");
            }
        }
    }

    /** Checks that a request was made for this table and key; indexes may have come and gone since. */
    void checkSameKey(TableSchema requestSchema) {
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
        private final List<SecondaryIndex> indexes = new ArrayList<>();
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

        /**
         * Declares a secondary index. With the table's partition key it is local, whatever it was before, and can only
         * be made with the table.
         */
        public Builder index(SecondaryIndex value) {
            indexes.add(Objects.requireNonNull(value, "index"));
            return this;
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
            List<SecondaryIndex> scoped =
                    indexes.stream().map(index -> scoped(index, partitionKey)).toList();
            return new TableSchema(tableName, key, scoped, throughput);
        }
    }
}
