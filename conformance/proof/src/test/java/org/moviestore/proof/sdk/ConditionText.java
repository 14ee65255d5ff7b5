// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.moviestore.proof.sdk.PathDraw.Path;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Draws conditions and filters as text. */
final class ConditionText {
    private static final List<String> COMPARATORS = List.of("=", "=", "=", "<>", "<", "<=", ">", ">=");
    private static final List<String> TYPES = List.of("S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS");

    private final Draw draw;
    private final ValueDraw values;
    private final PathDraw paths;

    ConditionText(Scene scene) {
        this.draw = scene.draw();
        this.values = scene.values();
        this.paths = new PathDraw(scene);
    }

    /** Draws a condition on an item; one of its attributes that are named is not looked at. */
    String condition(Map<String, AttributeValue> item, Placeholders placeholders) {
        return condition(item, placeholders, draw.oneIn(2) ? 0 : draw.between(1, 2))
                .text();
    }

    /** A part of a condition, and whether it needs parentheses inside another. */
    private record Part(String text, boolean isCompound) {
        String inside() {
            return isCompound ? "(" + text + ")" : text;
        }
    }

    private Part condition(Map<String, AttributeValue> item, Placeholders placeholders, int depth) {
        switch (depth == 0 ? 0 : draw.below(4)) {
            case 1:
                return new Part(
                        word("NOT ") + condition(item, placeholders, depth - 1).inside(), true);
            case 2:
                return joined(item, placeholders, depth, word(" AND "));
            case 3:
                return joined(item, placeholders, depth, word(" OR "));
            default:
                String leaf = leaf(item, placeholders);
                return new Part(draw.oneIn(12) ? "(" + leaf + ")" : leaf, false);
        }
    }

    private String word(String word) {
        return draw.oneIn(5) ? word.toLowerCase(Locale.ROOT) : word;
    }

    private Part joined(Map<String, AttributeValue> item, Placeholders placeholders, int depth, String by) {
        String text = draw.list(draw.between(2, 3), () -> condition(item, placeholders, depth - 1)).stream()
                .map(Part::inside)
                .collect(Collectors.joining(by));
        return new Part(text, true);
    }

    private String leaf(Map<String, AttributeValue> item, Placeholders placeholders) {
        Path path = paths.path(item, placeholders);
        return switch (draw.below(12)) {
            case 0, 1, 2, 3 -> comparison(path, item, placeholders);
            case 4 -> between(path, placeholders);
            case 5 -> in(path, placeholders);
            case 6 -> "attribute_exists(" + path.text() + ")";
            case 7 -> "attribute_not_exists (" + path.text() + ")";
            case 8 -> "attribute_type(" + path.text() + ", " + type(path, placeholders) + ")";
            case 9 -> "begins_with(" + path.text() + ", " + prefix(path, placeholders) + ")";
            case 10 -> "contains(" + path.text() + ", " + other(path, item, placeholders) + ")";
            default -> size(path, placeholders);
        };
    }

    private String comparison(Path path, Map<String, AttributeValue> item, Placeholders placeholders) {
        String comparator = draw.oneOf(COMPARATORS);
        boolean isEquality = comparator.equals("=") || comparator.equals("<>");
        String other =
                isEquality || draw.oneIn(30) ? other(path, item, placeholders) : placeholders.value(ordered(path));
        return draw.oneIn(6) ? other + " " + comparator + " " + path.text() : path.text() + comparator + other;
    }

    private String other(Path path, Map<String, AttributeValue> item, Placeholders placeholders) {
        if (draw.oneIn(8)) {
            Path other = paths.path(item, placeholders);
            return other.text().equals(path.text()) && !draw.oneIn(6)
                    ? placeholders.value(values.scalar())
                    : other.text();
        }
        return placeholders.value(path.value().map(values::related).orElseGet(() -> values.value(1)));
    }

    /** Draws a value that has an order, of the type of what is at the path where that can be. */
    private AttributeValue ordered(Path path) {
        return path.value()
                .filter(value -> value.s() != null || value.n() != null || value.b() != null)
                .map(values::related)
                .orElseGet(values::scalar);
    }

    private String between(Path path, Placeholders placeholders) {
        AttributeValue low = ordered(path);
        AttributeValue high = draw.oneIn(25) ? values.scalar() : above(low);
        return path.text() + word(" BETWEEN ") + placeholders.value(low) + word(" AND ") + placeholders.value(high);
    }

    /** Draws a value of the same type that is not below another. */
    AttributeValue above(AttributeValue low) {
        if (low.n() != null) {
            return AttributeValue.fromN(numberAbove(low.n()));
        } else if (low.s() != null) {
            return AttributeValue.fromS(low.s() + draw.oneOf("", "a", "\uFFFF", "zz"));
        }
        SdkBytes more = SdkBytes.fromByteArray(draw.bytes(draw.below(3)));
        byte[] bytes = Arrays.copyOf(low.b().asByteArray(), low.b().asByteArray().length + more.asByteArray().length);
        System.arraycopy(more.asByteArray(), 0, bytes, low.b().asByteArray().length, more.asByteArray().length);
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    private String numberAbove(String low) {
        try {
            BigDecimal number = new BigDecimal(low);
            boolean isShort = number.precision() <= 30 && Math.abs(number.scale()) <= 30;
            return isShort ? number.add(BigDecimal.valueOf(draw.below(5))).toPlainString() : low;
        } catch (NumberFormatException e) {
            return low;
        }
    }

    private String in(Path path, Placeholders placeholders) {
        return draw
                .list(
                        draw.oneIn(100) ? draw.between(99, 101) : draw.between(1, 4),
                        () -> placeholders.value(
                                path.value().map(values::related).orElseGet(() -> values.value(0))))
                .stream()
                .collect(Collectors.joining(", ", path.text() + word(" IN ") + "(", ")"));
    }

    private String type(Path path, Placeholders placeholders) {
        String type = draw.oneIn(40)
                ? draw.oneOf("X", "s", "")
                : path.value().isPresent() && draw.oneIn(2)
                        ? path.value().get().type().toString()
                        : draw.oneOf(TYPES);
        return placeholders.value(AttributeValue.fromS(type));
    }

    private String prefix(Path path, Placeholders placeholders) {
        AttributeValue value = ordered(path);
        return placeholders.value(value.n() != null && !draw.oneIn(30) ? AttributeValue.fromS(values.text()) : value);
    }

    private String size(Path path, Placeholders placeholders) {
        AttributeValue size =
                draw.oneIn(30) ? values.value(1) : AttributeValue.fromN("" + draw.below(draw.oneIn(2) ? 4 : 12));
        return "size(" + path.text() + ") " + draw.oneOf(COMPARATORS) + " " + placeholders.value(size);
    }
}
