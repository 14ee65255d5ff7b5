// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.expression.Projection;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

/** Draws paths, conditions and projections that fit an item more often than not. */
final class ExpressionGenerator {
    private static final int TRIES = 6;
    private static final int MOST_NESTED = 3;
    private static final int LONGEST_PART = 1000;
    /** Larger sizes are not looked for. */
    private static final int LARGEST_SIZE = 12;

    private final Draw draw;
    private final ItemGenerator items;

    ExpressionGenerator(Draw draw, ItemGenerator items) {
        this.draw = draw;
        this.items = items;
    }

    /** Draws a path that often leads somewhere in the item, and sometimes to its very bottom. */
    AttributePath path(Item item) {
        List<String> names = List.copyOf(item.attributes().keySet());
        String name = names.isEmpty() || draw.oneIn(5) ? items.name() : draw.oneOf(names);
        AttributePath path = AttributePath.of(name);
        boolean isDeep = draw.oneIn(12);
        while (path.steps().size() < AttributePath.MAX_STEPS) {
            @Nullable AttributeValue at = path.in(item).orElse(null);
            boolean goesOn =
                    at instanceof MapValue || at instanceof ListValue ? isDeep || draw.oneIn(2) : draw.oneIn(12);
            if (!goesOn) {
                return path;
            }
            path = step(path, at);
        }
        return path;
    }

    private AttributePath step(AttributePath path, @Nullable AttributeValue at) {
        boolean fits = !draw.oneIn(15);
        if (fits && at instanceof MapValue map) {
            List<String> names = List.copyOf(map.entries().keySet());
            return path.name(names.isEmpty() || draw.oneIn(5) ? items.name() : draw.oneOf(names));
        } else if (fits && at instanceof ListValue list) {
            return path.index(
                    draw.oneIn(40)
                            ? Integer.MAX_VALUE
                            : draw.below(list.elements().size() + 2));
        }
        return draw.oneIn(2) ? path.name(items.name()) : path.index(draw.below(3));
    }

    /** Draws a condition that more often than not holds on the item, or does not, as wanted. */
    Condition condition(Item item, boolean holds) {
        Condition condition = condition(item);
        for (int tries = 0; tries < TRIES && condition.holdsOn(item) != holds; tries++) {
            condition = condition(item);
        }
        return condition;
    }

    Condition condition(Item item) {
        if (draw.oneIn(400)) {
            return new Condition.Or(draw.list(draw.between(10, 40), () -> leaf(item)));
        }
        return condition(item, draw.below(MOST_NESTED + 1));
    }

    private Condition condition(Item item, int depth) {
        return switch (depth == 0 ? 0 : draw.below(4)) {
            case 1 -> new Condition.Not(condition(item, depth - 1));
            case 2 -> new Condition.And(draw.list(draw.between(2, 3), () -> condition(item, depth - 1)));
            case 3 -> new Condition.Or(draw.list(draw.between(2, 3), () -> condition(item, depth - 1)));
            default -> leaf(item);
        };
    }

    private Condition leaf(Item item) {
        return Draw.valid(() -> switch (draw.below(12)) {
            case 0, 1, 2, 3 -> comparison(item);
            case 4 -> between(item);
            case 5 -> in(item);
            case 6 -> new Condition.AttributeExists(path(item));
            case 7 -> new Condition.AttributeNotExists(path(item));
            case 8 -> new Condition.HasType(operand(item), draw.oneOf(List.of(AttributeType.values())));
            case 9 -> beginsWith(item);
            default -> contains(item);
        });
    }

    private Condition comparison(Item item) {
        Operand left = operand(item);
        return new Condition.Comparison(left, draw.oneOf(List.of(Comparator.values())), other(left, item));
    }

    private Condition between(Item item) {
        Operand operand = operand(item);
        return new Condition.Between(operand, other(operand, item), other(operand, item));
    }

    private Condition in(Item item) {
        int size = draw.oneIn(100) ? Condition.In.MAX_CANDIDATES : draw.between(1, 5);
        Operand operand = operand(item);
        return new Condition.In(operand, draw.list(size, () -> other(operand, item)));
    }

    private Condition beginsWith(Item item) {
        Operand operand = operand(item);
        return new Condition.BeginsWith(operand, other(operand, item));
    }

    private Condition contains(Item item) {
        Operand operand = operand(item);
        return new Condition.Contains(operand, shortened(other(operand, item), item));
    }

    /** Returns a part to look for that is not so long that a search which compares it at each place takes minutes. */
    private static Operand shortened(Operand part, Item item) {
        return valueOf(part, item)
                .filter(value -> value instanceof AttributeValue.StringValue text
                        && text.text().length() > LONGEST_PART)
                .<Operand>map(value -> new Operand.Literal(Values.string(
                        ((AttributeValue.StringValue) value).text().substring(0, LONGEST_PART))))
                .orElse(part);
    }

    /** Draws an operand to compare with, often a literal that has to do with the value of the first. */
    private Operand other(Operand first, Item item) {
        Optional<AttributeValue> value = valueOf(first, item);
        return value.isEmpty() || draw.oneIn(2)
                ? operand(item)
                : new Operand.Literal(new RelatedValues(draw).to(value.get()));
    }

    private static Optional<AttributeValue> valueOf(Operand operand, Item item) {
        if (operand instanceof Operand.Path path) {
            return path.path().in(item);
        } else if (operand instanceof Operand.Literal literal) {
            return Optional.of(literal.value());
        }
        return IntStream.rangeClosed(0, LARGEST_SIZE)
                .<AttributeValue>mapToObj(Values::number)
                .filter(size -> operand.equalTo(size).holdsOn(item))
                .findFirst();
    }

    private Operand operand(Item item) {
        return switch (draw.below(12)) {
            case 0, 1, 2, 3, 4, 5 -> new Operand.Path(path(item));
            case 6, 7 -> new Operand.Size(draw.oneIn(12) ? literal(item) : new Operand.Path(sizedPath(item)));
            default -> literal(item);
        };
    }

    /** Draws a path to a value that has a size more often than not. */
    private AttributePath sizedPath(Item item) {
        AttributePath path = path(item);
        for (int tries = 0; tries < TRIES && !hasSize(path, item); tries++) {
            path = path(item);
        }
        return path;
    }

    private static boolean hasSize(AttributePath path, Item item) {
        return path.in(item)
                .filter(value -> value.type() != AttributeType.NUMBER
                        && value.type() != AttributeType.BOOLEAN
                        && value.type() != AttributeType.NULL)
                .isPresent();
    }

    private Operand literal(Item item) {
        return new Operand.Literal(draw.oneIn(2) ? valueIn(item) : items.value(draw.oneIn(4) ? 2 : 0));
    }

    /** Draws a value that the item has somewhere, or another. */
    AttributeValue valueIn(Item item) {
        return path(item).in(item).orElseGet(() -> items.value(1));
    }

    Optional<Projection> projection(Item item, int percent) {
        return draw.percent(percent) ? Optional.of(projection(item)) : Optional.empty();
    }

    private Projection projection(Item item) {
        return Draw.valid(() -> {
            List<AttributePath> paths = new ArrayList<>();
            for (int i = draw.between(1, 4); i > 0; i--) {
                paths.add(path(item));
            }
            return new Projection(paths);
        });
    }
}
