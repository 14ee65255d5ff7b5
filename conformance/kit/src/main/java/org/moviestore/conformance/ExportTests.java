// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.set;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Segment;
import org.moviestore.table.TableExport;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** Exports of whole tables, rule G14. */
abstract class ExportTests extends FilledChecks {
    private static final int WRITTEN = 60;

    /** Returns what the segments of an export have, one after the other. */
    private static List<Item> exported(DocumentTable table, int segments) {
        try (TableExport export = table.export(segments)) {
            assertThat(export.segments()).hasSize(segments);
            return read(export);
        }
    }

    private static List<Item> read(TableExport export) {
        return export.segments().stream().flatMap(segment -> segment).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    @Rule("G14")
    void export_inSegments_returnsEachItemOnce(int segments) {
        assertThat(exported(filled(), segments)).containsExactlyInAnyOrderElementsOf(ITEMS);
    }

    @Test
    @Rule("G14")
    void export_ofAnEmptyTable_returnsNothing() {
        DocumentTable empty = run().shared("exported-empty", this::created);

        assertThat(exported(empty, 2)).isEmpty();
    }

    private DocumentTable created(String name) {
        return store().createTable(TableSchema.builder(name)
                .partitionKey("p", AttributeType.STRING)
                .sortKey("s", AttributeType.NUMBER)
                .build());
    }

    @Test
    @Rule("G14")
    void export_ofItemsOfAllSizes_returnsThemWhole() {
        DocumentTable table = run().shared("exported-sizes", this::created);
        List<Item> items = IntStream.rangeClosed(0, 8)
                .mapToObj(i -> attributes("p", "size", "s", i, "text", "ä".repeat(1 << i * 2)))
                .toList();
        items.forEach(table::put);

        assertThat(exported(table, 2)).containsExactlyInAnyOrderElementsOf(items);
    }

    @Test
    @Rule("G14")
    void export_bySeveralThreadsAtOnce_returnsEachItemOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Item> found = new ArrayList<>();
        try (TableExport export = filled().export(3)) {
            List<Callable<List<Item>>> readers = export.segments().stream()
                    .<Callable<List<Item>>>map(segment -> segment::toList)
                    .toList();
            for (Future<List<Item>> read : threads.invokeAll(readers)) {
                found.addAll(read.get());
            }
        } finally {
            threads.shutdown();
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(ITEMS);
    }

    /** Another test of this group may have written to the table, and all of them leave the same items behind. */
    private List<Item> fill(DocumentTable table) {
        List<Item> items = IntStream.range(0, WRITTEN)
                .mapToObj(i -> attributes("p", "p" + i % 7, "s", i, "n", 0))
                .toList();
        items.forEach(table::put);
        return items;
    }

    private DocumentTable written() {
        return run().shared("exported-written", this::created);
    }

    /** Changes some items, removes some, and adds others that are removed again when this returns. */
    private static void write(DocumentTable table, Runnable meanwhile) {
        TableSchema schema = table.schema();
        for (int i = 0; i < WRITTEN; i += 3) {
            table.update(UpdateRequest.of(schema, schema.key("p" + i % 7, i), set("n", 1)));
            table.delete(schema.key("p" + (i + 1) % 7, i + 1));
            table.put(attributes("p", "q" + i % 7, "s", i, "n", 0));
        }
        meanwhile.run();
        for (int i = 0; i < WRITTEN; i += 3) {
            table.delete(schema.key("q" + i % 7, i));
        }
    }

    @Test
    @Rule("G14")
    @RequiresFeature(value = TableFeature.SNAPSHOT_EXPORT, absent = true)
    void export_whileItsItemsAreWritten_returnsThoseLeftAloneOnce() {
        DocumentTable table = written();
        List<Item> before = fill(table);
        List<Item> leftAlone = IntStream.range(0, WRITTEN)
                .filter(i -> i % 3 == 2)
                .mapToObj(before::get)
                .toList();
        List<Item> found = new ArrayList<>();

        try (TableExport export = table.export(2)) {
            write(table, () -> found.addAll(read(export)));
        }

        assertThat(found.stream().filter(leftAlone::contains)).containsExactlyInAnyOrderElementsOf(leftAlone);
    }

    @Test
    @Rule("G14")
    @RequiresFeature(TableFeature.SNAPSHOT_EXPORT)
    void export_whileItsItemsAreWritten_returnsThoseOfItsMoment() {
        DocumentTable table = written();
        List<Item> before = fill(table);
        List<Item> found = new ArrayList<>();

        try (TableExport export = table.export(2)) {
            write(table, () -> found.addAll(read(export)));
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    @Rule("G14")
    void export_thatIsClosedEarly_leavesNothingInTheWay() {
        DocumentTable table = created("exported-early-" + newPartition());
        List<Item> items = fill(table);

        try (TableExport export = table.export(2)) {
            assertThat(items)
                    .containsAll(export.segments().stream()
                            .map(Stream::iterator)
                            .filter(Iterator::hasNext)
                            .map(Iterator::next)
                            .toList());
        }

        store().dropTable(table.schema().tableName());
        assertThat(store().listTables()).doesNotContain(table.schema().tableName());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, Segment.MAX_TOTAL + 1})
    @Rule("G14")
    void export_inSegmentsThatCannotBe_isRefused(int segments) {
        assertRefused(ErrorCode.SEGMENTS, () -> filled().export(segments));
    }
}
