// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.UpdateRequest;

/** Nesting and size, of what is put and of what an update makes, rules A16 and A17. */
abstract class LimitTests extends UpdateChecks {
    private static final int LIMIT = ItemLimits.MAX_ITEM_BYTES;

    /** Returns a value of so many lists inside each other, the innermost holding a number. */
    private static AttributeValue lists(int depth) {
        AttributeValue value = Values.number(1);
        for (int i = 0; i < depth; i++) {
            value = Values.list(value);
        }
        return value;
    }

    /** Returns a value of so many maps inside each other, the innermost empty. */
    private static AttributeValue maps(int depth) {
        AttributeValue value = Values.of(Map.of());
        for (int i = 1; i < depth; i++) {
            value = Values.of(Map.of("m", value));
        }
        return value;
    }

    @Test
    @Rule("A16")
    void put_of31NestedContainers_keepsThem() {
        Item item = attributes("l", lists(31), "m", maps(31));

        Key key = stored(item);

        assertThat(read(key)).contains(item);
    }

    @Test
    @Rule("A16")
    void put_of32NestedContainers_isRefused() {
        assertWriteRefused(ErrorCode.NESTING, key -> table().put(withKey(key, attributes("x", lists(32)))));
        assertWriteRefused(ErrorCode.NESTING, key -> table().put(withKey(key, attributes("x", maps(32)))));
    }

    @Test
    @Rule("A16")
    void update_to31NestedContainers_keepsThem() {
        assertUpdated(attributes("l", List.of(1)), set("l[0]", lists(30)), attributes("l", lists(31)));
    }

    @Test
    @Rule("A16")
    void update_to32NestedContainers_isRejected() {
        assertRejected(ErrorCode.NESTING, attributes("l", List.of(1)), set("l[0]", lists(31)));
        assertRejected(ErrorCode.NESTING, attributes("m", Map.of("x", 1)), set("m.x", maps(31)));
        assertRejected(
                ErrorCode.NESTING, attributes("l", List.of(), "deep", lists(31)), set("l[0]", attribute("deep")));
    }

    /** Returns an item for the key, of exactly so many bytes. */
    private static Item itemOfSize(Key key, int bytes) {
        Item item = withKey(key, attributes("t", ""));
        return item.with("t", "x".repeat(bytes - item.sizeInBytes()));
    }

    @Test
    @Rule("A17")
    void put_ofTheLargestItem_keepsIt() {
        Key key = newKey();
        Item item = itemOfSize(key, LIMIT);

        table().put(item);

        assertThat(table().get(key)).contains(item);
    }

    @Test
    @Rule("A17")
    void put_ofOneByteMore_isRefused() {
        assertWriteRefused(ErrorCode.ITEM_SIZE, key -> table().put(itemOfSize(key, LIMIT + 1)));
    }

    /**
     * One value of each kind that is counted in its own way; with them the item is at the limit by the formula of
     * {@link org.moviestore.item.ItemSize}, and a backend that counts otherwise refuses it or lets one byte more in.
     */
    @Test
    @Rule("A17")
    void put_ofTheLargestItemOfAllTypes_keepsIt() {
        Key key = newKey();
        Item parts = withKey(
                key,
                attributes(
                        "numbers", List.of(0, 100, 123, -1, Values.number("1.5"), Values.number("-0.001"), 12345),
                        "constants", List.of(true, Values.nullValue()),
                        "m", Map.of("\u00E9", Map.of(), "x", List.of()),
                        "ns", Values.numberSet(1, -22, Values.number("3.33")),
                        "ss", Values.stringSet("a", "\uD83D\uDE00"),
                        "bs", Values.binarySet(bytes(1, 2), bytes(3)),
                        "b", bytes(1, 2, 3),
                        "t", ""));
        int missing = LIMIT - parts.sizeInBytes();
        Item largest = parts.with("t", "x".repeat(missing));

        table().put(largest);

        assertThat(table().get(key)).contains(largest);
        assertThat(largest.sizeInBytes()).isEqualTo(LIMIT);
        assertRefused(ErrorCode.ITEM_SIZE, () -> table().put(parts.with("t", "x".repeat(missing + 1))));
        assertThat(table().get(key)).contains(largest);
    }

    @Test
    @Rule("A17")
    void update_toTheLargestItem_keepsIt() {
        Key key = newKey();
        Item before = itemOfSize(key, LIMIT - 10);
        table().put(before);

        table().update(UpdateRequest.of(table().schema(), key, set("u", "x".repeat(9))));

        assertThat(table().get(key)).contains(before.with("u", "x".repeat(9)));
    }

    @Test
    @Rule("A17")
    void update_toOneByteMore_isRejected() {
        Key key = newKey();
        Item before = itemOfSize(key, LIMIT - 10);
        table().put(before);

        assertRejectedOn(key, Set.of(ErrorCode.ITEM_SIZE), set("u", "x".repeat(10)));
    }

    @Test
    @Rule({"A17", "E11"})
    void update_thatGrowsASetBeyondTheLimit_isRejected() {
        Item before = attributes("ss", Values.stringSet("x".repeat(300_000)));

        assertRejected(ErrorCode.ITEM_SIZE, before, add("ss", Values.stringSet("y".repeat(200_000))));
    }
}
