// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Values;

/** Updates that often fit the item: their paths lead somewhere, their operands are of the right type. */
final class RandomUpdates {
    /** Up to and beyond the 19 characters, 38 digits and magnitudes at which arithmetic could go wrong. */
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "0.5",
            "1.5",
            "-1.25",
            "99",
            "100",
            "-100",
            "1000",
            "0.01",
            "0.001",
            "0.099",
            "9999999999999999999",
            "-999999999999999999",
            "99999999999999999999",
            "0.99999999999999999",
            "-0.9999999999999999",
            "0.999999999999999999",
            "0.00000000000000001",
            "5000000000000000000",
            "12345678.9",
            "99999999999999999999999999999999999999",
            "1E125",
            "1E-130");

    /** What makes large items so. */
    private static final String FILL = "fill";

    private final Random random;
    private final RandomItems items;

    RandomUpdates(long seed) {
        this.random = new Random(seed);
        this.items = new RandomItems(seed);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    RandomItems items() {
        return items;
    }

    /** Returns an item with more numbers and lists than others have, to compute with, and now and then a large one. */
    Item item(int id) {
        Item item = items.item(id);
        if (random.nextInt(16) == 0) {
            item = item.with(FILL, "x".repeat(random.nextInt(200_000)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            item = item.with(items.name(), number());
        }
        if (random.nextBoolean()) {
            // In the order of a builder, so that a seed says which updates there are.
            Item.Builder map = Item.builder().set(items.name(), number());
            map.set("list", items.list(2)).set("map", items.map(2));
            item = item.with(items.name(), map.build().toMapValue());
        }
        return random.nextBoolean() ? item.with(items.name(), items.list(2)) : item;
    }

    private NumberValue number() {
        return Values.number(any(NUMBERS));
    }

    /** Returns an update that is not refused when it is made. */
    Update update(Item item) {
        while (true) {
            try {
                List<Update.Action> actions = new ArrayList<>();
                if (item.has(FILL)) {
                    AttributePath path = path(item);
                    actions.add(new Update.Set(path, largeValue(path, item)));
                }
                for (int i = random.nextInt(3); i >= 0; i--) {
                    actions.add(action(item));
                }
                return new Update(actions);
            } catch (InvalidRequestException e) {
                // Paths that overlap, or a literal of a wrong type: another one.
                continue;
            }
        }
    }

    private Update.Action action(Item item) {
        AttributePath path = path(item);
        return switch (random.nextInt(12)) {
            case 0, 1 -> new Update.Remove(path);
            case 2, 3 -> new Update.Add(path, random.nextInt(8) == 0 ? Values.stringSet("a", "b") : number());
            case 4 -> random.nextInt(8) == 0 ? new Update.Delete(path, Values.stringSet("a")) : new Update.Remove(path);
            default -> new Update.Set(path, value(path, item));
        };
    }

    /** Returns a value that mostly suits what is at the path. */
    private UpdateValue value(AttributePath path, Item item) {
        UpdateValue self = random.nextInt(3) == 0
                ? new UpdateValue.IfNotExists(path, new UpdateValue.Literal(Values.number(any(NUMBERS))))
                : new UpdateValue.Attribute(path);
        UpdateValue selfList = random.nextInt(3) == 0
                ? new UpdateValue.IfNotExists(path, new UpdateValue.Literal(items.list(1)))
                : new UpdateValue.Attribute(path);
        UpdateValue list = new UpdateValue.Literal(items.list(2));
        AttributeValue present = path.in(item).orElse(Values.nullValue());
        int choice = random.nextInt(10);
        if (choice < 7 && present instanceof NumberValue) {
            choice = 3 + choice % 2;
        } else if (choice < 7 && present instanceof ListValue) {
            choice = 5 + choice % 2;
        } else if (random.nextInt(3) > 0) {
            choice = 0;
        }
        return switch (choice) {
            case 0, 1, 2 -> new UpdateValue.Literal(items.value(2));
            case 3 -> new UpdateValue.Plus(self, operand(item));
            case 4 -> new UpdateValue.Minus(random.nextBoolean() ? self : operand(item), operand(item));
            case 5 -> new UpdateValue.ListAppend(selfList, list);
            case 6 -> new UpdateValue.ListAppend(list, selfList);
            case 7 -> new UpdateValue.IfNotExists(path, new UpdateValue.Literal(items.value(2)));
            case 8 -> new UpdateValue.IfNotExists(path(item), operand(item));
            default -> new UpdateValue.Attribute(path(item));
        };
    }

    /** Returns a value that may make a large item too large: half of the literals nearly do it, or just so. */
    private UpdateValue largeValue(AttributePath path, Item item) {
        int length = random.nextBoolean()
                ? random.nextInt(200_000, 400_000)
                : ItemLimits.MAX_ITEM_BYTES - item.sizeInBytes() - random.nextInt(12);
        AttributeValue text = Values.string("x".repeat(length));
        UpdateValue literal = new UpdateValue.Literal(text);
        UpdateValue list = new UpdateValue.Literal(new ListValue(List.of(text)));
        UpdateValue empty = new UpdateValue.Literal(new ListValue(List.of()));
        return switch (random.nextInt(8)) {
            case 0 -> literal;
            case 1 -> new UpdateValue.IfNotExists(path, literal);
            case 2, 3 -> new UpdateValue.IfNotExists(items.path(), literal);
            case 4 -> new UpdateValue.IfNotExists(path, new UpdateValue.IfNotExists(items.path(), literal));
            case 5 -> new UpdateValue.ListAppend(new UpdateValue.Attribute(path), list);
            case 6 -> new UpdateValue.ListAppend(list, new UpdateValue.IfNotExists(path, empty));
            default -> new UpdateValue.Attribute(AttributePath.of(FILL));
        };
    }

    private UpdateValue operand(Item item) {
        return switch (random.nextInt(6)) {
            case 0 -> new UpdateValue.Attribute(path(item));
            case 1 -> new UpdateValue.IfNotExists(path(item), operand(item));
            default -> new UpdateValue.Literal(number());
        };
    }

    /** Returns a path that mostly leads to a value of the item, or to where one may be. */
    private AttributePath path(Item item) {
        List<String> names = item.attributes().keySet().stream()
                .filter(name -> !name.equals("id"))
                .toList();
        if (names.isEmpty() || random.nextInt(10) == 0) {
            return items.path();
        }
        AttributePath path = AttributePath.of(any(names));
        while (random.nextInt(3) > 0) {
            AttributeValue value = path.in(item).orElseThrow();
            if (value instanceof MapValue map && !map.entries().isEmpty()) {
                path = path.name(any(List.copyOf(map.entries().keySet())));
                if (random.nextInt(6) == 0) {
                    return path.in(item).filter(MapValue.class::isInstance).isPresent()
                            ? path.name(items.name())
                            : path;
                }
            } else if (value instanceof ListValue list && !list.elements().isEmpty() && random.nextInt(8) == 0) {
                path = path.index(random.nextInt(list.elements().size()));
            } else {
                return path;
            }
        }
        return path;
    }
}
