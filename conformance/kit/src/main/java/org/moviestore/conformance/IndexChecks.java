// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableSchema;

/**
 * What the groups on secondary indexes have in common: a table with as many of them as there can be, and the patience
 * for those that may lag.
 */
abstract class IndexChecks extends ConformanceTests {
    /** How long a backend is asked again before the test fails. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    static final Duration PAUSE = Duration.ofMillis(20);

    private static final List<AttributeType> KEY_TYPES =
            List.of(AttributeType.STRING, AttributeType.NUMBER, AttributeType.BINARY);

    /**
     * Returns the table that the tests share: its key is {@code p} and {@code s}, both text. The attributes {@code gs},
     * {@code gn} and {@code gb} are partition keys of global indexes, {@code ss}, {@code sn} and {@code sb} sort keys
     * of global and local ones, each of the type that its second letter says.
     */
    final DocumentTable indexed() {
        return run().shared("indexes", name -> store().createTable(schema(name)));
    }

    final TableSchema schema() {
        return indexed().schema();
    }

    /** Returns the schema of the shared table as somebody declares it who knows of no index. */
    final TableSchema bare() {
        return TableSchema.builder(schema().tableName())
                .partitionKey("p", AttributeType.STRING)
                .sortKey("s", AttributeType.STRING)
                .build();
    }

    /** Returns the schema with 20 global and 5 local indexes. */
    static TableSchema schema(String name) {
        TableSchema.Builder schema = TableSchema.builder(name)
                .partitionKey("p", AttributeType.STRING)
                .sortKey("s", AttributeType.STRING);
        for (AttributeType partition : KEY_TYPES) {
            schema.index(index(global(partition), "g" + letter(partition)).build());
            for (AttributeType sort : KEY_TYPES) {
                schema.index(index(global(partition, sort), "g" + letter(partition), "s" + letter(sort))
                        .build());
            }
        }
        KEY_TYPES.forEach(
                sort -> schema.index(index(local(sort), "p", "s" + letter(sort)).build()));
        IndexProjection keys = IndexProjection.keysOnly();
        IndexProjection some = IndexProjection.include("x", "m");
        return schema.index(index("local-keys", "p", "ln").projection(keys).build())
                .index(index("local-some", "p", "sn").projection(some).build())
                .index(index("global-keys", "gs", "sn").projection(keys).build())
                .index(index("global-some", "gs", "sn").projection(some).build())
                .index(index("binary-keys", "gb", "sb").projection(keys).build())
                .index(index("number-some", "gn")
                        .projection(IndexProjection.include("x"))
                        .build())
                .index(index("inverted", "s", "p").build())
                .index(index("by-sort", "s").build())
                .index(index("by-text-and-partition", "gs", "p").build())
                .index(index("by-text-and-sort", "gs", "s").build())
                .build();
    }

    /** Returns a builder of an index by one or two of the attributes {@code p}, {@code s}, {@code gs} to {@code sb}. */
    private static SecondaryIndex.Builder index(String name, String partition, String... sort) {
        SecondaryIndex.Builder index = SecondaryIndex.builder(name).partitionKey(partition, typeOf(partition));
        Arrays.stream(sort).forEach(attribute -> index.sortKey(attribute, typeOf(attribute)));
        return index;
    }

    private static AttributeType typeOf(String attribute) {
        return KEY_TYPES.stream()
                .filter(type -> attribute.endsWith(letter(type)))
                .findFirst()
                .orElse(AttributeType.STRING);
    }

    private static String letter(AttributeType type) {
        return type.code().toLowerCase(Locale.ROOT);
    }

    /** Returns the name of the global index with a partition key, and maybe a sort key, of the types. */
    static String global(AttributeType partition, AttributeType... sort) {
        return "global-" + partition.code()
                + String.join(
                        "", Arrays.stream(sort).map(type -> "-" + type.code()).toList());
    }

    /** Returns the name of the local index with a sort key of the type. */
    static String local(AttributeType sort) {
        return "local-" + sort.code();
    }

    /** Returns a value of an ordered type that no other test uses. */
    final Object newValue(AttributeType type) {
        return switch (type) {
            case NUMBER -> run().next();
            case BINARY -> Bytes.of(newPartition().getBytes(StandardCharsets.UTF_8));
            default -> newPartition();
        };
    }

    /**
     * Stores items of a new partition of the shared table, under the sort keys a, b, c, ..., and returns them whole.
     */
    final List<Item> storedTogether(Item... attributes) {
        String partition = newPartition();
        List<Item> items = IntStream.range(0, attributes.length)
                .mapToObj(i -> withKey(schema().key(partition, String.valueOf((char) ('a' + i))), attributes[i]))
                .toList();
        items.forEach(indexed()::put);
        return items;
    }

    /** Returns those attributes of an item that have the names. */
    static Item only(Item item, String... names) {
        Item.Builder part = Item.builder();
        for (String name : names) {
            item.attribute(name).ifPresent(value -> part.set(name, value));
        }
        return part.build();
    }

    static AttributeValue partitionOf(Item item) {
        return item.attribute("p").orElseThrow();
    }

    /** Returns a builder of a query of one partition of an index of the shared table. */
    final QueryRequest.Builder query(String index, Object partition) {
        String attribute = schema().index(index).partitionKey().name();
        return QueryRequest.builder(schema(), KeyCondition.partition(attribute, partition))
                .index(index);
    }

    final List<Item> found(PageRequest request) {
        return indexed().stream(request).toList();
    }

    /** Checks that a partition of an index of the shared table has exactly the items, in their order. */
    final void assertIndexed(String index, Object partition, Item... items) {
        eventually(() -> assertThat(found(query(index, partition).build()))
                .as("%s of %s", index, partition)
                .containsExactly(items));
    }

    /** Checks what a partition of each global index of text and number has, whatever part of the items it holds. */
    final void assertShownByGlobal(Object text, Item... items) {
        assertIndexed("global-S-N", text, items);
        assertIndexed("global-keys", text, only(items, "p", "s", "gs", "sn"));
        assertIndexed("global-some", text, only(items, "p", "s", "gs", "sn", "x", "m"));
    }

    /** Checks what a partition of each local index of number has, whatever part of the items it holds. */
    final void assertShownByLocal(Object partition, Item... items) {
        assertIndexed("local-N", partition, items);
        assertIndexed("local-some", partition, only(items, "p", "s", "sn", "x", "m"));
    }

    private static Item[] only(Item[] items, String... names) {
        return Arrays.stream(items).map(item -> only(item, names)).toArray(Item[]::new);
    }

    /**
     * Checks what a global index shows of the writes before: at once where the store says that none lags, else asking
     * again for a while.
     */
    final void eventually(Runnable check) {
        boolean immediate = store().features().contains(TableFeature.IMMEDIATE_GLOBAL_INDEXES);
        long deadline = System.nanoTime() + (immediate ? 0 : PATIENCE.toNanos());
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
