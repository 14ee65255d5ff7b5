// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moviestore.error.TableExistsException;
import org.moviestore.item.AttributeType;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.TableSchema;

class DifferentialTest {
    private static final int OPERATIONS = 1_500;

    private static DifferentialReport run(long seed, long operations) {
        List<ComparedStore> stores = List.of(ComparedStore.of("memory", new MemoryStore()));
        return Differential.of(stores, seed).run(operations, new Heard());
    }

    @Test
    void run_onSoundStores_writesAndReturnsItemsInAThirdOfTheOperationsEach() {
        DifferentialReport report = run(1, OPERATIONS);

        assertThat(report.divergences()).isEmpty();
        assertThat(report.operations()).isEqualTo(OPERATIONS);
        assertThat(report.accepted() + report.rejected()).isEqualTo(OPERATIONS);
        assertThat(report.acceptedWrites()).isBetween(OPERATIONS / 3L, report.accepted());
        assertThat(report.returnedItems()).isBetween(OPERATIONS / 3L, report.accepted());
        assertThat(report.rejected()).isGreaterThan(OPERATIONS / 12L);
        assertThat(report.shapes()).isGreaterThan(OPERATIONS / 3L);
        assertThat(report.masked()).isZero();
    }

    @Test
    void run_ofTheSameSeed_makesTheSameHistoryWhateverTheStores() {
        DifferentialReport onNone = Differential.of(List.of(), 7).run(OPERATIONS, new Heard());

        assertThat(run(7, OPERATIONS)).isEqualTo(run(7, OPERATIONS)).isEqualTo(onNone);
        assertThat(run(8, OPERATIONS).history()).isNotEqualTo(onNone.history());
    }

    @Test
    void chapter_thatIsShorter_isTheBeginningOfALongerOne() {
        Chapter whole = Chapter.draw(3, 5, Chapter.LENGTH);
        Chapter part = Chapter.draw(3, 5, 100);

        assertThat(whole.steps().subList(0, 100)).isEqualTo(part.steps());
        assertThat(whole.expected().subList(0, 100)).isEqualTo(part.expected());
        assertThat(Chapter.draw(3, 6, 100).steps()).isNotEqualTo(part.steps());
    }

    @Test
    void run_ofATime_endsWithIt() {
        Heard heard = new Heard();

        DifferentialReport report = Differential.of(List.of(), 1).run(Duration.ofMillis(1), heard);

        assertThat(report.operations()).isEqualTo(Chapter.LENGTH);
        assertThat(heard.operations).containsExactly((long) Chapter.LENGTH);
        assertThat(heard.parts).singleElement().matches(part -> part > 0);
    }

    @Test
    void run_whoseTableIsThere_leavesItAlone() {
        MemoryStore store = new MemoryStore();
        String taken = "differential-1-0-1";
        store.createTable(TableSchema.builder(taken)
                .partitionKey("id", AttributeType.STRING)
                .build());
        Differential differential = Differential.of(List.of(ComparedStore.of("memory", store)), 1);

        assertThatExceptionOfType(TableExistsException.class)
                .isThrownBy(() -> differential.run(OPERATIONS, new Heard()));

        assertThat(store.listTables()).containsExactly(taken);
    }

    @Test
    void summary_ofAReport_isOneLine() {
        DifferentialReport report = new DifferentialReport(1000, 750, 400, 500, 321, 5, "abc", List.of());

        assertThat(report.summary())
                .isEqualTo("1000 operations: 750 accepted, 250 rejected; 40.0% accepted writes, 50.0% returned items;"
                        + " 321 distinct shapes; 0.500% masked by known differences; history abc; 0 divergences");
    }
}
