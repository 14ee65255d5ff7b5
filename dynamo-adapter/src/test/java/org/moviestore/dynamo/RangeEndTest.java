// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.moviestore.dynamo.ScriptedHttp.ok;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/** Queries whose pages end, or begin, at the last key that they can find. */
class RangeEndTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Movies")
            .partitionKey("p", AttributeType.STRING)
            .sortKey("s", AttributeType.NUMBER)
            .index(SecondaryIndex.builder("byN")
                    .partitionKey("p", AttributeType.STRING)
                    .sortKey("n", AttributeType.NUMBER)
                    .build())
            .build();
    private static final KeyCondition ALL = KeyCondition.partition("p", "x");
    private static final Position FIVE = new Position(SCHEMA.key("x", 5));
    private static final String FULL_PAGE_WITHOUT_POSITION = "{\"Items\":[],\"Count\":0,\"ScannedCount\":2}";

    private static DocumentTable table(ScriptedHttp http) {
        DynamoStore store = http.store();
        return new DynamoTable(store, store.connection(), SCHEMA);
    }

    private static Optional<Position> positionOfAFullPage(QueryRequest.Builder request) {
        return table(new ScriptedHttp(ok(FULL_PAGE_WITHOUT_POSITION)))
                .query(request.limit(2).build())
                .last();
    }

    private static QueryRequest.Builder query(KeyCondition condition) {
        return QueryRequest.builder(SCHEMA, condition);
    }

    @Test
    void query_whoseFullPageHasNoPosition_endsAtTheBound() {
        KeyCondition upTo = ALL.andSort("s", Comparator.LESS_OR_EQUAL, 5);
        KeyCondition from = ALL.andSort("s", Comparator.GREATER_OR_EQUAL, 5);

        assertThat(positionOfAFullPage(query(upTo))).contains(FIVE);
        assertThat(positionOfAFullPage(query(from).descending())).contains(FIVE);
        assertThat(positionOfAFullPage(query(ALL.andSortBetween("s", 1, 5)))).contains(FIVE);
        assertThat(positionOfAFullPage(query(ALL.andSortBetween("s", 5, 9)).descending()))
                .contains(FIVE);
        assertThat(positionOfAFullPage(query(ALL.andSort("s", Comparator.EQUAL, 5))))
                .contains(FIVE);
    }

    @Test
    void query_whoseConditionNamesNoLastKey_hasThePositionThatItWasGiven() {
        for (KeyCondition condition : List.of(
                ALL,
                ALL.andSort("s", Comparator.LESS, 5),
                ALL.andSort("s", Comparator.GREATER, 5),
                ALL.andSort("s", Comparator.GREATER_OR_EQUAL, 5))) {
            assertThat(positionOfAFullPage(query(condition)))
                    .as("%s", condition)
                    .isEmpty();
        }
    }

    @Test
    void query_whosePageIsNotFull_hasNoPosition() {
        DocumentTable table = table(new ScriptedHttp(ok(FULL_PAGE_WITHOUT_POSITION)));
        KeyCondition upTo = ALL.andSort("s", Comparator.LESS_OR_EQUAL, 5);

        assertThat(table.query(query(upTo).limit(3).build()).last()).isEmpty();
        assertThat(table.query(query(upTo).build()).last()).isEmpty();
    }

    @Test
    void query_byAnIndex_hasThePositionThatItWasGivenAndGoesOnFromAny() {
        KeyCondition upTo = ALL.andSort("n", Comparator.LESS_OR_EQUAL, 5);
        QueryRequest.Builder request = query(upTo).index("byN");
        ScriptedHttp http = new ScriptedHttp(ok(FULL_PAGE_WITHOUT_POSITION));

        table(http)
                .query(query(upTo)
                        .index("byN")
                        .startAfter(new Position(SCHEMA.key("x", 5), Item.of("p", "x", "n", 5)))
                        .build());

        assertThat(positionOfAFullPage(request)).isEmpty();
        assertThat(http.requests()).hasSize(1);
    }

    @Test
    void query_startingAtItsLastKey_findsNothingAndSendsNothing() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));
        DocumentTable table = table(http);
        QueryRequest request = query(ALL.andSort("s", Comparator.LESS_OR_EQUAL, 5))
                .startAfter(FIVE)
                .capacityReport(CapacityReport.TOTAL)
                .build();

        Page<Item> page = table.query(request);

        assertThat(page).isEqualTo(new Page<>(List.of(), Optional.empty(), OptionalInt.of(0), OptionalDouble.of(0)));
        assertThat(http.requests()).isEmpty();
        table.store().close();
        assertThatIllegalStateException().isThrownBy(() -> table.query(request));
    }
}
