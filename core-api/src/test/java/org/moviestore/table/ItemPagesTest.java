// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;

class ItemPagesTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Items")
            .partitionKey("p", AttributeType.STRING)
            .sortKey("s", AttributeType.NUMBER)
            .build();
    private static final KeyCondition OF_B = KeyCondition.partition("p", "b");
    private static final List<Item> IN_ORDER =
            List.of(item("a", 1), item("a", 10), item("b", -3), item("b", 2), item("b", 11), item("c", 0));

    private static Item item(String partition, int sort) {
        return Item.of("p", partition, "s", sort).with("even", sort % 2 == 0);
    }

    private static Page<Item> page(PageRequest request) {
        List<Item> shuffled = new ArrayList<>(IN_ORDER);
        Collections.shuffle(shuffled, new Random(3));
        return request.pageOf(shuffled);
    }

    private static Position at(Item item) {
        return new Position(SCHEMA.keyOf(item));
    }

    @Test
    void pageOf_aScan_isAllItemsInOrderOfTheirKeys() {
        Page<Item> page = page(ScanRequest.of(SCHEMA));

        assertThat(page.items()).isEqualTo(IN_ORDER);
        assertThat(page.evaluated()).hasValue(6);
        assertThat(page.isLast()).isTrue();
    }

    @Test
    void pageOf_aQuery_isWhatItsKeyConditionSelectsInItsDirection() {
        QueryRequest ascending = QueryRequest.of(SCHEMA, OF_B.andSort("s", Comparator.GREATER, -3));
        QueryRequest descending =
                QueryRequest.builder(SCHEMA, OF_B).descending().build();

        assertThat(page(ascending).items()).isEqualTo(IN_ORDER.subList(3, 5));
        assertThat(page(descending).items()).containsExactly(item("b", 11), item("b", 2), item("b", -3));
    }

    @Test
    void pageOf_aLimit_countsBeforeTheFilterAndHasAPosition() {
        ScanRequest request = ScanRequest.builder(SCHEMA)
                .filter(attribute("even").equalTo(true))
                .project("s")
                .limit(3)
                .build();

        Page<Item> first = page(request);
        Page<Item> second = page(request.withStartAfter(first.last().orElseThrow()));
        Page<Item> third = page(request.withStartAfter(second.last().orElseThrow()));

        assertThat(first.items()).containsExactly(Item.of("s", 10));
        assertThat(first.evaluated()).hasValue(3);
        assertThat(first.last()).contains(at(item("b", -3)));
        assertThat(second.items()).containsExactly(Item.of("s", 2), Item.of("s", 0));
        assertThat(second.last()).contains(at(item("c", 0)));
        assertThat(third.items()).isEmpty();
        assertThat(third.last()).isEmpty();
    }

    @Test
    void pageOf_aDescendingQueryAfterAPosition_goesOnBelowIt() {
        QueryRequest request = QueryRequest.builder(SCHEMA, OF_B)
                .descending()
                .startAfter(at(item("b", 5)))
                .limit(1)
                .build();

        Page<Item> page = page(request);

        assertThat(page.items()).containsExactly(item("b", 2));
        assertThat(page.last()).isEqualTo(Optional.of(at(item("b", 2))));
    }

    @Test
    void pageOf_aTableWithoutSortKey_isTheItemOfTheKey() {
        TableSchema schema = TableSchema.builder("Items")
                .partitionKey("p", AttributeType.STRING)
                .build();
        List<Item> items = List.of(Item.of("p", "b"), Item.of("p", "a"));

        assertThat(QueryRequest.of(schema, OF_B).pageOf(items).items()).containsExactly(Item.of("p", "b"));
        assertThat(ScanRequest.of(schema).pageOf(items).items()).containsExactly(Item.of("p", "a"), Item.of("p", "b"));
    }
}
