// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.moviestore.expression.Expressions.attribute;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.QueryPlan.Access;
import org.moviestore.table.QueryPlan.FilteredBy;

class QueryPlanTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Films")
            .partitionKey("year", AttributeType.NUMBER)
            .index(SecondaryIndex.builder("by-director")
                    .partitionKey("director", AttributeType.STRING)
                    .build())
            .build();

    private final DocumentTable table = new MemoryStore().createTable(SCHEMA);

    @Test
    void explain_ofMemory_saysWhatTheRequestSaysAndThatTheLibraryFilters() {
        QueryRequest query = QueryRequest.builder(SCHEMA, KeyCondition.partition("director", "Varda"))
                .index("by-director")
                .filter(attribute("rating").exists())
                .build();

        assertThat(table.explain(query))
                .isEqualTo(new QueryPlan(
                        Access.INDEX_PARTITION,
                        Optional.of("by-director"),
                        Optional.of(FilteredBy.LIBRARY),
                        Optional.empty(),
                        OptionalDouble.empty()));
        assertThat(table.explain(ScanRequest.of(SCHEMA)))
                .isEqualTo(new QueryPlan(
                        Access.TABLE_SCAN,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty()));
    }

    @Test
    void explain_ofATableWithVersions_saysWhatItsTableSays() {
        DocumentTable versioned =
                table.store().table("Films", TableOptions.none().withVersionAttribute("version"));

        assertThat(versioned.explain(ScanRequest.of(SCHEMA))).isEqualTo(table.explain(ScanRequest.of(SCHEMA)));
    }

    @Test
    void access_ofScansAlone_isAFullScan() {
        assertThat(Arrays.stream(Access.values()).filter(Access::isFullScan))
                .containsExactly(Access.FILTER_INDEX, Access.TABLE_SCAN, Access.INDEX_SCAN);
    }

    @Test
    void plan_ofAnIndexWithoutItsName_isNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QueryPlan(
                        Access.INDEX_SCAN,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty()))
                .withMessageContaining("INDEX_SCAN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QueryPlan(
                        Access.PARTITION,
                        Optional.of("by-director"),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty()))
                .withMessageContaining("by-director");
    }
}
