// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class CapacityEstimateTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Films")
            .partitionKey("year", AttributeType.NUMBER)
            .sortKey("title", AttributeType.STRING)
            .index(SecondaryIndex.builder("global")
                    .partitionKey("director", AttributeType.STRING)
                    .build())
            .index(SecondaryIndex.builder("local")
                    .partitionKey("year", AttributeType.NUMBER)
                    .sortKey("rank", AttributeType.NUMBER)
                    .projection(IndexProjection.keysOnly())
                    .build())
            .build();

    private static final KeyCondition YEAR = KeyCondition.partition("year", 1985);

    /** 400 items of 1 KB: half of them in the global index, and of all of them a tenth in the local one. */
    private static final TableDescription SMALL = described(400, 409_600);

    private static TableDescription described(long items, long bytes) {
        return TableDescription.builder()
                .itemCount(items)
                .tableSizeBytes(bytes)
                .globalSecondaryIndexes(GlobalSecondaryIndexDescription.builder()
                        .indexName("global")
                        .itemCount(items / 2)
                        .indexSizeBytes(bytes / 2)
                        .build())
                .localSecondaryIndexes(LocalSecondaryIndexDescription.builder()
                        .indexName("local")
                        .itemCount(items)
                        .indexSizeBytes(bytes / 10)
                        .build())
                .build();
    }

    private static double units(TableDescription table, PageRequest request) {
        return CapacityEstimate.of(request, table).orElseThrow();
    }

    private static ScanRequest.Builder scan() {
        return ScanRequest.builder(SCHEMA);
    }

    @Test
    void scan_ofATable_takesAUnitForEachFourKilobytes() {
        assertThat(units(SMALL, scan().build())).isEqualTo(100);
    }

    @Test
    void scan_thatMayBeEventuallyConsistent_takesHalfAsMany() {
        assertThat(units(SMALL, scan().consistency(ReadConsistency.EVENTUAL).build()))
                .isEqualTo(50);
    }

    @Test
    void page_withALimit_takesThoseOfItsItems() {
        assertThat(units(SMALL, scan().limit(8).build())).isEqualTo(2);
        assertThat(units(SMALL, scan().limit(9).build())).isEqualTo(3);
        assertThat(units(SMALL, scan().limit(1000).build())).isEqualTo(100);
    }

    @Test
    void page_ofALargeTable_endsAfterAMegabyte() {
        assertThat(units(described(1_000_000, 1_024_000_000), scan().build())).isEqualTo(256);
    }

    @Test
    void scan_ofASegment_takesItsPart() {
        assertThat(units(SMALL, scan().segment(0, 4).build())).isEqualTo(25);
    }

    @Test
    void query_ofAPartition_takesNoMoreThanTheTable() {
        assertThat(units(SMALL, QueryRequest.of(SCHEMA, YEAR))).isEqualTo(100);
        assertThat(units(SMALL, QueryRequest.builder(SCHEMA, YEAR).limit(8).build()))
                .isEqualTo(2);
    }

    @Test
    void query_ofAWholeKey_takesThoseOfOneItem() {
        KeyCondition one = YEAR.andSort("title", Comparator.EQUAL, "After Hours");
        TableSchema unsorted = TableSchema.builder("Films")
                .partitionKey("year", AttributeType.NUMBER)
                .build();

        assertThat(units(described(100, 600_000), QueryRequest.of(SCHEMA, one))).isEqualTo(2);
        assertThat(units(described(100, 600_000), QueryRequest.of(unsorted, YEAR)))
                .isEqualTo(2);
        assertThat(units(
                        described(100, 600_000),
                        QueryRequest.of(SCHEMA, YEAR.andSort("title", Comparator.LESS_OR_EQUAL, "After Hours"))))
                .isEqualTo(147);
    }

    @Test
    void read_byAGlobalIndex_takesThoseOfTheIndexAndHalfOfThem() {
        assertThat(units(SMALL, scan().index("global").build())).isEqualTo(25);
    }

    @Test
    void read_byALocalIndexOfWhatItHolds_takesThoseOfTheIndex() {
        assertThat(units(SMALL, scan().index("local").build())).isEqualTo(10);
        assertThat(units(SMALL, scan().index("local").project("rank").build())).isEqualTo(10);
    }

    @Test
    void read_byALocalIndexOfWhatItDoesNotHold_takesOneMoreForEachItem() {
        assertThat(units(SMALL, scan().index("local").project("plot").limit(20).build()))
                .isEqualTo(1 + 20);
    }

    @Test
    void read_ofAnEmptyTable_takesTheLeastThereIs() {
        assertThat(units(described(0, 0), scan().build())).isEqualTo(1);
        assertThat(units(described(0, 0), scan().index("global").build())).isEqualTo(0.5);
    }

    @Test
    void read_ofATableThatIsNotDescribedSo_isNotEstimated() {
        TableDescription unknown = TableDescription.builder().itemCount(3L).build();

        assertThat(CapacityEstimate.of(scan().build(), unknown)).isEmpty();
        assertThat(CapacityEstimate.of(scan().index("global").build(), unknown)).isEmpty();
    }
}
