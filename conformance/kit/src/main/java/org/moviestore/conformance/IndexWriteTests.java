// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.UpdateRequest;

/** Items that enter, move within and leave secondary indexes by each kind of write, rule I8. */
abstract class IndexWriteTests extends IndexChecks {
    private void update(Item item, Update update) {
        indexed().update(UpdateRequest.of(schema(), schema().keyOf(item), update));
    }

    @Test
    @Rule("I8")
    void put_overAnItem_movesItInEachIndex() {
        String old = newPartition();
        String text = newPartition();
        Item item =
                storedTogether(attributes("gs", old, "sn", 1, "x", "a", "y", 1)).get(0);
        Item other = item.with("s", "other").with("sn", 2);
        indexed().put(other);
        assertShownByGlobal(old, item, other);
        assertShownByLocal(partitionOf(item), item, other);

        Item moved = item.with("gs", text).with("sn", 3).with("x", "b");
        indexed().put(moved);

        assertShownByGlobal(text, moved);
        assertShownByGlobal(old, other);
        assertShownByLocal(partitionOf(item), other, moved);
    }

    @Test
    @Rule("I8")
    void put_withoutAKeyAttribute_takesTheItemOutOfItsIndexes() {
        String text = newPartition();
        Item item = storedTogether(attributes("gs", text, "sn", 1, "x", 1)).get(0);
        assertShownByGlobal(text, item);

        indexed().put(item.without("gs"));
        assertShownByGlobal(text);
        assertShownByLocal(partitionOf(item), item.without("gs"));

        indexed().put(item.without("sn"));
        assertShownByGlobal(text);
        assertShownByLocal(partitionOf(item));

        indexed().put(item);
        assertShownByGlobal(text, item);
        assertShownByLocal(partitionOf(item), item);
    }

    @Test
    @Rule("I8")
    void put_ofTheSameItemAgain_leavesItOnceInEachIndex() {
        String text = newPartition();
        Item item = storedTogether(attributes("gs", text, "sn", 1, "x", 1)).get(0);

        indexed().put(item);
        indexed().put(item.with("sn", Values.number("1.0")));

        assertShownByGlobal(text, item);
        assertShownByLocal(partitionOf(item), item);
    }

    @Test
    @Rule("I8")
    void update_ofIndexKeys_movesTheItemInEachIndex() {
        String old = newPartition();
        String text = newPartition();
        List<Item> items = storedTogether(attributes("gs", old, "sn", 5, "x", 1), attributes("gs", old, "sn", 6));

        update(items.get(0), set("sn", 7));
        assertShownByGlobal(old, items.get(1), items.get(0).with("sn", 7));
        assertShownByLocal(partitionOf(items.get(0)), items.get(1), items.get(0).with("sn", 7));

        update(items.get(0), set("gs", text).remove("x"));
        assertShownByGlobal(old, items.get(1));
        assertShownByGlobal(text, items.get(0).with("sn", 7).with("gs", text).without("x"));
    }

    @Test
    @Rule("I8")
    void update_removingAndSettingAnIndexKey_takesTheItemOutAndIn() {
        String text = newPartition();
        Item item = storedTogether(attributes("gs", text, "sn", 1, "x", 1)).get(0);

        update(item, remove("sn"));
        assertShownByGlobal(text);
        assertShownByLocal(partitionOf(item));
        assertIndexed("global-S", text, item.without("sn"));

        update(item, set("sn", attribute("x").plus(1)));
        assertShownByGlobal(text, item.with("sn", 2));
        assertShownByLocal(partitionOf(item), item.with("sn", 2));

        update(item, remove("gs"));
        assertShownByGlobal(text);
        assertIndexed("global-S", text);
    }

    @Test
    @Rule("I8")
    void update_addingToAnIndexKey_movesTheItem() {
        String text = newPartition();
        List<Item> items = storedTogether(attributes("gs", text, "sn", 1), attributes("gs", text, "sn", 2));
        Item first = items.get(0);

        update(first, add("sn", Values.number("1.5")));
        assertShownByGlobal(text, items.get(1), first.with("sn", 2.5));
        assertShownByLocal(partitionOf(first), items.get(1), first.with("sn", 2.5));

        update(first, set("sn", attribute("sn").minus(10)));
        assertShownByGlobal(text, first.with("sn", -7.5), items.get(1));
        assertShownByLocal(partitionOf(first), first.with("sn", -7.5), items.get(1));
    }

    @Test
    @Rule("I8")
    void update_ofOtherAttributes_isSeenInEachIndexThatHoldsThem() {
        String text = newPartition();
        Item item = storedTogether(attributes("gs", text, "sn", 1, "x", 1, "y", 1, "m", Map.of("a", 1)))
                .get(0);

        update(item, set("x", 2).set("y", 2).set("m.a", 2));
        Item after = item.with("x", 2).with("y", 2).with("m", Map.of("a", 2));
        assertShownByGlobal(text, after);
        assertShownByLocal(partitionOf(item), after);

        update(item, remove("x").remove("m.a"));
        assertShownByGlobal(text, after.without("x").with("m", Map.of()));
        assertShownByLocal(partitionOf(item), after.without("x").with("m", Map.of()));
    }

