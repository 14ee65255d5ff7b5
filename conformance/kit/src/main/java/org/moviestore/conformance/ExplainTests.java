// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;
import org.moviestore.table.QueryPlan.Access;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.Select;
import org.moviestore.table.TableFeature;

/** Saying how queries and scans are read, rule G13. */
abstract class ExplainTests extends FilledChecks {
    private static final Condition EVEN = attribute("even").equalTo(true);
    private static final KeyCondition PARTITION = KeyCondition.partition("p", "p3");

    private QueryRequest.Builder query() {
        return QueryRequest.builder(filledSchema(), PARTITION);
    }

    private QueryRequest.Builder queryBy(String index) {
        KeyCondition partition = switch (index) {
            case "by-text" -> KeyCondition.partition("g", "g0");
            case "by-number" -> KeyCondition.partition("n", 1);
            case "by-binary" -> KeyCondition.partition("b", bytes(0xFF, 0));
            default -> PARTITION;
        };
        return QueryRequest.builder(filledSchema(), partition).index(index);
    }

    private Position second() {
        return new Position(filledSchema().key("p3", 1));
    }

    private void assertReads(Access access, Stream<? extends PageRequest> requests) {
        assertThat(requests)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(filled().explain(request)).satisfies(plan -> {
                    assertThat(plan.access()).isEqualTo(access);
                    assertThat(plan.index()).isEmpty();
                }));
    }

    private void assertReads(Access access, String index, Stream<? extends PageRequest> requests) {
        assertThat(requests)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(filled().explain(request)).satisfies(plan -> {
                    assertThat(plan.access()).isEqualTo(access);
                    assertThat(plan.index()).contains(index);
                }));
    }

    @Test
    @Rule("G13")
    void explain_ofAQuery_saysThatItReadsAPartitionOfTheTable() {
        assertReads(
                Access.PARTITION,
                Stream.of(
                        query().build(),
                        QueryRequest.of(filledSchema(), PARTITION.andSort("s", Comparator.EQUAL, 1)),
                        query().filter(EVEN).build(),
                        query().limit(2).project("even").build(),
                        query().descending().startAfter(second()).build(),
                        query().select(Select.COUNT).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "by-text", "by-number", "by-binary"})
    @Rule("G13")
    void explain_ofAQueryByAnIndex_saysThatItReadsAPartitionOfThatIndex(String index) {
        assertReads(
                Access.INDEX_PARTITION,
                index,
                Stream.of(
                        queryBy(index).build(),
                        queryBy(index).filter(attribute("s").exists()).build(),
                        queryBy(index).limit(2).project("p", "s").build(),
                        queryBy(index).descending().select(Select.COUNT).build()));
    }

    @Test
    @Rule("G13")
    void explain_ofAScan_saysThatItReadsTheWholeTable() {
        assertReads(
                Access.TABLE_SCAN,
                Stream.of(
                        scan().build(),
                        scan().filter(attribute("p").equalTo("p3")).build(),
                        scan().limit(2).project("even").build(),
                        scan().segment(1, 3).build(),
                        scan().startAfter(second()).build(),
                        scan().select(Select.COUNT).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "by-text", "by-number", "by-binary"})
    @Rule("G13")
    void explain_ofAScanOfAnIndex_saysThatItReadsThatIndexAsAWhole(String index) {
        assertReads(
                Access.INDEX_SCAN,
                index,
                Stream.of(
                        scan().index(index).build(),
                        scan().index(index).filter(attribute("p").equalTo("p3")).build(),
                        scan().index(index).limit(2).segment(1, 3).build(),
                        scan().index(index).select(Select.COUNT).build()));
    }

    @Test
    @Rule("G13")
    void explain_withAFilter_saysWhoEvaluatesIt() {
        for (PageRequest filtered : List.of(
                query().filter(EVEN).build(),
                queryBy("by-text").filter(EVEN).build(),
                scan().filter(EVEN).select(Select.COUNT).build())) {
            assertThat(filled().explain(filtered).filteredBy()).isPresent();
        }
    }

    @Test
    @Rule("G13")
    void explain_withoutAFilter_saysThatNobodyFilters() {
        for (PageRequest unfiltered :
                List.of(query().build(), queryBy("by-text").build(), scan().build())) {
            assertThat(filled().explain(unfiltered).filteredBy()).isEmpty();
        }
    }

    @Test
    @Rule({"G13", "T9"})
    @RequiresFeature(TableFeature.CONSUMED_CAPACITY)
    void explain_ofARequestForConsumedCapacity_isAnswered() {
        assertReads(
                Access.TABLE_SCAN,
                Stream.of(scan().capacityReport(CapacityReport.TOTAL).build()));
    }

    @Test
    @Rule({"G13", "T9"})
    @RequiresFeature(value = TableFeature.CONSUMED_CAPACITY, absent = true)
    void explain_ofARequestForConsumedCapacityThatIsLacking_isRefused() {
        PageRequest request = scan().capacityReport(CapacityReport.TOTAL).build();

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> filled().explain(request))
                .withMessageContaining("CONSUMED_CAPACITY");
    }
}
