// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Values;

/** Makes random expressions. Two generators with the same seed make the same ones. */
final class TreeGenerator {
    private static final List<String> NAMES = List.of("a", "b", "Year", "size", "x.y", "z[0]", "#n0", ":v0", "é 😀");
    private static final List<Object> VALUES = List.of(
            0,
            -7.25,
            "",
            "x",
            true,
            Bytes.of(new byte[] {1, -1}),
            List.of(1, "x"),
            Map.of("k", List.of()),
            Set.of("x", "y"),
            Set.of(1, 2),
            Values.nullValue());

    private final Random random;

    TreeGenerator(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a condition without a conjunction directly in a conjunction, or a disjunction in a disjunction. */
    Condition condition(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 1 -> new Condition.Not(condition(depth - 1));
            case 2 -> new Condition.And(parts(depth, Condition.And.class));
            case 3 -> new Condition.Or(parts(depth, Condition.Or.class));
            default -> valid(this::leaf);
        };
    }

    private List<Condition> parts(int depth, Class<?> unlike) {
        return Stream.generate(() -> condition(depth - 1))
                .filter(part -> !unlike.isInstance(part))
                .limit(2L + random.nextInt(3))
                .toList();
    }

    private Condition leaf() {
        return switch (random.nextInt(8)) {
            case 0 -> new Condition.Between(operand(), operand(), operand());
            case 1 -> new Condition.In(operand(), list(1 + random.nextInt(4), this::operand));
            case 2 -> new Condition.AttributeExists(path());
            case 3 -> new Condition.AttributeNotExists(path());
            case 4 -> new Condition.HasType(operand(), pick(List.of(AttributeType.values())));
            case 5 -> new Condition.BeginsWith(operand(), operand());
            case 6 -> new Condition.Contains(operand(), operand());
            default -> new Condition.Comparison(operand(), pick(List.of(Comparator.values())), operand());
        };
    }

    private Operand operand() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> new Operand.Literal(value());
            case 2 -> new Operand.Size(operand());
            default -> new Operand.Path(path());
        };
    }

    KeyCondition keyCondition() {
        KeyCondition.Test partition = new KeyCondition.Comparison("p." + pick(NAMES), Comparator.EQUAL, value());
        if (random.nextBoolean()) {
            return new KeyCondition(List.of(partition));
        }
        String sort = "s" + pick(NAMES);
        KeyCondition.Test test = switch (random.nextInt(3)) {
            case 0 -> new KeyCondition.Between(sort, value(), value());
            case 1 -> new KeyCondition.BeginsWith(sort, value());
            default -> new KeyCondition.Comparison(sort, pick(List.of(Comparator.values())), value());
        };
        return new KeyCondition(random.nextBoolean() ? List.of(partition, test) : List.of(test, partition));
    }

    /** Returns an update whose actions of one kind stand together. */
    Update update() {
        List<Supplier<Update.Action>> kinds = new ArrayList<>(List.of(
                () -> new Update.Set(path(), updateValue()),
                () -> new Update.Remove(path()),
                () -> new Update.Add(path(), value()),
                () -> new Update.Delete(path(), value())));
        Collections.shuffle(kinds, random);
        List<Update.Action> actions = new ArrayList<>();
        for (Supplier<Update.Action> kind : kinds.subList(0, 1 + random.nextInt(4))) {
            actions.addAll(list(1 + random.nextInt(2), () -> valid(kind)));
        }
        return new Update(actions);
    }

    private UpdateValue updateValue() {
        return switch (random.nextInt(4)) {
            case 0 -> new UpdateValue.Plus(updateOperand(), updateOperand());
            case 1 -> new UpdateValue.Minus(updateOperand(), updateOperand());
            case 2 -> new UpdateValue.ListAppend(updateOperand(), updateOperand());
            default -> updateOperand();
        };
    }

    private UpdateValue updateOperand() {
        return switch (random.nextInt(3)) {
            case 0 -> new UpdateValue.Literal(value());
            case 1 -> new UpdateValue.Attribute(path());
            default -> new UpdateValue.IfNotExists(path(), updateOperand());
        };
    }

    Projection projection() {
        return new Projection(list(1 + random.nextInt(3), this::path));
    }

    private AttributePath path() {
        AttributePath path = AttributePath.of(pick(NAMES));
        for (int i = random.nextInt(4); i > 0; i--) {
            path = random.nextBoolean() ? path.name(pick(NAMES)) : path.index(random.nextInt(12));
        }
        return path;
    }

    private AttributeValue value() {
        return Values.of(pick(VALUES));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static <T> List<T> list(int size, Supplier<? extends T> element) {
        return Stream.<T>generate(element).limit(size).toList();
    }

    /** Tries until the rules for operands and paths are kept. */
    static <T> T valid(Supplier<T> candidates) {
        while (true) {
            try {
                return candidates.get();
            } catch (InvalidRequestException e) {
                continue;
            }
        }
    }
}
