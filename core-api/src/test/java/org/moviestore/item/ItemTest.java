// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.moviestore.item.Refusals.codeOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;

class ItemTest {
    @Test
    void attribute_ofAnItem_tellsNullFromMissing() {
        Item item = Item.of("a", Values.nullValue());

        assertThat(item.attribute("a")).contains(Values.nullValue());
        assertThat(item.has("a")).isTrue();
        assertThat(item.attribute("b")).isEmpty();
        assertThat(item.has("b")).isFalse();
    }

    @Test
    void with_andWithout_changeACopy() {
        Item item = Item.of("a", 1, "b", 2);

        assertThat(item.with("a", 3).with("c", "x"))
                .isEqualTo(Item.builder().set("a", 3).set("b", 2).set("c", "x").build());
        assertThat(item.without("a").without("missing")).isEqualTo(Item.of("b", 2));
        assertThat(item).isEqualTo(Item.of("a", 1, "b", 2));
    }

    @Test
    void equals_ofItems_ignoresOrderAndNotationAtAnyDepth() {
        Item item = Item.of("a", 1, "m", Map.of("l", List.of(Values.number("1.0"), Values.stringSet("x", "y"))));
        Item same = Item.of("m", Map.of("l", List.of(1, Values.stringSet("y", "x"))), "a", Values.number("100e-2"));

        assertThat(item).isEqualTo(same).hasSameHashCodeAs(same);
    }

    @Test
    void equals_ofValuesOfDifferentTypes_isFalse() {
        assertThat(Values.string("5")).isNotEqualTo(Values.number(5));
        assertThat(Values.list()).isNotEqualTo(Values.of(Map.of()));
        assertThat(Values.list(1, 2)).isNotEqualTo(Values.list(2, 1));
        assertThat(Values.string("")).isNotEqualTo(Values.binary(Bytes.EMPTY));
        assertThat(Values.string("é")).isNotEqualTo(Values.string("e\u0301"));
    }

    @Test
    void item_afterItsSourceChanged_staysTheSame() {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>(Map.of("a", Values.number(1)));
        List<AttributeValue> elements = new ArrayList<>(List.of(Values.number(1)));
        Item item = new Item(attributes);
        MapValue map = new MapValue(attributes);
        ListValue list = new ListValue(elements);

        attributes.clear();
        elements.clear();

        assertThat(item).isEqualTo(Item.of("a", 1));
        assertThat(map.entries()).containsOnlyKeys("a");
        assertThat(list.elements()).hasSize(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> item.attributes().clear());
    }

    @Test
    void item_withNull_isRefused() {
        Map<String, AttributeValue> noValue = Collections.singletonMap("a", null);
        Map<String, AttributeValue> noName = Collections.singletonMap(null, Values.number(1));

        assertThatNullPointerException().isThrownBy(() -> new Item(noValue));
        assertThatNullPointerException().isThrownBy(() -> new Item(noName));
        assertThatNullPointerException().isThrownBy(() -> new MapValue(noValue));
        assertThatNullPointerException().isThrownBy(() -> new MapValue(noName));
        assertThatNullPointerException().isThrownBy(() -> new ListValue(Arrays.asList(Values.number(1), null)));
        assertThatNullPointerException().isThrownBy(() -> Item.of(null, 1));
        assertThatNullPointerException().isThrownBy(() -> Item.EMPTY.with(null, 1));
    }

    @Test
    void toString_ofAnItem_isDynamoDbJsonInTheGivenOrder() {
        Item item = Item.of("t", "a\"\n\ud800😀", "n", List.of(1, Values.nullValue()));

        assertThat(item)
                .hasToString("{\"t\":{\"S\":\"a\\\"\\u000a\\ud800😀\"},\"n\":{\"L\":[{\"N\":\"1\"},{\"NULL\":true}]}}");
    }

    @Test
    void key_ofOneOrTwoOrderedValues_isTaken() {
        assertThat(Key.of("p", "x").attributes()).isEqualTo(Item.of("p", "x"));
        assertThat(Key.of("p", 1, "s", Bytes.of(new byte[1])).attributes().attributes())
                .containsOnlyKeys("p", "s");
    }

    @Test
    void key_ofAnythingElse_isRefused() {
        Item three = Item.of("a", 1, "b", 1).with("c", 1);

        assertThat(codeOf(() -> new Key(Item.EMPTY))).isEqualTo(ErrorCode.KEY_MISSING);
        assertThat(codeOf(() -> new Key(three))).isEqualTo(ErrorCode.KEY_EXTRA);
        assertThat(codeOf(() -> Key.of("p", true))).isEqualTo(ErrorCode.KEY_TYPE);
        assertThat(codeOf(() -> Key.of("p", Values.nullValue()))).isEqualTo(ErrorCode.KEY_TYPE);
        assertThat(codeOf(() -> Key.of("p", Values.stringSet("x")))).isEqualTo(ErrorCode.KEY_TYPE);
        assertThat(codeOf(() -> Key.of("p", ""))).isEqualTo(ErrorCode.KEY_EMPTY);
        assertThat(codeOf(() -> Key.of("p", 1, "s", Bytes.EMPTY))).isEqualTo(ErrorCode.KEY_EMPTY);
    }

    @Test
    void compareTo_ofKeys_isByNamesTypesAndValuesAndEqualsIfTheyDo() {
        List<Key> ordered = List.of(
                Key.of("p", "B"),
                Key.of("p", "a"),
                Key.of("p", "a", "s", "x"),
                Key.of("p", "a", "t", "b"),
                Key.of("p", 9),
                Key.of("p", 10),
                Key.of("p", Bytes.of(new byte[] {1})),
                Key.of("s", "A"));
        List<Key> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));

        Collections.sort(shuffled);

        assertThat(shuffled).isEqualTo(ordered);
        assertThat(Key.of("p", 1, "s", "x")).isEqualByComparingTo(Key.of("s", "x", "p", Values.number("1.0")));
    }

    @Test
    void key_amongManyChosenToHaveTheSameHash_isFoundInGoodTime() {
        List<Key> keys = IntStream.range(0, 1 << 16)
                .mapToObj(i -> Key.of("p", ofTheSameHash(i)))
                .toList();
        assertThat(keys).extracting(Key::hashCode).containsOnly(keys.get(0).hashCode());

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
        });
    }

    /** Returns one of many texts, each of other pairs of letters. */
    private static String ofTheSameHash(int index) {
        return IntStream.range(0, 16)
                .mapToObj(bit -> (index >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    @Test
    void compare_ofValues_isWithinOrderedTypesOnly() {
        assertThat(ValueOrder.compare(Values.number(9), Values.number(10)).getAsInt())
                .isNegative();
        assertThat(ValueOrder.compare(Values.string("\uffff"), Values.string("😀"))
                        .getAsInt())
                .isNegative();
        assertThat(ValueOrder.compare(Values.of(Bytes.of(new byte[] {-1})), Values.of(Bytes.of(new byte[] {1})))
                        .getAsInt())
                .isPositive();
        assertThat(ValueOrder.compare(Values.number("1.0"), Values.number(1))).isEqualTo(OptionalInt.of(0));
        assertThat(ValueOrder.compare(Values.string("1"), Values.number(1))).isEmpty();
        assertThat(ValueOrder.compare(Values.bool(true), Values.bool(false))).isEmpty();
        assertThat(ValueOrder.compare(Values.list(1), Values.list(1))).isEmpty();
    }
}
