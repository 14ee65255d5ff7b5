// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.RetryAdvice;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.UpdateRequest;

/** What writes return, rules F1 to F5. */
abstract class ReturnValueTests extends UpdateChecks {
    private static final Condition NEVER = attribute("never there").exists();

    private Optional<Item> put(Item item, ReturnItem returning) {
        return table().put(PutRequest.builder(table().schema(), item)
                        .returning(returning)
                        .build())
                .item();
    }

    private Optional<Item> delete(Key key, ReturnItem returning) {
        return table().delete(DeleteRequest.builder(table().schema(), key)
                        .returning(returning)
                        .build())
                .item();
    }

    @Test
    @Rule("F1")
    void put_returningTheOldItem_returnsItIfThereWasOne() {
        Key key = newKey();
        Item first = withKey(key, attributes("a", 1, "ns", Values.numberSet(1, 2)));
        Item second = withKey(key, attributes("b", 2));

        assertThat(put(first, ReturnItem.OLD)).isEmpty();
        assertThat(put(second, ReturnItem.OLD)).contains(first);
        assertThat(put(first, ReturnItem.NONE)).isEmpty();
        assertThat(table().get(key)).contains(first);
    }

    @Test
    @Rule("F1")
    void put_onConditionReturningTheOldItem_returnsIt() {
        Item before = attributes("a", 1);
        Key key = stored(before);

        Optional<Item> old = table().put(PutRequest.builder(table().schema(), withKey(key, attributes("a", 2)))
                        .condition(attribute("a").equalTo(1))
                        .returning(ReturnItem.OLD)
                        .build())
                .item();

        assertThat(old).contains(withKey(key, before));
        assertThat(read(key)).contains(attributes("a", 2));
    }

    @Test
    @Rule("F1")
    void delete_returningTheOldItem_returnsItIfThereWasOne() {
        Item before = attributes("a", 1);
        Key key = stored(before);

        assertThat(delete(key, ReturnItem.OLD)).contains(withKey(key, before));
        assertThat(delete(key, ReturnItem.OLD)).isEmpty();
        assertThat(delete(stored(before), ReturnItem.NONE)).isEmpty();
    }

    @Test
    @Rule("F1")
    void delete_onConditionReturningTheOldItem_returnsIt() {
        Item before = attributes("a", 1);
        Key key = stored(before);
        DeleteRequest request = DeleteRequest.builder(table().schema(), key)
                .condition(attribute("a").notEqualTo(2))
                .returning(ReturnItem.OLD)
                .build();

        assertThat(table().delete(request).item()).contains(withKey(key, before));
        assertThat(table().delete(request).item()).isEmpty();
        assertThat(table().get(key)).isEmpty();
    }

    private void assertReturned(Item before, Update update, ReturnValues returning, Item expected) {
        Key key = stored(before);

        Optional<Item> returned =
                table().update(request(key, update, returning)).item();

        assertThat(returned).as("%s of %s", returning, update).contains(expected);
    }

    private void assertNothingReturned(Key key, Update update, ReturnValues returning) {
        assertThat(table().update(request(key, update, returning)).item())
                .as("%s of %s", returning, update)
                .isEmpty();
    }

    @Test
    @Rule("F2")
    void update_returningAll_returnsTheWholeItem() {
        Item before = attributes("a", 1, "b", "x");
        Key key = stored(before);

        assertNothingReturned(key, set("a", 2), ReturnValues.NONE);
        assertThat(table().update(request(key, set("a", 3), ReturnValues.ALL_OLD))
                        .item())
                .contains(withKey(key, attributes("a", 2, "b", "x")));
        assertThat(table().update(request(key, set("a", 4), ReturnValues.ALL_NEW))
                        .item())
                .contains(withKey(key, attributes("a", 4, "b", "x")));
    }

    @Test
    @Rule("F2")
    void update_ofAMissingItemReturningTheOld_returnsNothing() {
        Key key = newKey();

        assertNothingReturned(key, set("a", 1), ReturnValues.ALL_OLD);
        assertNothingReturned(newKey(), set("a", 1), ReturnValues.UPDATED_OLD);
        assertThat(read(key)).contains(attributes("a", 1));
    }

    @Test
    @Rule("F3")
    void update_returningTheUpdated_returnsTouchedAttributesOfThatSide() {
        Item before = attributes("a", 1, "b", "x", "gone", true);
        Update update = set("a", 2).set("new", "y").remove("gone");

        assertReturned(before, update, ReturnValues.UPDATED_OLD, attributes("a", 1, "gone", true));
        assertReturned(before, update, ReturnValues.UPDATED_NEW, attributes("a", 2, "new", "y"));
    }

    @Test
    @Rule("F3")
    void update_rewritingTheSameValue_countsItAsTouched() {
        assertReturned(attributes("a", 1, "b", 2), set("a", 1), ReturnValues.UPDATED_OLD, attributes("a", 1));
        assertReturned(attributes("a", 1, "b", 2), set("a", 1), ReturnValues.UPDATED_NEW, attributes("a", 1));
    }

