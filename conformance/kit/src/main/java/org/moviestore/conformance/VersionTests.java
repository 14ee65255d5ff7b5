// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;

/** Writes that check and raise the versions of items; rules J1 to J4. */
abstract class VersionTests extends VersionChecks {
    /** Checks that a write fails that expects anything but the version of a stored item, and changes nothing. */
    private void assertFailsUnlessExpecting(long version, Item before, LongFunction<Consumer<Key>> write) {
        for (long wrong : Stream.of(0L, 1L, 2L, 3L, 4L, Long.MAX_VALUE - 1)
                .filter(expected -> expected != version)
                .toList()) {
            Key key = stored(before);
            assertConditionFails(() -> write.apply(wrong).accept(key));
            assertThat(read(key)).contains(before);
        }
    }

    private static Item versionOf(Item item, long version) {
        return version == 0 ? item : item.with("version", version);
    }

    @Test
    @Rule("J1")
    void put_ofAnItemWithoutVersion_storesItAsTheFirstIfNoneIsThere() {
        Key absent = newKey();
        Key unversioned = stored(attributes("a", 1));

        versioned().put(withKey(absent, attributes("a", 2)));
        versioned().put(withKey(unversioned, attributes("a", 2, "version", 0)));

        assertThat(read(absent)).contains(attributes("a", 2, "version", 1));
        assertThat(read(unversioned)).contains(attributes("a", 2, "version", 1));
    }

    @Test
    @Rule("J1")
    void put_ofAnItemAsItWasRead_storesItWithOneMore() {
        Key key = newKey();
        versioned().put(withKey(key, attributes("a", 0)));

        for (int round = 1; round < 4; round++) {
            Item item = versioned().get(key).orElseThrow();
            Optional<Item> old = versioned()
                    .put(PutRequest.builder(schema(), item.with("a", round))
                            .returning(ReturnItem.OLD)
                            .build())
                    .item();
            assertThat(old).contains(item);
            assertThat(read(key)).contains(attributes("a", round, "version", round + 1));
        }
    }

    @Test
    @Rule("J1")
    void put_ofAnotherVersionThanTheStored_failsAndChangesNothing() {
        LongFunction<Consumer<Key>> put =
                version -> key -> versioned().put(withKey(key, versionOf(attributes("a", 2), version)));

        assertFailsUnlessExpecting(3, attributes("a", 1, "version", 3), put);
        assertFailsUnlessExpecting(0, attributes("a", 1), put);
        assertFailsUnlessExpecting(-1, attributes("a", 1, "version", "3"), put);
        Key absent = newKey();
        assertConditionFails(() -> put.apply(1).accept(absent));
        assertThat(table().get(absent)).isEmpty();
    }

    @Test
    @Rule("J2")
    void update_ofTheExpectedVersion_changesTheItemAndRaisesIt() {
        Key key = stored(attributes("a", 1, "version", 7));

        Optional<Item> updated = versioned()
                .update(update(key, set("a", 2).remove("b"), 7)
                        .returning(ReturnValues.UPDATED_NEW)
                        .build())
                .item();

        assertThat(updated).contains(attributes("a", 2, "version", 8));
        assertThat(read(key)).contains(attributes("a", 2, "version", 8));
    }

    @Test
    @Rule("J2")
    void update_expectingNoVersion_givesTheFirstToAnItemThatHasNoneOrCreatesIt() {
        Key unversioned = stored(attributes("a", 1));
        Key absent = newKey();
        Key absentToo = newKey();

        versioned().update(update(unversioned, set("a", 2), 0).build());
        versioned().update(update(absent, set("a", 2), 0).build());
        versioned().update(update(absentToo, remove("a"), 0).build());

        assertThat(read(unversioned)).contains(attributes("a", 2, "version", 1));
        assertThat(read(absent)).contains(attributes("a", 2, "version", 1));
        assertThat(read(absentToo)).contains(attributes("version", 1));
    }

    @Test
    @Rule("J2")
    void update_ofAnotherVersionThanExpected_failsAndChangesNothing() {
        LongFunction<Consumer<Key>> update = version ->
                key -> versioned().update(update(key, set("a", 2), version).build());

        assertFailsUnlessExpecting(3, attributes("a", 1, "version", 3), update);
        assertFailsUnlessExpecting(0, attributes("a", 1), update);
        assertFailsUnlessExpecting(-1, attributes("a", 1, "version", "3"), update);
        Key absent = newKey();
        assertConditionFails(() -> update.apply(1).accept(absent));
        assertThat(table().get(absent)).isEmpty();
    }

    @Test
    @Rule("J3")
    void delete_ofTheExpectedVersion_removesTheItem() {
        Key key = stored(attributes("a", 1, "version", 7));
        Key unversioned = stored(attributes("a", 1));

        Optional<Item> old = versioned()
                .delete(delete(key, 7).returning(ReturnItem.OLD).build())
                .item();
        versioned().delete(delete(unversioned, 0).build());
        versioned().delete(delete(newKey(), 0).build());

        assertThat(old).contains(withKey(key, attributes("a", 1, "version", 7)));
        assertThat(table().get(key)).isEmpty();
        assertThat(table().get(unversioned)).isEmpty();
    }

    @Test
    @Rule("J3")
    void delete_ofAnotherVersionThanExpected_failsAndChangesNothing() {
        LongFunction<Consumer<Key>> delete =
                version -> key -> versioned().delete(delete(key, version).build());

        assertFailsUnlessExpecting(3, attributes("a", 1, "version", 3), delete);
        assertFailsUnlessExpecting(0, attributes("a", 1), delete);
        assertConditionFails(() -> delete.apply(1).accept(newKey()));
    }

    @Test
    @Rule("J4")
    void write_withAConditionOfItsOwn_needsBothToHold() {
        Item before = attributes("a", 1, "version", 3);
        Key key = stored(before);

        for (long expected : List.of(2L, 3L)) {
            Object a = expected == 2 ? 1 : 2;
            assertConditionFails(() -> versioned()
                    .put(put(key, attributes("version", expected))
                            .condition(attribute("a").equalTo(a))
                            .build()));
            assertConditionFails(() -> versioned()
                    .update(update(key, set("b", 1), expected)
                            .condition(attribute("a").equalTo(a))
                            .build()));
            assertConditionFails(() -> versioned()
                    .delete(delete(key, expected)
                            .condition(
                                    attribute("a").equalTo(a).or(attribute("x").exists()))
                            .build()));
        }
        assertThat(read(key)).contains(before);

        versioned()
                .update(update(key, set("b", 1), 3)
                        .condition(attribute("a")
                                .equalTo(2)
                                .or(attribute("version").lessThan(4)))
                        .build());
        versioned().delete(delete(key, 4).condition(attribute("a").equalTo(1)).build());
        assertThat(table().get(key)).isEmpty();
    }

    @Test
    @Rule("J4")
    void write_ofAnotherVersion_bringsTheStoredItemIfAsked() {
        Key key = stored(attributes("a", 1, "version", 3));

        assertThatExceptionOfType(ConditionFailedException.class)
                .isThrownBy(() -> versioned()
                        .put(put(key, attributes("version", 2))
                                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                                .build()))
                .satisfies(failure ->
                        assertThat(failure.storedItem()).contains(withKey(key, attributes("a", 1, "version", 3))));
    }
}
