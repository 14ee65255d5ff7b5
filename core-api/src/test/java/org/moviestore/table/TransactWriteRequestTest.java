// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;

class TransactWriteRequestTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Items")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final TableSchema OTHER = TableSchema.builder("Others")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final Key KEY = SCHEMA.key(1);
    private static final Condition ABSENT = attribute("id").notExists();

    private static TransactWriteRequest of(WriteAction... actions) {
        return TransactWriteRequest.of(actions);
    }

    private static ErrorCode codeOf(Runnable refused) {
        try {
            refused.run();
        } catch (InvalidRequestException e) {
            return e.code();
        }
        throw new AssertionError("it was not refused");
    }

    @Test
    void transaction_ofSchemasWithDifferentIndexes_isTakenInAnyOrder() {
        TableSchema indexed = SCHEMA.withIndex(SecondaryIndex.builder("by-a")
                .partitionKey("a", AttributeType.STRING)
                .build());
        WriteAction knowing = PutRequest.of(indexed, Item.of("id", 1, "a", "x"));
        WriteAction unknowing = UpdateRequest.of(SCHEMA, SCHEMA.key(2), set("a", 1));
        WriteAction otherwise = DeleteRequest.of(
                SCHEMA.withIndex(SecondaryIndex.builder("by-a")
                        .partitionKey("a", AttributeType.NUMBER)
                        .build()),
                SCHEMA.key(3));

        assertThat(of(knowing, unknowing, otherwise).actions()).containsExactly(knowing, unknowing, otherwise);
        assertThat(of(otherwise, unknowing, knowing).actions()).containsExactly(otherwise, unknowing, knowing);
        assertThat(TransactGetRequest.of(GetRequest.of(SCHEMA, SCHEMA.key(1)), GetRequest.of(indexed, SCHEMA.key(2)))
                        .gets())
                .hasSize(2);
    }

    @Test
    void applied_toTablesWithOtherIndexesThanTheActionsKnow_obeysThoseOfTheTables() {
        TableSchema indexed = SCHEMA.withIndex(SecondaryIndex.builder("by-a")
                .partitionKey("a", AttributeType.STRING)
                .build());
        TransactWriteRequest request = of(
                UpdateRequest.of(indexed, SCHEMA.key(1), set("a", attribute("id"))),
                UpdateRequest.of(SCHEMA, SCHEMA.key(2), set("a", attribute("id"))));
        List<Optional<Item>> absent = List.of(Optional.empty(), Optional.empty());

        assertThat(request.appliedTo(List.of(SCHEMA, SCHEMA), absent))
                .containsExactly(Optional.of(Item.of("id", 1, "a", 1)), Optional.of(Item.of("id", 2, "a", 2)));
        assertThatThrownBy(() -> request.appliedTo(List.of(indexed, indexed), absent))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        canceled -> assertThat(canceled.reasons())
                                .containsExactly(
                                        CancellationReason.updateRejected(ErrorCode.KEY_TYPE),
                                        CancellationReason.updateRejected(ErrorCode.KEY_TYPE)));
    }

    @Test
    void fingerprint_ofEqualActions_isTheSame() {
        Item item = Item.of("id", 1, "m", Map.of("a", 1, "b", List.of(Bytes.of(new byte[] {1, 2}), true)))
                .with("n", Values.numberSet(1, 20))
                .with("x", Values.nullValue());
        Item same = Item.of(
                        "x", Values.nullValue(), "n", Values.numberSet(new BigDecimal("2E1"), new BigDecimal("1.0")))
                .with("m", Map.of("b", List.of(Bytes.of(new byte[] {1, 2}), true), "a", new BigDecimal("1.00")))
                .with("id", new BigDecimal("1.0"));

        Bytes fingerprint = of(PutRequest.of(SCHEMA, item)).fingerprint();

        assertThat(fingerprint.length()).isEqualTo(32);
        assertThat(of(PutRequest.of(SCHEMA, same)).fingerprint()).isEqualTo(fingerprint);
        assertThat(of(PutRequest.of(SCHEMA, same))
                        .withClientToken("t")
                        .withCapacityReport(CapacityReport.TOTAL)
                        .fingerprint())
                .isEqualTo(fingerprint);
    }

    @Test
    void fingerprint_ofOtherActions_isAnother() {
        UpdateRequest update = UpdateRequest.of(SCHEMA, KEY, set("a", 1));
        PutRequest put = PutRequest.of(OTHER, KEY.attributes());
        List<TransactWriteRequest> others = List.of(
                of(update, put),
                of(put, update),
                of(update),
                of(put),
                of(UpdateRequest.of(SCHEMA, KEY, set("a", 2)), put),
                of(UpdateRequest.of(SCHEMA, KEY, set("b", 1)), put),
                of(UpdateRequest.of(SCHEMA, KEY, set("a", "1")), put),
                of(UpdateRequest.of(SCHEMA, KEY, Update.none().add("a", 1)), put),
                of(UpdateRequest.of(SCHEMA, KEY, Update.none()), put),
                of(UpdateRequest.of(SCHEMA, SCHEMA.key(2), set("a", 1)), put),
                of(UpdateRequest.of(OTHER, SCHEMA.key(2), set("a", 1)), put),
                of(
                        UpdateRequest.builder(SCHEMA, KEY, set("a", 1))
                                .condition(ABSENT)
                                .build(),
                        put),
                of(
                        UpdateRequest.builder(SCHEMA, KEY, set("a", 1))
                                .condition(attribute("a").notExists())
                                .build(),
                        put),
                of(
                        UpdateRequest.builder(SCHEMA, KEY, set("a", 1))
                                .condition(ABSENT)
                                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                                .build(),
                        put),
                of(update, PutRequest.of(OTHER, KEY.attributes().with("a", Values.stringSet("x")))),
                of(update, PutRequest.of(OTHER, KEY.attributes().with("a", List.of("x")))),
                of(update, PutRequest.of(OTHER, KEY.attributes().with("a", Map.of("x", "")))),
                of(update, PutRequest.of(OTHER, KEY.attributes().with("a", Values.binarySet(Bytes.EMPTY)))),
                of(update, PutRequest.of(OTHER, KEY.attributes().with("a", Bytes.EMPTY))),
                of(update, PutRequest.of(OTHER, KEY.attributes().with("a", ""))),
                of(update, PutRequest.of(OTHER, KEY.attributes().with("a", false))),
                of(update, DeleteRequest.of(OTHER, KEY)),
                of(update, DeleteRequest.builder(OTHER, KEY).condition(ABSENT).build()),
                of(update, ConditionCheck.of(OTHER, KEY, ABSENT)));

        assertThat(others.stream().map(TransactWriteRequest::fingerprint)).doesNotHaveDuplicates();
    }

    @Test
    void fingerprint_ofWhatToReturnWhereNoConditionCanFail_isTheSame() {
        PutRequest put = PutRequest.of(SCHEMA, Item.of("id", 1));
        PutRequest returning = PutRequest.builder(SCHEMA, Item.of("id", 1))
                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                .build();

        assertThat(of(returning).fingerprint()).isEqualTo(of(put).fingerprint());
    }

    /** Stores of several versions may compare what they remember. */
    @Test
    void fingerprint_ofKnownActions_isKnown() {
        TransactWriteRequest request = of(
                PutRequest.of(SCHEMA, Item.of("id", 1, "title", "Rush")),
                UpdateRequest.builder(
                                SCHEMA, SCHEMA.key(2), set("n", attribute("n").plus(1)))
                        .condition(attribute("n").atLeast(0))
                        .build(),
                ConditionCheck.of(OTHER, KEY, ABSENT));

        assertThat(request.fingerprint().toBase64()).isEqualTo("1aQYSQQNBWaKT3stSwJOnN3Tfwu5s9sv3aCzas4aUP0=");
    }

    @Test
    void appliedTo_whenAllSucceed_returnsWhatEachLeaves() {
        TransactWriteRequest request = of(
                PutRequest.of(SCHEMA, Item.of("id", 1, "a", 1)),
                UpdateRequest.of(SCHEMA, SCHEMA.key(2), set("a", 1)),
                UpdateRequest.of(SCHEMA, SCHEMA.key(3), Update.none().remove("a")),
                DeleteRequest.of(SCHEMA, SCHEMA.key(4)),
                ConditionCheck.of(
                        SCHEMA, SCHEMA.key(5), ABSENT.or(attribute("a").exists())),
                ConditionCheck.of(SCHEMA, SCHEMA.key(6), ABSENT));
        Optional<Item> four = Optional.of(Item.of("id", 4));
        Optional<Item> five = Optional.of(Item.of("id", 5, "a", 2));

        List<Optional<Item>> changed = request.appliedTo(
                List.of(Optional.empty(), Optional.empty(), Optional.empty(), four, five, Optional.empty()));

        assertThat(changed)
                .containsExactly(
                        Optional.of(Item.of("id", 1, "a", 1)),
                        Optional.of(Item.of("id", 2, "a", 1)),
                        Optional.empty(),
                        Optional.empty(),
                        five,
                        Optional.empty());
    }

    @Test
    void appliedTo_whenSomeFail_namesThemAllAndThreeInTheMessage() {
        TransactWriteRequest request = TransactWriteRequest.of(IntStream.range(0, 6)
                .mapToObj(i -> i == 1
                        ? PutRequest.of(SCHEMA, Item.of("id", i))
                        : i == 2
                                ? UpdateRequest.of(SCHEMA, SCHEMA.key(i), set("a", attribute("b")))
                                : ConditionCheck.of(
                                        SCHEMA, SCHEMA.key(i), attribute("id").exists()))
                .toList());

        assertThatThrownBy(() -> request.appliedTo(IntStream.range(0, 6)
                        .mapToObj(i -> Optional.<Item>empty())
                        .toList()))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        canceled -> assertThat(canceled.reasons())
                                .containsExactly(
                                        CancellationReason.conditionFailed(),
                                        CancellationReason.none(),
                                        CancellationReason.updateRejected(ErrorCode.OPERAND_MISSING),
                                        CancellationReason.conditionFailed(),
                                        CancellationReason.conditionFailed(),
                                        CancellationReason.conditionFailed()))
                .hasMessage("the transaction was canceled, nothing has changed:"
                        + " the condition does not hold on item {\"id\":{\"N\":\"0\"}} of table Items;"
                        + " the update cannot be applied to item {\"id\":{\"N\":\"2\"}} of table Items"
                        + " (OPERAND_MISSING);"
                        + " the condition does not hold on item {\"id\":{\"N\":\"3\"}} of table Items; and 2 more");
    }

    @Test
    void canceled_byConflict_saysWhere() {
        TransactWriteRequest request = of(DeleteRequest.of(SCHEMA, KEY), DeleteRequest.of(OTHER, KEY));

        assertThat(request.canceled(List.of(CancellationReason.conflict(), CancellationReason.conditionFailed())))
                .hasMessageContaining("another call was at item {\"id\":{\"N\":\"1\"}} of table Items;");
    }

    static Stream<WriteAction> ofOneTable() {
        return Stream.of(
                PutRequest.of(SCHEMA, Item.of("id", 1, "a", 1)),
                UpdateRequest.of(SCHEMA, KEY, set("a", 1)),
                DeleteRequest.of(SCHEMA, KEY),
                ConditionCheck.of(SCHEMA, KEY, ABSENT));
    }

    @ParameterizedTest
    @MethodSource("ofOneTable")
    void request_namingAnItemTwice_isRefused(WriteAction action) {
        assertThat(codeOf(() -> of(action, DeleteRequest.of(SCHEMA, SCHEMA.key(new BigDecimal("1.0"))))))
                .isEqualTo(ErrorCode.TX_DUPLICATE);
        assertThat(of(action, DeleteRequest.of(OTHER, KEY)).actions()).hasSize(2);
    }

    @Test
    void request_askingForItemsOrReports_isRefused() {
        Stream<WriteAction> asking = Stream.of(
                PutRequest.builder(SCHEMA, KEY.attributes())
                        .returning(ReturnItem.OLD)
                        .build(),
                PutRequest.builder(SCHEMA, KEY.attributes())
                        .capacityReport(CapacityReport.TOTAL)
                        .build(),
                UpdateRequest.builder(SCHEMA, KEY, set("a", 1))
                        .returning(ReturnValues.UPDATED_NEW)
                        .build(),
                UpdateRequest.builder(SCHEMA, KEY, set("a", 1))
                        .capacityReport(CapacityReport.TOTAL)
                        .build(),
                DeleteRequest.builder(SCHEMA, KEY).returning(ReturnItem.OLD).build(),
                DeleteRequest.builder(SCHEMA, KEY)
                        .capacityReport(CapacityReport.TOTAL)
                        .build());

        assertThat(asking).allMatch(action -> codeOf(() -> of(action)) == ErrorCode.TX_RETURN_VALUES);
    }

    @Test
    void request_ofTokensAtTheLimit_isTakenAndBeyondRefused() {
        TransactWriteRequest request = of(DeleteRequest.of(SCHEMA, KEY));

        assertThat(request.withClientToken("x".repeat(36)).clientToken()).contains("x".repeat(36));
        assertThat(codeOf(() -> request.withClientToken("x".repeat(37)))).isEqualTo(ErrorCode.TX_TOKEN);
        assertThat(codeOf(() -> request.withClientToken("\uD83C\uDFAC".repeat(19))))
                .isEqualTo(ErrorCode.TX_TOKEN);
        assertThat(codeOf(() -> request.withClientToken(""))).isEqualTo(ErrorCode.TX_TOKEN);
    }
}
