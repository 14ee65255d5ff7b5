// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

/** Random items and expressions over few names and few values, so that paths often lead somewhere and values meet. */
final class RandomExpressions {
    private static final List<String> NAMES = List.of("a", "b", "c", "d.e", "é", "size");
    private static final List<String> TEXTS = List.of("", "a", "ab", "abc", "b", "é", "😀", "\uffff", "1");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "-1",
            "10",
            "0.1",
            "1.5",
            "1e3",
            "99999999999999999999999999999999999999",
            "9e125",
            "1e-130",
            "12345678901234567890123456789012345678");

    private final Random random;

    RandomExpressions(long seed) {
        this.random = new Random(seed);
    }

    Item item() {
        Item.Builder item = Item.builder();
        for (String name : NAMES) {
            if (random.nextInt(4) > 0) {
                item.set(name, value(2));
            }
        }
        return item.build();
    }

    AttributeValue value(int depth) {
        return switch (random.nextInt(depth > 0 ? 13 : 8)) {
            case 0, 1 -> number();
            case 2, 3 -> Values.string(oneOf(TEXTS));
            case 4 -> binary();
            case 5 -> Values.bool(random.nextBoolean());
            case 6 -> Values.nullValue();
            case 7 -> set();
            case 8, 9, 10 -> Values.of(map(depth - 1));
            default -> Values.of(list(depth - 1));
        };
    }

    private AttributeValue number() {
        return Values.number(oneOf(NUMBERS));
    }

    private AttributeValue binary() {
        return Values.binary(bytes());
    }

    private Bytes bytes() {
        byte[] content = new byte[random.nextInt(3)];
        random.nextBytes(content);
        return Bytes.of(content);
    }

    private AttributeValue set() {
        int size = 1 + random.nextInt(3);
        Set<Object> members = new LinkedHashSet<>();
        int kind = random.nextInt(3);
        for (int i = 0; i < size; i++) {
            members.add(
                    switch (kind) {
                        case 0 -> oneOf(TEXTS);
                        case 1 -> new BigDecimal(oneOf(NUMBERS)).stripTrailingZeros();
                        default -> bytes();
                    });
        }
        return Values.of(members);
    }

    private Map<String, AttributeValue> map(int depth) {
        Map<String, AttributeValue> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(oneOf(NAMES), value(depth));
        }
        return map;
    }

    private List<AttributeValue> list(int depth) {
        List<AttributeValue> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(depth));
        }
        return list;
    }

    /** A path that often leads somewhere in the item. */
    AttributePath path(Item item) {
        String name = oneOf(NAMES);
        AttributePath path = AttributePath.of(name);
        AttributeValue at = item.attribute(name).orElse(Values.nullValue());
        for (int depth = random.nextInt(3); depth > 0; depth--) {
            boolean index = random.nextInt(5) == 0 ? random.nextBoolean() : at.type() == AttributeType.LIST;
            path = index ? path.index(random.nextInt(4)) : path.name(oneOf(NAMES));
            at = path.in(item).orElse(Values.nullValue());
        }
        return path;
    }

    Condition condition(Item item, int depth) {
        return valid(() -> switch (random.nextInt(depth > 0 ? 14 : 10)) {
            case 0, 1, 2 -> new Condition.Comparison(operand(item), oneOf(List.of(Comparator.values())), operand(item));
            case 3 -> new Condition.Between(operand(item), operand(item), operand(item));
            case 4 -> new Condition.In(operand(item), List.of(operand(item), operand(item)));
            case 5 -> new Condition.AttributeExists(path(item));
            case 6 -> new Condition.AttributeNotExists(path(item));
            case 7 -> new Condition.HasType(operand(item), oneOf(List.of(AttributeType.values())));
            case 8 -> new Condition.BeginsWith(operand(item), operand(item));
            case 9 -> new Condition.Contains(operand(item), operand(item));
            case 10 -> new Condition.Not(condition(item, depth - 1));
            case 11, 12 -> condition(item, depth - 1).and(condition(item, depth - 1));
            default -> condition(item, depth - 1).or(condition(item, depth - 1));
        });
    }

    private Operand operand(Item item) {
        return switch (random.nextInt(9)) {
            case 0, 1, 2, 3 -> new Operand.Path(path(item));
            case 4 -> new Operand.Size(new Operand.Path(path(item)));
            case 5 -> new Operand.Literal(valueIn(item));
            default -> new Operand.Literal(value(1));
        };
    }

    private AttributeValue valueIn(Item item) {
        return path(item).in(item).orElseGet(this::number);
    }

    Projection projection(Item item) {
        return valid(() -> {
            List<AttributePath> paths = new ArrayList<>();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                paths.add(path(item));
            }
            return new Projection(paths);
        });
    }

    Update update(Item item) {
        return valid(() -> {
            List<Update.Action> actions = new ArrayList<>();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                actions.add(random.nextInt(8) > 0 ? applicable(item) : action(item));
            }
            return new Update(actions);
        });
    }

    /** An action that can be applied to the item by itself, as most are that are drawn only fail. */
    private Update.Action applicable(Item item) {
        while (true) {
            Update.Action action = action(item);
            try {
                new Update(List.of(action)).applyTo(item);
                return action;
            } catch (UpdateRejectedException e) {
                continue;
            }
        }
    }

    private Update.Action action(Item item) {
        return valid(() -> switch (random.nextInt(9)) {
            case 0, 1, 2, 3 -> new Update.Set(path(item), updateValue(item));
            case 4, 5 -> new Update.Remove(path(item));
            case 6, 7 -> new Update.Add(path(item), random.nextBoolean() ? number() : set());
            default -> new Update.Delete(path(item), valueIn(item));
        });
    }

    private UpdateValue updateValue(Item item) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> operandOf(item);
            case 2 -> new UpdateValue.Plus(operandOf(item), operandOf(item));
            case 3 -> new UpdateValue.Minus(operandOf(item), operandOf(item));
            case 4 -> new UpdateValue.ListAppend(operandOf(item), operandOf(item));
            default -> new UpdateValue.IfNotExists(path(item), operandOf(item));
        };
    }

    private UpdateValue operandOf(Item item) {
        return switch (random.nextInt(7)) {
            case 0, 1, 2 -> new UpdateValue.Attribute(path(item));
            case 3 -> new UpdateValue.IfNotExists(path(item), new UpdateValue.Literal(value(1)));
            case 4 -> new UpdateValue.Literal(number());
            case 5 -> new UpdateValue.Literal(valueIn(item));
            default -> new UpdateValue.Literal(value(1));
        };
    }

    /** Draws again until core takes what was drawn. */
    private static <T> T valid(Supplier<T> draw) {
        while (true) {
            try {
                return draw.get();
            } catch (InvalidRequestException e) {
                continue;
            }
        }
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
