// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/** What the groups on scans and counts have in common: a table with items and indexes that no test changes. */
abstract class FilledChecks extends IndexChecks {
    private static final int PARTITIONS = 12;

    /** All items of {@link #filled()}: partitions of one to four items, of which every fifth lacks the index keys. */
    static final List<Item> ITEMS = items();

    private static List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (int p = 0; p < PARTITIONS; p++) {
            for (int s = 0; s <= p % 4; s++) {
                int number = items.size();
                Item item = attributes("p", "p" + p, "s", s, "number", number, "even", number % 2 == 0, "x", p + s);
                items.add(
                        number % 5 == 4
                                ? item
                                : item.with("g", "g" + number % 3)
                                        .with("n", 1 - p)
                                        .with("b", bytes(0xFF, p % 2))
                                        .with("t", number / 7));
            }
        }
        return List.copyOf(items);
    }

    /**
     * Returns a table with {@link #ITEMS}, whose key is the text {@code p} and the number {@code s}. It has a local
     * index {@code local} by the number {@code t}, and global ones {@code by-text} by {@code g} and {@code t},
     * {@code by-number} by {@code n} that holds keys alone, and {@code by-binary} by {@code b} and {@code t} that holds
     * {@code x} too.
     */
    final DocumentTable filled() {
        return run().shared("filled", this::filled);
    }

    private DocumentTable filled(String name) {
        DocumentTable table = store().createTable(TableSchema.builder(name)
                .partitionKey("p", AttributeType.STRING)
                .sortKey("s", AttributeType.NUMBER)
                .index(SecondaryIndex.builder("local")
                        .partitionKey("p", AttributeType.STRING)
                        .sortKey("t", AttributeType.NUMBER)
                        .projection(IndexProjection.keysOnly())
                        .build())
                .index(SecondaryIndex.builder("by-text")
                        .partitionKey("g", AttributeType.STRING)
                        .sortKey("t", AttributeType.NUMBER)
                        .build())
                .index(SecondaryIndex.builder("by-number")
                        .partitionKey("n", AttributeType.NUMBER)
                        .projection(IndexProjection.keysOnly())
                        .build())
                .index(SecondaryIndex.builder("by-binary")
                        .partitionKey("b", AttributeType.BINARY)
                        .sortKey("t", AttributeType.NUMBER)
                        .projection(IndexProjection.include("x"))
                        .build())
                .build());
        ITEMS.forEach(table::put);
        for (SecondaryIndex index : table.schema().indexes()) {
            ScanRequest scan =
                    ScanRequest.builder(table.schema()).index(index.name()).build();
            eventually(() ->
                    assertThat(table.stream(scan)).hasSize((int) inIndexes().count()));
        }
        return table;
    }

    /** Returns the items that are in each of the indexes. */
    static Stream<Item> inIndexes() {
        return ITEMS.stream().filter(item -> item.has("t"));
    }

    final TableSchema filledSchema() {
        return filled().schema();
    }

    final ScanRequest.Builder scan() {
        return ScanRequest.builder(filledSchema());
    }

    final List<Item> foundIn(DocumentTable table, ScanRequest.Builder scan) {
        return table.stream(scan.build()).toList();
    }
}
