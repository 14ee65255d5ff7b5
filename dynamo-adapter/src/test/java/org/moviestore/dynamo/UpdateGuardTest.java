// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.ScriptedHttp.error;
import static org.moviestore.dynamo.ScriptedHttp.ok;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.listAppend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

class UpdateGuardTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Films")
            .partitionKey("p", AttributeType.STRING)
            .sortKey("s", AttributeType.STRING)
            .index(local("byText", "text", AttributeType.STRING))
            .index(local("byNumber", "number", AttributeType.NUMBER))
            .index(local("byBytes", "bytes", AttributeType.BINARY))
            .index(SecondaryIndex.builder("global")
                    .partitionKey("g", AttributeType.STRING)
                    .build())
            .build();
    private static final Item KEY = Item.of("p", "P", "s", "S");
    private static final ScriptedHttp.Answer NO_ITEM = error(400, "ConditionalCheckFailedException", "no");
    private static final Set<ErrorCode> UNSEEN_BY_LOCAL = Set.of(ErrorCode.KEY_TYPE, ErrorCode.KEY_LENGTH);

    private static SecondaryIndex local(String name, String attribute, AttributeType type) {
        return SecondaryIndex.builder(name)
                .partitionKey("p", AttributeType.STRING)
                .sortKey(attribute, type)
                .build();
    }

    private static UpdateRequest request(Update update) {
        return UpdateRequest.of(SCHEMA, SCHEMA.keyOf(KEY), update);
    }

    static Stream<Update> updates() {
        List<Update> updates = new ArrayList<>();
        for (String key : List.of("text", "number", "bytes")) {
            Update none = Update.none();
            updates.add(none.set(key, attribute("x")));
            updates.add(none.set(key, attribute("x.inner")));
            updates.add(none.set(key, ifNotExists("x", attribute("y"))));
            updates.add(none.set(key, ifNotExists("x", "text")));
            updates.add(none.set(key, ifNotExists("x", "long".repeat(300))));
            updates.add(none.set(key, ifNotExists("x", 7)));
            updates.add(none.set(key, ifNotExists("x", Bytes.of(new byte[] {1}))));
            updates.add(none.set(key, ifNotExists("x", Values.nullValue())));
            updates.add(none.set(key, listAppend(List.of(1), attribute("x"))));
            updates.add(none.set(key, attribute("x").plus(1)));
            updates.add(none.set(key, attribute("x").minus(attribute("y"))));
            updates.add(none.add(key, 1));
            updates.add(none.add(key, Values.stringSet("a")));
            updates.add(none.remove(key));
            updates.add(none.delete(key, Values.stringSet("a")));
        }
        updates.add(Update.none().set("text", attribute("x")).set("number", attribute("y")));
        return updates.stream();
    }

    private static List<Item> items() {
        List<Object> values = List.of(
                "text",
                "t".repeat(1024),
                "t".repeat(1025),
                5,
                Bytes.of(new byte[] {1}),
                Bytes.of(new byte[1025]),
                true,
                Values.nullValue(),
                List.of("l"),
                Map.of("inner", "text"),
                Map.of("inner", 5),
                Values.numberSet(1));
        List<Item> items = new ArrayList<>(List.of(KEY));
        for (Object x : values) {
            items.add(KEY.with("x", x));
            items.add(KEY.with("x", x).with("y", 3).with("text", "old"));
            items.add(KEY.with("x", x).with("y", "y").with("number", 1));
            items.add(KEY.with("y", x).with("bytes", Bytes.of(new byte[] {2})));
        }
        return items;
    }

    @ParameterizedTest
    @MethodSource("updates")
    void guard_onEachItem_keepsOffWhatALocalIndexCannotTakeAndNothingElse(Update update) {
        UpdateRequest request = request(update);
        Condition guard = UpdateGuard.of(request).orElse(attribute("p").exists());

        for (Item item : items()) {
            Optional<ErrorCode> fault = faultOf(request, item);
            if (guard.holdsOn(item)) {
                assertThat(fault)
                        .as("%s on %s", update, item)
                        .isNotIn(UNSEEN_BY_LOCAL.stream().map(Optional::of).toList());
            } else {
                assertThat(fault).as("%s on %s", update, item).isPresent();
            }
        }
    }

    private static Optional<ErrorCode> faultOf(UpdateRequest request, Item item) {
        try {
            request.appliedTo(Optional.of(item));
            return Optional.empty();
        } catch (UpdateRejectedException e) {
            return Optional.of(e.code());
        }
    }

    @Test
    void guard_ofWhatIsNotComputedIntoALocalIndex_isNone() {
        assertThat(UpdateGuard.of(request(Update.none().set("g", attribute("x")))))
                .isEmpty();
        assertThat(UpdateGuard.of(request(Update.none().set("text", "literal").set("x", attribute("text")))))
                .isEmpty();
        assertThat(UpdateGuard.of(
                        request(Update.none().set("number", attribute("number").plus(1)))))
                .isEmpty();
        assertThat(UpdateGuard.of(request(Update.none().add("number", 1)))).isEmpty();
    }

    @Test
    void update_thatTheGuardKeepsOff_isRejectedByWhatIsStored() {
        ScriptedHttp http = new ScriptedHttp(failedOn("\"x\":{\"N\":\"5\"}")).describing(SCHEMA);

        assertThatThrownBy(() -> table(http).update(request(Update.none().set("text", attribute("x")))))
                .isInstanceOfSatisfying(
                        UpdateRejectedException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.KEY_TYPE));
        assertThat(http.toString()).contains("attribute_type");
    }

    @Test
    void update_whoseOwnConditionFails_saysThatAndNothingOfTheGuard() {
        ScriptedHttp http = new ScriptedHttp(failedOn("\"x\":{\"N\":\"5\"}"));
        UpdateRequest request = UpdateRequest.builder(
                        SCHEMA, SCHEMA.keyOf(KEY), Update.none().set("text", attribute("x")))
                .condition(attribute("x").equalTo(6))
                .build();

        assertThatThrownBy(() -> table(http).update(request))
                .isInstanceOfSatisfying(
                        ConditionFailedException.class,
                        failed -> assertThat(failed.storedItem()).isEmpty());
    }

    @Test
    void update_ofMissingItemThatTheGuardKeepsOff_isRejected() {
        ScriptedHttp http = new ScriptedHttp(NO_ITEM).describing(SCHEMA);

        assertThatThrownBy(() -> table(http).update(request(Update.none().set("text", ifNotExists("x", 7)))))
                .isInstanceOfSatisfying(
                        UpdateRejectedException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.KEY_TYPE));
    }

    /** The key of a missing item is there to be read, though no condition sees it. */
    @Test
    void update_ofAMissingItemThatCopiesAKeyAttributeIntoALocalIndex_isJudgedByTheKey() {
        Update unfit = Update.none().set("number", attribute("p"));
        Update unfitToo = Update.none().set("number", ifNotExists("s", 7));
        Update fit = Update.none().set("text", attribute("p"));

        for (Update update : List.of(unfit, unfitToo)) {
            ScriptedHttp http = new ScriptedHttp(NO_ITEM).describing(SCHEMA);
            assertThat(UpdateGuard.of(request(update)).orElseThrow().holdsOn(Item.EMPTY))
                    .isFalse();
            assertThatThrownBy(() -> table(http).update(request(update)))
                    .isInstanceOfSatisfying(
                            UpdateRejectedException.class,
                            rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.KEY_TYPE));
        }
        assertThat(UpdateGuard.of(request(fit))).isEmpty();
    }

    @Test
    void update_thatTheGuardKeepsOff_isRejectedByTheIndexesOfNow() {
        TableSchema now = SCHEMA.withoutIndex("global");
        ScriptedHttp http = new ScriptedHttp(
                        failedOn("\"x\":{\"N\":\"5\"},\"long\":{\"S\":\"" + "l".repeat(1025) + "\"}"))
                .describing(now);

        assertThatThrownBy(() -> table(http)
                        .update(request(Update.none().set("g", attribute("x")).set("text", attribute("long")))))
                .isInstanceOfSatisfying(
                        UpdateRejectedException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.KEY_LENGTH));
        assertThat(http.descriptions()).isEqualTo(1);
    }

    @Test
    void update_whoseGuardIsOfAnIndexThatIsNotThere_isOfAnotherTable() {
        TableSchema now = SCHEMA.withoutIndex("byText");
        ScriptedHttp http = new ScriptedHttp(failedOn("\"x\":{\"N\":\"5\"}")).describing(now);

        assertThatThrownBy(() -> table(http).update(request(Update.none().set("text", attribute("x")))))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TABLE_MISMATCH))
                .hasMessageContaining("byText");
    }

    @Test
    void update_thatTheGuardKeepsOff_isRejectedByTheIndexesKnownWhereThoseOfNowCannotBeSeen() {
        ScriptedHttp http =
                new ScriptedHttp(failedOn("\"x\":{\"N\":\"5\"}"), error(400, "AccessDeniedException", "no looking"));

        assertThatThrownBy(() -> table(http).update(request(Update.none().set("text", attribute("x")))))
                .isInstanceOfSatisfying(UpdateRejectedException.class, rejected -> {
                    assertThat(rejected.code()).isEqualTo(ErrorCode.KEY_TYPE);
                    assertThat(rejected.getSuppressed()).singleElement().isInstanceOf(RequestRejectedException.class);
                });
    }

    @Test
    void request_madeWithoutTheIndexes_isGuardedAllTheSame() {
        ScriptedHttp http = new ScriptedHttp(ok("{}"));
        TableSchema bare = new TableSchema("Films", SCHEMA.keyAttributes(), List.of(), SCHEMA.throughput());

        table(http)
                .update(UpdateRequest.of(bare, SCHEMA.keyOf(KEY), Update.none().set("text", attribute("x"))));

        assertThat(http.toString()).contains("attribute_type");
    }

    private static DocumentTable table(ScriptedHttp http) {
        DynamoStore store = http.store();
        return new DynamoTable(store, store.connection(), SCHEMA);
    }

    private static ScriptedHttp.Answer failedOn(String more) {
        return () -> new ScriptedHttp.SdkAnswer(
                400,
                "{\"__type\":\"com.amazonaws#ConditionalCheckFailedException\",\"message\":\"no\","
                        + "\"Item\":{\"p\":{\"S\":\"P\"},\"s\":{\"S\":\"S\"}," + more + "}}");
    }
}
