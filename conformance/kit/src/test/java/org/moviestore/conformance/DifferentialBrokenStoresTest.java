// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.conformance.differential.ComparedStore;
import org.moviestore.conformance.differential.Differential;
import org.moviestore.conformance.differential.DifferentialListener;
import org.moviestore.conformance.differential.Divergence;
import org.moviestore.conformance.differential.Heard;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableSchema;

/** A differential run finds what is broken, and prints a short test that shows it. */
class DifferentialBrokenStoresTest {
    private static final int MOST_SEEDS = 20;
    private static final int OPERATIONS = 500;
    private static final int SHORT = 5;

    @TempDir
    private Path folder;

    private static Arguments broken(Supplier<BrokenStore> store, String... inTest) {
        return arguments(store.get().name(), store, List.of(inTest));
    }

    static Stream<Arguments> brokenStores() {
        return Stream.of(
                broken(BrokenKeys.Utf16Order::new, "QueryRequest", "AttributeType.STRING"),
                broken(BrokenKeys.SignedBytes::new, "QueryRequest", "Values.binary("),
                broken(BrokenConditions.SqlNulls::new, "Condition."),
                broken(BrokenPages.OffsetPages::new, ".limit("),
                broken(BrokenPages.LimitAfterFilter::new, ".limit(", ".filter("),
                broken(BrokenValues.Doubles::new, "PutRequest", "Values.number("),
                broken(BrokenUpdates.CreatingRemoves::new, "UpdateRequest"),
                broken(BrokenUpdates.Coalesce::new, "UpdateRequest"),
                broken(BrokenUpdates.OneByOne::new, "UpdateRequest"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenStores")
    void run_onABrokenStore_printsAShortTestThatFailsOnIt(
            String name, Supplier<BrokenStore> brokenStore, List<String> inTest) throws Exception {
        DocumentStore broken = brokenStore.get().open();
        List<ComparedStore> stores =
                List.of(ComparedStore.of("memory", new MemoryStore()), ComparedStore.of(name, broken));

        Divergence divergence = firstDivergence(stores);

        assertThat(divergence.store()).isEqualTo(name);
        assertThat(divergence.steps()).as(divergence.test()).isLessThanOrEqualTo(SHORT);
        inTest.forEach(part -> assertThat(divergence.test()).contains(part));
        PrintedTest test = PrintedTest.compile(divergence.test(), folder);
        assertThatCode(test.on(new MemoryStore())).doesNotThrowAnyException();
        assertThatThrownBy(test.on(brokenStore.get().open())).isNotNull();
        assertThat(broken.listTables()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void run_onAStoreThatFailsToSayThatItCreatedATable_goesOn(boolean created) {
        AtomicBoolean failed = new AtomicBoolean();
        DocumentStore failing = new ForwardingStore((store, table) -> table) {
            @Override
            public DocumentTable createTable(TableSchema schema) {
                if (failed.getAndSet(true)) {
                    return super.createTable(schema);
                }
                if (created) {
                    super.createTable(schema);
                }
                throw new OutcomeUnknownException("the answer is lost", new IOException());
            }
        };
        List<ComparedStore> stores = List.of(ComparedStore.of("failing", failing));

        assertThat(Differential.of(stores, 1).run(OPERATIONS, new Heard()).divergences())
                .isEmpty();

        assertThat(failed).isTrue();
        assertThat(failing.listTables()).isEmpty();
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