    @Test
    @Rule("F3")
    void update_ofAMissingItemReturningTheNew_returnsTouchedAttributes() {
        Key key = newKey();

        Optional<Item> returned = table().update(request(key, add("n", 5).set("a", 1), ReturnValues.UPDATED_NEW))
                .item();

        assertThat(returned).contains(attributes("n", 5, "a", 1));
    }

    @Test
    @Rule("F3")
    void update_whoseTouchedAttributesAreNotThere_returnsNothing() {
        assertNothingReturned(stored(attributes("a", 1)), set("new", 1), ReturnValues.UPDATED_OLD);
        assertNothingReturned(stored(attributes("a", 1)), remove("a"), ReturnValues.UPDATED_NEW);
        assertNothingReturned(stored(attributes("a", 1)), Update.none(), ReturnValues.UPDATED_NEW);
    }

    @Test
    @Rule("F4")
    void update_ofNestedPaths_returnsThosePathsOnly() {
        Item before = attributes("m", Map.of("a", 1, "b", 2, "c", Map.of("d", 3, "e", 4)), "other", 1);
        Update update = set("m.a", 10).set("m.c.d", 30);

        assertReturned(before, update, ReturnValues.UPDATED_OLD, attributes("m", Map.of("a", 1, "c", Map.of("d", 3))));
        assertReturned(
                before, update, ReturnValues.UPDATED_NEW, attributes("m", Map.of("a", 10, "c", Map.of("d", 30))));
    }

    @Test
    @Rule("F4")
    void update_ofListElements_returnsThemMovedTogether() {
        Item before = attributes("l", List.of("a", "b", "c", "d"));

        assertReturned(before, set("l[2]", "Z"), ReturnValues.UPDATED_NEW, attributes("l", List.of("Z")));
        assertReturned(before, set("l[2]", "Z"), ReturnValues.UPDATED_OLD, attributes("l", List.of("c")));
        assertReturned(
                before,
                set("l[3]", "Y").set("l[1]", "X"),
                ReturnValues.UPDATED_NEW,
                attributes("l", List.of("X", "Y")));
        assertReturned(before, remove("l[1]"), ReturnValues.UPDATED_NEW, attributes("l", List.of("c")));
        assertNothingReturned(stored(before), set("l[9]", "Z"), ReturnValues.UPDATED_NEW);
    }

    private ConditionFailedException failureOf(Key key, OnConditionFailure onFailure, WriteKind kind) {
        Runnable write = switch (kind) {
            case PUT ->
                () -> table().put(PutRequest.builder(table().schema(), withKey(key, attributes("x", 1)))
                        .condition(NEVER)
                        .onConditionFailure(onFailure)
                        .build());
            case UPDATE ->
                () -> table().update(UpdateRequest.builder(table().schema(), key, set("x", 1))
                        .condition(NEVER)
                        .onConditionFailure(onFailure)
                        .build());
            case REMOVING_UPDATE ->
                () -> table().update(UpdateRequest.builder(table().schema(), key, remove("a"))
                        .condition(NEVER)
                        .onConditionFailure(onFailure)
                        .build());
            case DELETE ->
                () -> table().delete(DeleteRequest.builder(table().schema(), key)
                        .condition(NEVER)
                        .onConditionFailure(onFailure)
                        .build());
        };
        return catchThrowableOfType(ConditionFailedException.class, write::run);
    }

    enum WriteKind {
        PUT,
        UPDATE,
        REMOVING_UPDATE,
        DELETE
    }

    @ParameterizedTest
    @EnumSource(WriteKind.class)
    @Rule("F5")
    void write_whoseConditionFails_bringsTheStoredItemIfAsked(WriteKind kind) {
        Item before = attributes("a", 1, "m", Map.of("x", bytes(1)));
        Key key = stored(before);

        ConditionFailedException asked = failureOf(key, OnConditionFailure.RETURN_ITEM, kind);
        ConditionFailedException unasked = failureOf(key, OnConditionFailure.OMIT_ITEM, kind);

        assertThat(asked.storedItem()).contains(withKey(key, before));
        assertThat(unasked.storedItem()).isEmpty();
        assertThat(asked.retryAdvice()).isEqualTo(RetryAdvice.NEVER);
        assertThat(read(key)).contains(before);
    }

    @ParameterizedTest
    @EnumSource(WriteKind.class)
    @Rule("F5")
    void write_whoseConditionFailsOnNoItem_bringsNone(WriteKind kind) {
        Key key = newKey();

        ConditionFailedException failure = failureOf(key, OnConditionFailure.RETURN_ITEM, kind);

        assertThat(failure.storedItem()).isEmpty();
        assertThat(table().get(key)).isEmpty();
    }
}
