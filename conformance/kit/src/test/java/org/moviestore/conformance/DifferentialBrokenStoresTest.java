// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.conformance.differential.ComparedStore;
import org.moviestore.conformance.differential.Differential;
import org.moviestore.conformance.differential.DifferentialListener;
import org.moviestore.conformance.differential.Divergence;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;

/** A differential run finds what is broken, and prints a short test that shows it. */
class DifferentialBrokenStoresTest {
    private static final int MOST_SEEDS = 20;
    private static final int OPERATIONS = 500;
    private static final int SHORT = 5;

    @TempDir
    private Path folder;

    private interface Wrapping extends BiFunction<DocumentStore, DocumentTable, DocumentTable> {}

    private static Arguments broken(String name, Wrapping wrapping, String... inTest) {
        return arguments(name, wrapping, List.of(inTest));
    }

    static Stream<Arguments> brokenStores() {
        return Stream.of(
                broken(
                        "UTF-16 order",
                        (store, table) -> new MisorderedTable(store, table, BrokenTables.Order::utf16),
                        "QueryRequest",
                        "AttributeType.STRING"),
                broken(
                        "signed bytes",
                        (store, table) -> new MisorderedTable(store, table, BrokenTables.Order::signedBytes),
                        "QueryRequest",
                        "AttributeType.BINARY"),
                broken("SQL's nulls", BrokenTables.SqlNulls::new, "QueryRequest", ".filter("),
                broken("OFFSET", BrokenTables.OffsetPages::new, ".limit("),
                broken("limit after the filter", BrokenTables.LimitAfterFilter::new, ".limit(", ".filter("),
                broken("updates that create", BrokenTables.LostUpdates::new, "UpdateRequest"),
                broken("doubles", BrokenTables.Doubles::new, "PutRequest", "Values.number("),
                broken("removes that create", BrokenTables.CreatingRemoves::new, "UpdateRequest"),
                broken("one action after the other", BrokenTables.OneByOne::new, "UpdateRequest"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenStores")
    void run_onABrokenStore_printsAShortTestThatFailsOnIt(String name, Wrapping wrapping, List<String> inTest)
            throws Exception {
        ForwardingStore broken = new ForwardingStore(wrapping);
        List<ComparedStore> stores =
                List.of(ComparedStore.of("memory", new MemoryStore()), ComparedStore.of(name, broken));

        Divergence divergence = firstDivergence(stores);

        assertThat(divergence.store()).isEqualTo(name);
        assertThat(divergence.steps()).as(divergence.test()).isLessThanOrEqualTo(SHORT);
        assertThat(divergence.test()).contains(inTest);
        PrintedTest test = PrintedTest.compile(divergence.test(), folder);
        assertThatCode(test.on(new MemoryStore())).doesNotThrowAnyException();
        assertThatThrownBy(test.on(new ForwardingStore(wrapping))).isNotNull();
        assertThat(broken.listTables()).isEmpty();
    }

    private static Divergence firstDivergence(List<ComparedStore> stores) {
        List<Divergence> heard = new ArrayList<>();
        DifferentialListener listener = new DifferentialListener() {
            @Override
            public void compared(long operations, double part) {
                // only what diverges matters
            }

            @Override
            public void diverged(Divergence divergence) {
                heard.add(divergence);
            }
        };
        for (long seed = 1; seed <= MOST_SEEDS && heard.isEmpty(); seed++) {
            Differential.of(stores, seed).run(OPERATIONS, listener);
        }
        assertThat(heard).isNotEmpty();
        return heard.get(0);
    }
}
