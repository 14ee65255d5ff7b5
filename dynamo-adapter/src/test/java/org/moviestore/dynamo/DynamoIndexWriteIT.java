// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.ifNotExists;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.UpdateRequest;

/** Writes of index keys beyond the shared suite: what DynamoDB Local says, or lets through. */
class DynamoIndexWriteIT extends IndexedTables {
    @Test
    void computedKeyOfALocalIndex_thatItCannotTake_isRejected() {
        DocumentTable table = table("Computed", AttributeType.STRING);
        Item item = item("p", "P", "s", "1", "h", "old", "n", 5, "long", "l".repeat(1025), "fits", "new");
        table.put(item);
        Map<Update, ErrorCode> updates = Map.of(
                Update.none().set("h", attribute("n")), ErrorCode.KEY_TYPE,
                Update.none().set("h", attribute("n").plus(1)), ErrorCode.KEY_TYPE,
                Update.none().set("h", ifNotExists("n", "text")), ErrorCode.KEY_TYPE,
                Update.none().set("h", ifNotExists("none", 7)), ErrorCode.KEY_TYPE,
                Update.none().set("h", attribute("long")), ErrorCode.KEY_LENGTH,
                Update.none().set("h", attribute("none")), ErrorCode.OPERAND_MISSING);

        updates.forEach((update, code) -> assertThatThrownBy(
                        () -> table.update(UpdateRequest.of(table.schema(), key(table, "1"), update)))
                .isInstanceOfSatisfying(
                        UpdateRejectedException.class,
                        rejected -> assertThat(rejected.code()).as("%s", update).isEqualTo(code)));
        assertThat(table.get(key(table, "1"))).contains(item);

        table.update(
                UpdateRequest.of(table.schema(), key(table, "1"), Update.none().set("h", attribute("fits"))));
        assertThat(all(table, query(table, "local").build())).containsExactly(item.with("h", "new"));
    }

    @Test
    void computedKeyOfALocalIndex_withAConditionThatFails_failsByTheCondition() {
        DocumentTable table = table("ComputedIf", AttributeType.STRING);
        table.put(item("p", "P", "s", "1", "n", 5));

        assertThatThrownBy(() -> table.update(UpdateRequest.builder(
                                table.schema(), key(table, "1"), Update.none().set("h", attribute("n")))
                        .condition(attribute("n").equalTo(6))
                        .build()))
                .isInstanceOf(ConditionFailedException.class);
    }

    @Test
    void keysOfAGlobalIndex_thatItCannotTake_areRejectedByCode() {
        DocumentTable table = table("Rejected", AttributeType.STRING);
        table.put(item("p", "P", "s", "1", "g", "G", "n", 5, "empty", "", "long", "l".repeat(2049), "list", List.of()));
        Map<String, ErrorCode> sources = Map.of(
                "n", ErrorCode.KEY_TYPE,
                "list", ErrorCode.KEY_TYPE,
                "empty", ErrorCode.KEY_EMPTY,
                "long", ErrorCode.KEY_LENGTH);

        sources.forEach((source, code) -> assertThatThrownBy(() -> table.update(UpdateRequest.of(
                        table.schema(), key(table, "1"), Update.none().set("g", attribute(source)))))
                .isInstanceOfSatisfying(
                        UpdateRejectedException.class,
                        rejected -> assertThat(rejected.code()).as(source).isEqualTo(code)));
    }

    @Test
    void put_madeOfAnOlderSchema_obeysTheIndexes() {
        DocumentTable table = table("Older", AttributeType.NUMBER);
        PutRequest put = PutRequest.of(schema("Older").build(), item("p", "P", "s", "1", "g", "G", "h", 1));

        table.put(put);

        assertThat(table.count(query(table, "global").build())).isEqualTo(1);
    }
}