    @Test
    @Rule("I8")
    void update_ofAMissingItem_entersTheIndexes() {
        String text = newPartition();
        Key key = schema().key(newPartition(), "a");
        Item item = withKey(key, attributes("gs", text, "sn", 3));

        update(item, remove("sn"));
        assertShownByGlobal(text);
        update(item, set("gs", text).add("sn", 3));

        assertShownByGlobal(text, item);
        assertShownByLocal(partitionOf(item), item);
    }

    @Test
    @Rule("I8")
    void delete_ofAnItem_takesItAloneOutOfEachIndex() {
        String text = newPartition();
        List<Item> items = storedTogether(
                attributes("gs", text, "sn", 1, "x", 1),
                attributes("gs", text, "sn", 1, "x", 1),
                attributes("gs", text, "sn", 2));

        indexed().delete(schema().keyOf(items.get(0)));

        assertShownByGlobal(text, items.get(1), items.get(2));
        assertShownByLocal(partitionOf(items.get(0)), items.get(1), items.get(2));
    }

    private static void assertFails(Runnable write) {
        assertThatExceptionOfType(ConditionFailedException.class).isThrownBy(write::run);
    }

    @Test
    @Rule("I8")
    void write_onConditionThatFails_leavesTheIndexesAsTheyAre() {
        String text = newPartition();
        Item item = storedTogether(attributes("gs", text, "sn", 1)).get(0);
        Key key = schema().keyOf(item);
        Condition wrong = attribute("sn").equalTo(2);

        assertFails(() -> indexed()
                .put(PutRequest.builder(schema(), item.with("sn", 5))
                        .condition(wrong)
                        .build()));
        assertFails(() -> indexed()
                .update(UpdateRequest.builder(schema(), key, set("sn", 5))
                        .condition(wrong)
                        .build()));
        assertFails(() -> indexed()
                .delete(DeleteRequest.builder(schema(), key).condition(wrong).build()));

        assertShownByGlobal(text, item);
        assertShownByLocal(partitionOf(item), item);
    }

    @Test
    @Rule("I8")
    void write_onConditionThatHolds_movesTheItem() {
        String text = newPartition();
        Item item = storedTogether(attributes("gs", text, "sn", 1)).get(0);
        Key key = schema().keyOf(item);

        indexed()
                .put(PutRequest.builder(schema(), item.with("sn", 2))
                        .condition(attribute("sn").equalTo(1))
                        .build());
        assertShownByGlobal(text, item.with("sn", 2));
        indexed()
                .update(UpdateRequest.builder(schema(), key, set("sn", 3))
                        .condition(attribute("sn").equalTo(2))
                        .build());
        assertShownByLocal(partitionOf(item), item.with("sn", 3));
        assertShownByGlobal(text, item.with("sn", 3));
        indexed()
                .delete(DeleteRequest.builder(schema(), key)
                        .condition(attribute("sn").equalTo(3))
                        .build());

        assertShownByGlobal(text);
        assertShownByLocal(partitionOf(item));
    }

    @Test
    @Rule("I8")
    void writes_inAnyOrder_leaveNoIndexStale() {
        Random random = new Random(3);
        String partition = newPartition();
        String text = newPartition();
        Map<String, Item> model = new TreeMap<>();

        for (int step = 0; step < 120; step++) {
            String sort = String.valueOf((char) ('a' + random.nextInt(3)));
            write(random.nextInt(6), step, attributes("p", partition, "s", sort, "gs", text), model);
            if (step % 4 == 3) {
                assertIndexed("local-N", partition, ordered(model, Optional.empty()));
                assertIndexed("global-S-N", text, ordered(model, Optional.of(Values.of(text))));
            }
        }
    }

    /** Does one of six writes to an item, and to the model of what is stored, by sort key. */
    private void write(int kind, int number, Item item, Map<String, Item> model) {
        Key key = schema().keyOf(item);
        String sort = key.toString();
        Item before = model.getOrDefault(sort, key.attributes());
        switch (kind) {
            case 0 -> {
                indexed().delete(key);
                model.remove(sort);
            }
            case 1 -> {
                indexed().put(item.with("sn", number));
                model.put(sort, item.with("sn", number));
            }
            case 2 -> {
                indexed().put(item);
                model.put(sort, item);
            }
            case 3 -> {
                update(item, set("sn", -number));
                model.put(sort, before.with("sn", -number));
            }
            case 4 -> {
                update(item, remove("gs"));
                model.computeIfPresent(sort, (same, stored) -> stored.without("gs"));
            }
            default -> {
                update(item, set("gs", item.attribute("gs").orElseThrow()).set("x", number));
                model.put(
                        sort,
                        before.with("gs", item.attribute("gs").orElseThrow()).with("x", number));
            }
        }
        assertThat(indexed().get(key)).isEqualTo(Optional.ofNullable(model.get(sort)));
    }

    /** Returns the items of the model that have a number, and the text if there is one, in order of the number. */
    private static Item[] ordered(Map<String, Item> model, Optional<AttributeValue> text) {
        return model.values().stream()
                .filter(item -> item.has("sn"))
                .filter(item -> text.isEmpty() || item.attribute("gs").equals(text))
                .sorted((left, right) -> number(left).compareTo(number(right)))
                .toArray(Item[]::new);
    }

    private static BigDecimal number(Item item) {
        return ((AttributeValue.NumberValue) item.attribute("sn").orElseThrow()).value();
    }
}
