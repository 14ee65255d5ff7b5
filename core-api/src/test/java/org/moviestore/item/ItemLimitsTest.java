// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.moviestore.item.Refusals.codeOf;
import static org.moviestore.item.Refusals.refused;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;

class ItemLimitsTest {
    private static final String NAME_OF_65535_BYTES = "é".repeat(32_767) + "n";

    @Test
    void checkItem_withTheLargestItem_takesIt() {
        Item item = Item.of("p", "x".repeat(ItemLimits.MAX_ITEM_BYTES - 1));

        ItemLimits.checkItem(item);

        assertThat(item.sizeInBytes()).isEqualTo(409_600);
    }

    @Test
    void checkItem_withMoreBytesThanAnIntHolds_refusesIt() {
        // Of bytes nothing but their number is looked at.
        AttributeValue megabyte = Values.binary(Bytes.of(new byte[1_000_000]));
        Item item = Item.of("p", 1, "list", Collections.nCopies(4295, megabyte));

        assertThat(item.sizeInBytes()).isEqualTo(Integer.MAX_VALUE);
        assertThat(codeOf(() -> ItemLimits.checkItem(item))).isEqualTo(ErrorCode.ITEM_SIZE);
    }

    @Test
    void checkItem_withOneByteMore_refusesIt() {
        Item item = Item.of("p", "x".repeat(ItemLimits.MAX_ITEM_BYTES));

        assertThat(codeOf(() -> ItemLimits.checkItem(item))).isEqualTo(ErrorCode.ITEM_SIZE);
        assertThat(refused(() -> ItemLimits.checkShape(item))).hasMessage("item is 409601 bytes; limit 409600");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void checkItem_with31Containers_takesThem(boolean lists) {
        Item empty = Item.of("a", nested(31, lists));
        Item filled = Item.of("a", nested(new ListValue(List.of(Values.string("x"))), 30, lists));

        assertThatCode(() -> ItemLimits.checkItem(empty)).doesNotThrowAnyException();
        assertThatCode(() -> ItemLimits.checkItem(filled)).doesNotThrowAnyException();
        assertThatCode(() -> ItemLimits.checkValue(nested(31, lists), "a")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 33, 1_000, 100_000})
    void checkItem_withMoreContainers_refusesThemWhateverTheDepth(int depth) {
        for (boolean lists : new boolean[] {true, false}) {
            Item item = Item.of("b", 1, "a", nested(depth, lists));

            assertThat(codeOf(() -> ItemLimits.checkItem(item))).isEqualTo(ErrorCode.NESTING);
            assertThat(codeOf(() -> ItemLimits.checkShape(item))).isEqualTo(ErrorCode.NESTING);
            assertThat(codeOf(() -> ItemLimits.checkValue(nested(depth, lists), "a")))
                    .isEqualTo(ErrorCode.NESTING);
        }
    }

    @Test
    void checkItem_withSetsInTheDeepestContainer_doesNotCountThem() {
        Item item = Item.of("a", nested(new ListValue(List.of(Values.stringSet("x"))), 30, true));

        assertThatCode(() -> ItemLimits.checkItem(item)).doesNotThrowAnyException();
    }

    @Test
    void checkName_ofTheLongestName_takesIt() {
        assertThat(Utf8.length(NAME_OF_65535_BYTES)).isEqualTo(65_535);
        assertThatCode(() -> ItemLimits.checkName(NAME_OF_65535_BYTES)).doesNotThrowAnyException();
        assertThatCode(() -> ItemLimits.checkItem(Item.of(NAME_OF_65535_BYTES, 1)))
                .doesNotThrowAnyException();
        assertThatCode(() -> ItemLimits.checkName("n".repeat(255), 255)).doesNotThrowAnyException();
    }

    @Test
    void checkName_ofOneByteMore_refusesIt() {
        String longer = NAME_OF_65535_BYTES + "n";

        assertThat(codeOf(() -> ItemLimits.checkName(longer))).isEqualTo(ErrorCode.NAME_LENGTH);
        assertThat(codeOf(() -> ItemLimits.checkItem(Item.of(longer, 1)))).isEqualTo(ErrorCode.NAME_LENGTH);
        assertThat(codeOf(() -> ItemLimits.checkItem(Item.of("a", Map.of(longer, 1)))))
                .isEqualTo(ErrorCode.NAME_LENGTH);
        assertThat(codeOf(() -> ItemLimits.checkName("n".repeat(256), 255))).isEqualTo(ErrorCode.NAME_LENGTH);
    }

    @Test
    void checkItem_withAnEmptyName_refusesItAtAnyDepth() {
        assertThat(codeOf(() -> ItemLimits.checkItem(Item.of("", 1)))).isEqualTo(ErrorCode.NAME_EMPTY);
        assertThat(codeOf(() -> ItemLimits.checkItem(Item.of("a", List.of(Map.of("", 1))))))
                .isEqualTo(ErrorCode.NAME_EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "a.b[0]", " ", "#a", ":a", "$B", "😀", "\u0001", "\uffff"})
    void checkItem_withUnusualNamesAndText_takesThem(String text) {
        Item item = Item.of(text, text, "m", Map.of(text, Values.stringSet(text)));

        assertThatCode(() -> ItemLimits.checkItem(item)).doesNotThrowAnyException();
    }

    @Test
    void checkItem_withNulInTextOrNames_refusesItAtAnyDepth() {
        assertRefusedEverywhere("a\u0000b", ErrorCode.TEXT_NUL);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void checkItem_withAnUnpairedSurrogate_refusesItAtAnyDepth(int which) {
        String[] unpaired = {"\ud83d", "a\ude00b", "\ude00\ud83d", "\ud83d\ud83d\ude00"};

        assertRefusedEverywhere(unpaired[which], ErrorCode.TEXT_SURROGATE);
    }

    private static void assertRefusedEverywhere(String text, ErrorCode code) {
        List<Item> items = List.of(
                Item.of(text, 1),
                Item.of("a", text),
                Item.of("a", Values.stringSet("x", text)),
                Item.of("a", List.of(1, Map.of("m", List.of(text)))),
                Item.of("a", List.of(Map.of(text, 1))));

        assertThat(items)
                .allSatisfy(item ->
                        assertThat(codeOf(() -> ItemLimits.checkItem(item))).isEqualTo(code));
    }

    private static AttributeValue nested(int depth, boolean lists) {
        return nested(lists ? Values.list() : new MapValue(Map.of()), depth - 1, lists);
    }

    private static AttributeValue nested(AttributeValue innermost, int more, boolean lists) {
        AttributeValue value = innermost;
        for (int i = 0; i < more; i++) {
            value = lists ? new ListValue(List.of(value)) : new MapValue(Map.of("m", value));
        }
        return value;
    }
}
