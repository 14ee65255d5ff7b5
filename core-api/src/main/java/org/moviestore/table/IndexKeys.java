// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.ItemSize;

/** What secondary indexes ask of the table that declares them, and of its items. */
final class IndexKeys {
    private static final int MAX_GLOBAL = 20;
    private static final int MAX_LOCAL = 5;
    private static final int MAX_INCLUDED = 100;

    private IndexKeys() {}

    /** Checks the declared indexes of a table against its key and each other. */
    static void check(String table, List<KeyAttribute> keyAttributes, List<SecondaryIndex> indexes) {
        checkCount(table, indexes, IndexScope.GLOBAL, MAX_GLOBAL);
        checkCount(table, indexes, IndexScope.LOCAL, MAX_LOCAL);
        Set<String> names = new HashSet<>();
        Map<String, AttributeType> types = new HashMap<>();
        keyAttributes.forEach(key -> types.put(key.name(), key.type()));
        int included = 0;
        for (SecondaryIndex index : indexes) {
            if (!names.add(index.name())) {
                throw new InvalidRequestException(
                        ErrorCode.INDEX_NAME, "table " + table + " has two indexes " + index.name());
            }
            checkScope(table, keyAttributes, index);
            index.keyAttributes().forEach(key -> checkType(types, index, key));
            included += index.projection().included().size();
        }
        if (included > MAX_INCLUDED) {
            throw limit("the indexes of table " + table + " include " + included + " attributes in all; limit "
                    + MAX_INCLUDED);
        }
    }

    private static void checkCount(String table, List<SecondaryIndex> indexes, IndexScope scope, int limit) {
        long count = indexes.stream().filter(index -> index.scope() == scope).count();
        if (count > limit) {
            throw limit("table " + table + " has " + count + " " + scope + " indexes; limit " + limit);
        }
    }

    private static InvalidRequestException limit(String message) {
        return new InvalidRequestException(ErrorCode.INDEX_LIMIT, message);
    }

    private static void checkScope(String table, List<KeyAttribute> keyAttributes, SecondaryIndex index) {
        if (index.scope() == IndexScope.LOCAL
                && (!index.partitionKey().equals(keyAttributes.get(0))
                        || index.sortKey().isEmpty()
                        || keyAttributes.size() < 2)) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_MISSING,
                    "index " + index.name() + " is local: it has the partition key of table " + table
                            + ", and both need a sort key");
        }
    }

    private static void checkType(Map<String, AttributeType> types, SecondaryIndex index, KeyAttribute key) {
        AttributeType other = types.putIfAbsent(key.name(), key.type());
        if (other != null && other != key.type()) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_TYPE,
                    "key attribute " + key.name() + " of index " + index.name() + " is "
                            + key.type().code() + ", and " + other.code() + " in another key of the table");
        }
    }

    /**
     * Checks that an item has no value that an index could not take: of the attributes with the names, and of whole
     * entries in which one of them is. Local indexes must have room for it beside them.
     */
    static void checkItem(TableSchema schema, Item item, Predicate<String> names) {
        for (SecondaryIndex index : schema.indexes()) {
            boolean touched = false;
            for (KeyAttribute attribute : index.keyAttributes()) {
                if (names.test(attribute.name())) {
                    touched = true;
                    item.attribute(attribute.name())
                            .ifPresent(value -> KeyAttributes.checkValue(index.keyAttributes(), attribute, value));
                }
            }
            if (touched && isWhole(index, item)) {
                KeyAttributes.checkTotal(entryOf(schema, index, item));
            }
        }
        checkSize(schema, item);
    }

    private static void checkSize(TableSchema schema, Item item) {
        int entries = 0;
        for (SecondaryIndex index : schema.indexes()) {
            if (index.scope() == IndexScope.LOCAL && isWhole(index, item)) {
                entries += ItemSize.of(schema.heldBy(index, item));
            }
        }
        if (entries > 0 && ItemSize.of(item) + entries > ItemLimits.MAX_ITEM_BYTES) {
            throw new InvalidRequestException(
                    ErrorCode.ITEM_SIZE,
                    "item is " + ItemSize.of(item) + " bytes, and " + entries + " more in the local indexes of table "
                            + schema.tableName() + "; limit " + ItemLimits.MAX_ITEM_BYTES + " in all");
        }
    }

    /** Says whether an item has all key attributes of the index. */
    private static boolean isWhole(SecondaryIndex index, Item item) {
        return index.keyAttributes().stream().allMatch(key -> item.has(key.name()));
    }

    /** Returns the key attributes of index and table in an item. */
    private static Item entryOf(TableSchema schema, SecondaryIndex index, Item item) {
        Item.Builder entry = Item.builder();
        for (List<KeyAttribute> key : List.of(index.keyAttributes(), schema.keyAttributes())) {
            KeyAttributes.partOf(item, key).attributes().forEach(entry::set);
        }
        return entry.build();
    }

    /** Says whether a stored item is in the index, which leaves out what it could not take. */
    static boolean contains(TableSchema schema, SecondaryIndex index, Item item) {
        try {
            index.keyAttributes()
                    .forEach(key -> item.attribute(key.name())
                            .ifPresent(value -> KeyAttributes.checkValue(index.keyAttributes(), key, value)));
            KeyAttributes.checkTotal(entryOf(schema, index, item));
            return isWhole(index, item);
        } catch (InvalidRequestException e) {
            return false;
        }
    }
}
