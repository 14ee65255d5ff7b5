// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinarySetValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NumberSetValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringSetValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Key;
import org.moviestore.item.Values;

/** Draws values and items of all types from few names and few values, so that paths lead somewhere and values meet. */
final class ItemGenerator {
    private static final int MOST_DIGITS = 38;
    private static final int LARGE_TEXT = 20_000;
    private static final int MANY = 120;
    private static final int LONG_KEY = 1000;

    private final Draw draw;
    private final List<String> names;
    private final List<String> texts;
    private final List<NumberValue> numbers;
    private final List<Bytes> binaries;

    ItemGenerator(Draw draw) {
        this.draw = draw;
        this.names = draw.some(Vocabulary.NAMES, 6);
        this.texts = draw.some(Vocabulary.TEXTS, 7);
        this.numbers = draw.some(Vocabulary.NUMBERS, 7);
        this.binaries = draw.some(Vocabulary.BINARIES, 4);
    }

    String name() {
        return draw.oneOf(names);
    }

    /** Draws an item with the key and some other attributes. */
    Item item(Key key) {
        Item.Builder item = Item.builder();
        for (String name : draw.some(names, draw.below(names.size() + 1))) {
            item.set(name, value(2));
        }
        key.attributes().attributes().forEach(item::set);
        return item.build();
    }

    /** Draws an item of the largest size there is. */
    Item largest(Key key) {
        Item item = item(key).with("a", "");
        int rest = ItemLimits.MAX_ITEM_BYTES - item.sizeInBytes();
        return rest < 0 ? item : item.with("a", "x".repeat(rest));
    }

    AttributeValue value(int depth) {
        return switch (draw.below(depth > 0 ? 15 : 10)) {
            case 0, 1, 2 -> Values.string(text());
            case 3, 4, 5 -> number();
            case 6 -> Values.binary(binary());
            case 7 -> Values.bool(draw.oneIn(2));
            case 8 -> Values.nullValue();
            case 9 -> set();
            case 10, 11, 12 -> draw.oneIn(40) ? nested(draw.between(4, ItemLimits.MAX_NESTING)) : map(depth - 1);
            default -> list(depth - 1);
        };
    }

    /** Draws a value of so many lists and maps inside each other. */
    AttributeValue nested(int containers) {
        AttributeValue value = containers < ItemLimits.MAX_NESTING || draw.oneIn(2) ? value(0) : map(-1);
        boolean isEmpty = value instanceof MapValue;
        for (int i = isEmpty ? 1 : 0; i < containers; i++) {
            AttributeValue inner = value;
            value = draw.oneIn(2)
                    ? new ListValue(draw.oneIn(4) ? List.of(value(0), inner) : List.of(inner))
                    : new MapValue(Map.of(name(), inner));
        }
        return value;
    }

    String text() {
        if (draw.oneIn(300)) {
            return "x".repeat(draw.below(LARGE_TEXT));
        }
        return draw.oneIn(8) ? draw.oneOf(Vocabulary.TEXTS) + draw.oneOf(texts) : draw.oneOf(texts);
    }

    NumberValue number() {
        return draw.oneIn(6) ? freshNumber() : draw.oneOf(numbers);
    }

    private NumberValue freshNumber() {
        if (draw.oneIn(2)) {
            return Values.number(draw.between(-20, 20));
        }
        return Draw.valid(() -> {
            StringBuilder digits = new StringBuilder();
            for (int i = draw.between(1, MOST_DIGITS); i > 0; i--) {
                digits.append(draw.below(10));
            }
            BigInteger unscaled = new BigInteger((draw.oneIn(2) ? "-" : "") + digits);
            return Values.number(new BigDecimal(unscaled, draw.between(-125, 130)));
        });
    }

    Bytes binary() {
        return draw.oneIn(8) ? Bytes.of(draw.bytes(draw.below(6))) : draw.oneOf(binaries);
    }

    AttributeValue set() {
        int size = draw.between(1, 4);
        return switch (draw.below(3)) {
            case 0 -> new StringSetValue(members(size, this::text));
            case 1 -> new NumberSetValue(members(size, this::number));
            default -> new BinarySetValue(members(size, this::binary));
        };
    }

    private static <T> Set<T> members(int size, Supplier<T> member) {
        Set<T> members = new LinkedHashSet<>();
        for (int i = 0; i < size; i++) {
            members.add(member.get());
        }
        return members;
    }

    private AttributeValue map(int depth) {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        for (int i = depth < 0 ? 0 : draw.below(draw.oneIn(4) ? 7 : 4); i > 0; i--) {
            entries.put(name(), value(depth));
        }
        return new MapValue(entries);
    }

    AttributeValue list(int depth) {
        return draw.oneIn(100)
                ? new ListValue(draw.list(draw.between(10, MANY), () -> value(0)))
                : new ListValue(draw.list(draw.below(4), () -> value(depth)));
    }

    /** Draws the value of a key attribute. */
    AttributeValue keyValue(AttributeType type) {
        return switch (type) {
            case NUMBER -> draw.oneIn(3) ? freshNumber() : draw.oneOf(Vocabulary.NUMBERS);
            case BINARY ->
                Values.binary(draw.oneIn(3) ? Bytes.of(draw.bytes(draw.between(1, 4))) : someOf(Vocabulary.BINARIES));
            default ->
                Values.string((draw.oneIn(30) ? "k".repeat(LONG_KEY) : "")
                        + draw.oneOf(Vocabulary.ORDER)
                        + draw.oneOf(draw.oneIn(2) ? Vocabulary.ORDER : Vocabulary.TEXTS));
        };
    }

    private Bytes someOf(List<Bytes> choices) {
        return draw.oneOf(choices.subList(1, choices.size()));
    }
}
