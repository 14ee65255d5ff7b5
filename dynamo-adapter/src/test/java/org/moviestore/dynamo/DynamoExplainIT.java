// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryPlan.FilteredBy;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.Select;

/** What a table explains, against what DynamoDB Local reports of the same pages. */
class DynamoExplainIT extends IndexedTables {
    private static final Percentage ROUGHLY = Percentage.withPercentage(20);
    private static final KeyCondition PARTITION = KeyCondition.partition("p", "P0");

    private static DocumentTable table;

    /** 4 partitions of 100 items of 2 KB. */
    @BeforeAll
    static void fill() {
        table = store.createTable(schema("Explained")
                .index(global(AttributeType.NUMBER).build())
                .index(local(AttributeType.NUMBER)
                        .projection(IndexProjection.keysOnly())
                        .build())
                .build());
        for (int i = 0; i < 400; i++) {
            table.put(item(
                    "p", "P" + i % 4, "s", "s" + i, "g", "G" + i % 4, "h", i, "even", i % 2, "x", "x".repeat(2000)));
        }
    }

    private static ScanRequest.Builder scan() {
        return ScanRequest.builder(table.schema()).capacityReport(CapacityReport.TOTAL);
    }

    private static QueryRequest.Builder query(KeyCondition key) {
        return QueryRequest.builder(table.schema(), key).capacityReport(CapacityReport.TOTAL);
    }

    private static double consumed(PageRequest request) {
        return request.readFrom(table).consumedCapacity().orElseThrow();
    }

    private static double estimated(PageRequest request) {
        return table.explain(request).estimatedCapacity().orElseThrow();
    }

    static Stream<PageRequest> pagesOfKnownLength() {
        return Stream.of(
                scan().build(),
                scan().filter(attribute("even").equalTo(1)).build(),
                scan().consistency(ReadConsistency.EVENTUAL).build(),
                scan().limit(50).build(),
                scan().limit(50).select(Select.COUNT).build(),
                scan().index("global").build(),
                scan().index("global").limit(30).build(),
                scan().index("local").build(),
                query(PARTITION).limit(40).build(),
                query(PARTITION).limit(40).consistency(ReadConsistency.EVENTUAL).build(),
                query(PARTITION.andSort("s", Comparator.EQUAL, "s0")).build(),
                query(KeyCondition.partition("g", "G0"))
                        .index("global")
                        .limit(20)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("pagesOfKnownLength")
    void estimate_ofAPageOfKnownLength_isAboutWhatItConsumes(PageRequest request) {
        double consumed = consumed(request);

        assertThat(estimated(request)).isCloseTo(consumed, ROUGHLY);
    }

    @Test
    void estimate_ofAWholePartition_isNoLessThanItConsumes() {
        QueryRequest request = query(PARTITION).build();
        double consumed = consumed(request);

        assertThat(estimated(request)).isBetween(consumed, consumed * 4 * 1.2);
    }

    /** Not compared as a whole: DynamoDB Local describes every index as if it held whole items. */
    @Test
    void estimate_ofItemsFetchedForALocalIndex_isWhatFetchingConsumes() {
        QueryRequest held = query(PARTITION).index("local").limit(20).build();
        QueryRequest fetched =
                query(PARTITION).index("local").limit(20).project("x").build();

        double consumed = consumed(fetched) - consumed(held);

        assertThat(consumed).isEqualTo(20);
        assertThat(estimated(fetched) - estimated(held)).isEqualTo(consumed);
    }

    @Test
    void explain_withAFilter_saysThatDynamoDbFilters() {
        assertThat(table.explain(scan().filter(attribute("even").equalTo(1)).build())
                        .filteredBy())
                .contains(FilteredBy.BACKEND);
    }
}
