// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.PageToken;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/** Positions in secondary indexes and their page tokens, rule I4. */
abstract class IndexPositionTests extends IndexChecks {
    @Test
    @Rule("I4")
    void page_ofAnIndex_hasAPositionOfBothKeys() {
        String text = newPartition();
        Item item = storedTogether(attributes("gs", text, "sn", 1, "ss", "x", "x", 1))
                .get(0);
        Key key = schema().keyOf(item);
        assertIndexed("global-S-N", text, item);

        assertThat(indexed().query(query("global-S-N", text).limit(1).build()).last())
                .contains(new Position(key, attributes("gs", text, "sn", 1)));
        assertThat(indexed().query(query("global-S", text).limit(1).build()).last())
                .contains(new Position(key, attributes("gs", text)));
        assertThat(indexed()
                        .query(query("local-S", partitionOf(item)).limit(1).build())
                        .last())
                .contains(new Position(key, attributes("p", partitionOf(item), "ss", "x")));
        eventually(() -> assertThat(indexed()
                        .query(query("by-text-and-sort", text)
                                .limit(1)
                                .project("x")
                                .build())
                        .last())
                .contains(new Position(key, attributes("gs", text, "s", "a"))));
    }

    @Test
    @Rule("I4")
    void query_byAnIndexOfTheTablesOwnKeyWithTheLimitReachedAtItsBound_hasAPosition() {
        DocumentTable table = store().createTable(TableSchema.builder(run().newTableName())
                .partitionKey("p", AttributeType.STRING)
                .sortKey("s", AttributeType.STRING)
                .index(SecondaryIndex.builder("same")
                        .partitionKey("p", AttributeType.STRING)
                        .sortKey("s", AttributeType.STRING)
                        .build())
                .index(SecondaryIndex.builder("inverted")
                        .partitionKey("s", AttributeType.STRING)
                        .sortKey("p", AttributeType.STRING)
                        .build())
                .build());
        Item item = attributes("p", "x", "s", "y");
        table.put(item);
        Position position = new Position(table.schema().keyOf(item), item);

        assertPageAtItsBound(
                table, "same", KeyCondition.partition("p", "x").andSort("s", Comparator.EQUAL, "y"), position);
        assertPageAtItsBound(
                table, "same", KeyCondition.partition("p", "x").andSort("s", Comparator.LESS_OR_EQUAL, "y"), position);
        eventually(() -> assertPageAtItsBound(
                table, "inverted", KeyCondition.partition("s", "y").andSortBetween("p", "a", "x"), position));
    }

    private static void assertPageAtItsBound(
            DocumentTable table, String index, KeyCondition condition, Position position) {
        QueryRequest request = QueryRequest.builder(table.schema(), condition)
                .index(index)
                .limit(1)
                .build();
        Page<Item> page = table.query(request);

        assertThat(page.items()).hasSize(1);
        assertThat(page.last()).contains(position);
        assertThat(table.query(request.withStartAfter(position)).items()).isEmpty();
        assertThat(table.query(request.withStartAfter(position)).isLast()).isTrue();
    }

    @Test
    @Rule("I4")
    void read_byAnIndexStartingAtAPositionOfAnotherKey_isRefused() {
        Key key = schema().key("x", "y");
        Position ofTable = new Position(key);
        Position ofText = new Position(key, attributes("gs", "x", "ss", "1"));
        Position ofNumber = new Position(key, attributes("gs", "x", "sn", 1));
        Position torn = new Position(key, attributes("p", "other", "sn", 1));
        PageRequest global = query("global-S-N", "x").build();
        PageRequest local = query("local-N", "x").build();
        PageRequest scan = ScanRequest.builder(schema()).index("global-S-N").build();

        for (Position position : List.of(ofTable, ofText, torn)) {
            assertRefused(ErrorCode.PAGE_TOKEN, () -> global.withStartAfter(position));
            assertRefused(ErrorCode.PAGE_TOKEN, () -> local.withStartAfter(position));
            assertRefused(ErrorCode.PAGE_TOKEN, () -> scan.withStartAfter(position));
        }
        assertRefused(
                ErrorCode.PAGE_TOKEN,
                () -> QueryRequest.of(schema(), KeyCondition.partition("p", "x"))
                        .withStartAfter(ofNumber));
        assertRefused(ErrorCode.PAGE_TOKEN, () -> ScanRequest.of(schema()).withStartAfter(ofNumber));
        assertThat(global.withStartAfter(ofNumber).startAfter()).contains(ofNumber);
    }

    @Test
    @Rule("I4")
    void query_byAnIndexStartingOutsideItsKeyCondition_isRefused() {
        Key key = schema().key("x", "y");
        PageRequest request = QueryRequest.builder(
                        schema(), KeyCondition.partition("gs", "x").andSort("sn", Comparator.LESS, 5))
                .index("global-S-N")
                .build();

        assertRefused(
                ErrorCode.PAGE_TOKEN,
                () -> request.withStartAfter(new Position(key, attributes("gs", "other", "sn", 1))));
        assertRefused(
                ErrorCode.PAGE_TOKEN, () -> request.withStartAfter(new Position(key, attributes("gs", "x", "sn", 5))));
        assertThat(request.withStartAfter(new Position(key, attributes("gs", "x", "sn", 4)))
                        .startAfter())
                .isPresent();
    }

    @Test
    @Rule("I4")
    void pageToken_ofAnIndex_fitsThatIndexAlone() {
        String text = newPartition();
        List<Item> items = storedTogether(attributes("gs", text, "sn", 1), attributes("gs", text, "sn", 2));
        assertIndexed("global-S-N", text, items.get(0), items.get(1));
        PageRequest request = query("global-S-N", text).limit(1).build();
        Position position = request.readFrom(indexed()).last().orElseThrow();

        PageToken token = PageToken.of(request, position);

        assertThat(token.positionIn(request)).isEqualTo(position);
        assertThat(found(request.withStartAfter(token.positionIn(request)))).containsExactly(items.get(1));
        for (PageRequest other : List.of(
                query("global-keys", text).limit(1).build(),
                query("global-S", text).limit(1).build(),
                ScanRequest.builder(schema()).index("global-S-N").build(),
                ScanRequest.of(schema()))) {
            assertRefused(ErrorCode.PAGE_TOKEN, () -> token.positionIn(other));
        }
    }
}
