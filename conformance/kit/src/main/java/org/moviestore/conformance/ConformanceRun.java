// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.moviestore.expression.Expressions.set;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Key;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/**
 * One run of the suite over one harness: its store, its tables and its tally. Tests share a table for each kind of key
 * and keep apart by partitions of their own; a test that looks at a whole table takes a new one. Thread-safe.
 */
final class ConformanceRun {
    static final String PARTITION = "p";
    static final String SORT = "s";

    private final TableHarness harness;
    private final DocumentStore store;
    private final String prefix = "conformance." + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final AtomicInteger counter = new AtomicInteger();
    private final Map<Object, DocumentTable> shared = new HashMap<>();
    private final List<String> created = new ArrayList<>();
    private final Tally tally = new Tally();
    private final Threads threads;

    ConformanceRun(TableHarness harness) {
        this.harness = harness;
        this.store = openOrClose(harness);
        useOnce();
        this.threads = Threads.now();
    }

    /** Starts what a store starts when it is first used; what goes wrong here is for the tests to tell. */
    private void useOnce() {
        try {
            DocumentTable table = newTable(AttributeType.STRING);
            TableSchema schema = table.schema();
            Key key = schema.key("x");
            table.put(key.attributes());
            table.get(key);
            table.update(UpdateRequest.of(schema, key, set("a", 1)));
            table.scan(ScanRequest.of(schema));
            table.delete(key);
            store.dropTable(schema.tableName());
        } catch (RuntimeException e) {
            return;
        }
    }

    private static DocumentStore openOrClose(TableHarness harness) {
        try {
            return harness.open();
        } catch (RuntimeException | Error e) {
            harness.close();
            throw e;
        }
    }

    DocumentStore store() {
        return store;
    }

    /** Opens another store over the same backend; the test closes it. */
    DocumentStore openAnother() {
        return harness.open();
    }

    Tally tally() {
        return tally;
    }

    String name() {
        return harness.name();
    }

    ConformanceReport report() {
        return new ConformanceReport(harness.name(), store.features(), tally);
    }

    /** Fails if a test has left anything behind. */
    void requireNothingHeld() {
        List<String> held = harness.held();
        List<String> stayed = threads.stayedSince(Threads.PATIENCE);
        if (!held.isEmpty() || !stayed.isEmpty()) {
            throw new AssertionError("left behind: " + held + ", threads " + stayed);
        }
    }

    /** Returns a number that no other call in this run returns. */
    int next() {
        return counter.incrementAndGet();
    }

    /** Returns a table name that nobody uses, for a test that creates the table itself; it is dropped in the end. */
    synchronized String newTableName() {
        String name = prefix + next();
        created.add(name);
        return name;
    }

    /** Returns the table that tests share for keys of the types: partition key {@code p}, sort key {@code s}. */
    synchronized DocumentTable shared(AttributeType... keyTypes) {
        return shared.computeIfAbsent(List.of(keyTypes), types -> newTable(keyTypes));
    }

    /** Returns the table that tests share for a purpose, made of its name when it is first asked for. */
    synchronized DocumentTable shared(String purpose, Function<String, DocumentTable> making) {
        return shared.computeIfAbsent(purpose, first -> making.apply(newTableName()));
    }

    /** Returns a new table for keys of the types: partition key {@code p}, sort key {@code s}. */
    DocumentTable newTable(AttributeType... keyTypes) {
        TableSchema.Builder schema = TableSchema.builder(newTableName()).partitionKey(PARTITION, keyTypes[0]);
        if (keyTypes.length > 1) {
            schema.sortKey(SORT, keyTypes[1]);
        }
        return store.createTable(schema.build());
    }

    /** Drops all tables of this run that are still there, and closes what it opened. */
    synchronized void close() {
        try (harness;
                store) {
            List<String> present = store.listTables();
            created.stream().filter(present::contains).forEach(store::dropTable);
        }
    }
}
