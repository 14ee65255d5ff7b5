// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

/** Items and conditions that are likely to meet: few names, few values, all types, and names that could mislead SQL. */
final class RandomItems {
    private static final List<String> NAMES =
            List.of("a", "b", "c", "d", "$B", "$SS", "$$NS", "x.y", "0", "it's", "q?\"", "item");
    private static final List<String> TEXTS = List.of(
            "", "a", "A", "ab", "abc", "b", "Z", "1", "null", "%", "_", "é", "e\u0301", "\uFFFF", "😀", "😀é", "\\",
            "'", "AQ==");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "2",
            "3",
            "10",
            "0.1",
            "-0.1",
            "1E125",
            "-1E125",
            "1E-130",
            "12345678901234567890.123456789");
    private static final List<Bytes> BINARIES = List.of(
            Bytes.EMPTY,
            Bytes.of(new byte[] {1}),
            Bytes.of(new byte[] {1, 2}),
            Bytes.of(new byte[] {(byte) 0xFF}),
            Bytes.of(new byte[] {0x7F, 1, 2, 3}),
            Bytes.of(new byte[] {'a', 'b'}));

    private final Random random;

    RandomItems(long seed) {
        this.random = new Random(seed);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String name() {
        return any(NAMES);
    }

    /** Returns an item with a number as its key attribute {@code id}. */
    Item item(int id) {
        Item.Builder item = Item.builder().set("id", id);
        for (String name : NAMES) {
            if (random.nextInt(3) > 0) {
                item.set(name, value(3));
            }
        }
        return item.build();
    }

    AttributeValue value(int depth) {
        return switch (random.nextInt(depth == 0 ? 8 : 12)) {
            case 0, 1 -> Values.string(any(TEXTS));
            case 2 -> Values.number(any(NUMBERS));
            case 3 -> Values.binary(any(BINARIES));
            case 4 -> random.nextBoolean() ? Values.nullValue() : Values.bool(random.nextBoolean());
            case 5 -> Values.stringSet(some(TEXTS));
            case 6 ->
                Values.numberSet(some(NUMBERS).stream().map(Values::number).toList());
            case 7 -> Values.binarySet(some(BINARIES));
            case 8, 9 -> list(depth);
            default -> map(depth);
        };
    }

    private <T> Set<T> some(List<T> choices) {
        Set<T> chosen = new LinkedHashSet<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            chosen.add(any(choices));
        }
        return chosen;
    }

    AttributeValue list(int depth) {
        List<AttributeValue> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(value(depth - 1));
        }
        return new AttributeValue.ListValue(elements);
    }

    AttributeValue map(int depth) {
        Item.Builder entries = Item.builder();
        for (int i = random.nextInt(4); i > 0; i--) {
            entries.set(any(NAMES), value(depth - 1));
        }
        return entries.build().toMapValue();
    }

    /** Returns a condition that is not refused when it is made. */
    Condition condition(int depth) {
        while (true) {
            try {
                return depth == 0 || random.nextInt(3) == 0 ? leaf() : joined(depth);
            } catch (InvalidRequestException e) {
                // Not for any item: another one.
                continue;
            }
        }
    }

    private Condition joined(int depth) {
        Supplier<Condition> part = () -> condition(depth - 1);
        return switch (random.nextInt(3)) {
            case 0 -> new Condition.Not(part.get());
            case 1 -> new Condition.And(List.of(part.get(), part.get()));
            default -> new Condition.Or(List.of(part.get(), part.get(), part.get()));
        };
    }

    private Condition leaf() {
        return switch (random.nextInt(11)) {
            case 0, 1, 2, 3 -> new Condition.Comparison(operand(), any(List.of(Comparator.values())), operand());
            case 4 -> new Condition.Between(operand(), operand(), operand());
            case 5 -> new Condition.In(operand(), List.of(operand(), operand(), operand()));
            case 6 ->
                random.nextBoolean() ? new Condition.AttributeExists(path()) : new Condition.AttributeNotExists(path());
            case 7 -> new Condition.HasType(pathOrLiteral(), any(List.of(AttributeType.values())));
            case 8 -> new Condition.BeginsWith(pathOrLiteral(), pathOrLiteral());
            default -> new Condition.Contains(pathOrLiteral(), pathOrLiteral());
        };
    }

    /** Returns a condition that asks for a value at one of the paths, or in what is there. */
    Condition sought(Collection<AttributePath> paths) {
        Operand place = new Operand.Path(any(List.copyOf(paths)));
        Operand sought = new Operand.Literal(value(random.nextInt(3)));
        return switch (random.nextInt(4)) {
            case 0 -> new Condition.Comparison(place, Comparator.EQUAL, sought);
            case 1 -> new Condition.Comparison(sought, Comparator.EQUAL, place);
            case 2 -> new Condition.In(place, List.of(sought, new Operand.Literal(value(1))));
            default -> new Condition.Contains(place, sought);
        };
    }

    private Operand operand() {
        return random.nextInt(6) == 0 ? new Operand.Size(pathOrLiteral()) : pathOrLiteral();
    }

    private Operand pathOrLiteral() {
        return random.nextInt(5) < 3 ? new Operand.Path(path()) : new Operand.Literal(value(random.nextInt(3)));
    }

    AttributePath path() {
        AttributePath path = AttributePath.of(random.nextInt(12) == 0 ? "id" : any(NAMES));
        while (random.nextInt(5) < 2) {
            path = random.nextBoolean() ? path.name(any(NAMES)) : path.index(random.nextInt(3));
        }
        return path;
    }
}
