// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Key;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.GetRequest;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What a batch write asks of one table. Immutable.
 *
 * @param name the table's name
 * @param asked the request's words, which what is left of it is handed back in
 * @param items the item of each put and the key of each delete, which nobody has compared with the table's key
 */
record BatchWriteTable(String name, List<WriteRequest> asked, List<Item> items) {
    private static final String OPERATION = "BatchWriteItem";
    private static final int MAX_WRITES = 25;

    /** Returns what a request asks of each table, in its order, after all checks that need no table. */
    static List<BatchWriteTable> all(Map<String, List<WriteRequest>> requestItems) {
        constrain(requestItems);
        int count = 0;
        for (List<WriteRequest> asked : requestItems.values()) {
            asked.forEach(BatchWriteTable::checkKind);
            count += asked.size();
        }
        if (count > MAX_WRITES) {
            throw BatchConstraints.tooMany(OPERATION);
        }
        List<BatchWriteTable> tables = new ArrayList<>();
        requestItems.forEach((name, asked) -> tables.add(new BatchWriteTable(
                name, asked, asked.stream().map(BatchWriteTable::item).toList())));
        return tables;
    }

    private static void constrain(Map<String, List<WriteRequest>> requestItems) {
        ParameterConstraints constraints = new ParameterConstraints();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        requestItems.forEach((name, asked) -> sizes.put(name, asked.size()));
        BatchConstraints.tableNames(constraints, sizes);
        if (!sizes.values().stream().allMatch(size -> size > 0 && size <= MAX_WRITES)) {
            BatchConstraints.refuseItems(
                    constraints,
                    sizes,
                    "Map value must satisfy constraint: [Member must have length less than or equal to " + MAX_WRITES
                            + ", Member must have length greater than or equal to 1]");
        }
        requestItems.forEach((name, asked) -> {
            String parameter = "requestItems." + name + ".member";
            constraints.requiredElements(parameter, asked);
            for (int i = 0; i < asked.size(); i++) {
                @Nullable WriteRequest write = asked.get(i);
                if (write != null) {
                    constrain(constraints, parameter + "." + (i + 1) + ".member.", write);
                }
            }
        });
        constraints.check();
    }

    private static void constrain(ParameterConstraints constraints, String parameter, WriteRequest write) {
        @Nullable PutRequest put = write.putRequest();
        if (put != null) {
            constraints.required(parameter + "putRequest.item", put.hasItem() ? put.item() : null);
        }
        @Nullable DeleteRequest delete = write.deleteRequest();
        if (delete != null) {
            constraints.required(parameter + "deleteRequest.key", delete.hasKey() ? delete.key() : null);
        }
    }

    /** The service's words are the same for both kinds at once and for none. */
    private static void checkKind(WriteRequest write) {
        if ((write.putRequest() == null) == (write.deleteRequest() == null)) {
            throw ServiceErrors.validation("Supplied AttributeValue has more than one datatypes set, must contain"
                    + " exactly one of the supported datatypes");
        }
    }

    private static Item item(WriteRequest write) {
        if (!isPut(write)) {
            return RequestValues.item(write.deleteRequest().key());
        }
        Item item = RequestValues.item(write.putRequest().item());
        if (item.sizeInBytes() > ItemLimits.MAX_ITEM_BYTES) {
            throw ServiceErrors.validation(ServiceWords.LARGE_ITEM);
        }
        return item;
    }

    private static boolean isPut(WriteRequest write) {
        return write.putRequest() != null;
    }

    boolean isPut(int index) {
        return isPut(asked.get(index));
    }

    /** Returns the keys of all items, after each was compared with the table's keys; none is there twice. */
    List<Key> keys(TableSchema schema) {
        List<Key> keys = new ArrayList<>(items.size());
        Set<Key> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Key key = isPut(i) ? keyOfPut(schema, items.get(i)) : key(schema, items.get(i));
            if (!seen.add(key)) {
                throw BatchConstraints.duplicates();
            }
            keys.add(key);
        }
        return keys;
    }

    private static Key key(TableSchema schema, Item key) {
        try {
            return GetRequest.of(schema, new Key(key)).key();
        } catch (InvalidRequestException e) {
            throw KeyErrors.ofKey(schema, key, List.of(), e);
        }
    }

    /** Of the table's key, the service says of an item in a batch what it says of a key. */
    private static Key keyOfPut(TableSchema schema, Item item) {
        Item.Builder key = Item.builder();
        for (KeyAttribute attribute : schema.keyAttributes()) {
            item.attribute(attribute.name()).ifPresent(value -> key.set(attribute.name(), value));
        }
        Key checked = key(schema, key.build());
        try {
            org.moviestore.table.PutRequest.of(schema, item);
        } catch (InvalidRequestException e) {
            throw KeyErrors.ofItem(schema, item, List.of(), e);
        }
        return checked;
    }

    /** Returns the key of one of the items in a table that takes it. */
    Key keyAt(TableSchema schema, int index) {
        return isPut(index) ? schema.storedKeyOf(items.get(index)) : new Key(items.get(index));
    }

    /** Returns the request for the store of some of the writes. */
    BatchWriteRequest piece(TableSchema schema, int from, int to) {
        List<Item> puts = new ArrayList<>();
        List<Key> deletes = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (isPut(i)) {
                puts.add(items.get(i));
            } else {
                deletes.add(new Key(items.get(i)));
            }
        }
        return BatchWriteRequest.of(schema, puts, deletes);
    }
}
