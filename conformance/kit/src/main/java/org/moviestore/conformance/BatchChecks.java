// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetReport;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchWriteReport;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.Batches;
import org.moviestore.table.DocumentTable;

/** Notes to read and write by batches, in the shared table with a sort key of numbers. */
abstract class BatchChecks extends ConformanceTests {
    final DocumentTable notes() {
        return sortedBy(AttributeType.NUMBER);
    }

    static Item note(String partition, int number) {
        return attributes("p", partition, "s", number, "n", number * number, "t", "note " + number);
    }

    static List<Item> notes(String partition, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> note(partition, i)).toList();
    }

    final List<Key> keys(String partition, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> notes().schema().key(partition, i))
                .toList();
    }

    /** Reads items in whatever calls it takes. */
    static Map<Key, Item> read(DocumentTable table, BatchGetRequest request) {
        BatchGetReport report = Batches.over(table).get(request);
        assertThat(report.left()).isEmpty();
        return report.items();
    }

    static Map<Key, Item> read(DocumentTable table, List<Key> keys) {
        return read(table, BatchGetRequest.of(table.schema(), keys));
    }

    /** Writes items in whatever calls it takes. */
    static void write(DocumentTable table, List<Item> puts, List<Key> deletes) {
        BatchWriteReport report = Batches.over(table).write(BatchWriteRequest.of(table.schema(), puts, deletes));
        assertThat(report.left()).isEmpty();
    }

    static Map<Key, Item> byKey(DocumentTable table, List<Item> items) {
        return items.stream().collect(Collectors.toMap(table.schema()::keyOf, item -> item));
    }
}
