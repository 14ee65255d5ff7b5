// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinarySetValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.BooleanValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NullValue;
import org.moviestore.item.AttributeValue.NumberSetValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringSetValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Values;

/**
 * Draws values that have to do with another one: the same, a part of it, one that it is a part of, or one next to it in
 * the order. Between those, comparisons go wrong most easily.
 */
final class RelatedValues implements AttributeValue.Visitor<AttributeValue> {
    private static final int MOST_DIGITS = 38;

    private final Draw draw;

    RelatedValues(Draw draw) {
        this.draw = draw;
    }

    AttributeValue to(AttributeValue value) {
        return Draw.valid(() -> value.accept(this));
    }

    @Override
    public AttributeValue string(StringValue value) {
        String text = value.text();
        int points = text.codePointCount(0, text.length());
        int middle = text.offsetByCodePoints(0, draw.below(points + 1));
        return Values.string(
                switch (draw.below(6)) {
                    case 0 -> text.substring(0, middle);
                    case 1 -> text.substring(middle);
                    case 2 -> text + draw.oneOf(Vocabulary.ORDER);
                    case 3 -> text.substring(0, middle) + draw.oneOf(Vocabulary.ORDER);
                    default -> text;
                });
    }

    @Override
    public AttributeValue number(NumberValue value) {
        BigDecimal number = value.value();
        // The last of the digits that are kept.
        BigDecimal least = BigDecimal.ONE.movePointRight(number.precision() - number.scale() - MOST_DIGITS);
        return switch (draw.below(8)) {
            case 0 -> new NumberValue(number.add(least));
            case 1 -> new NumberValue(number.subtract(least));
            case 2 -> new NumberValue(number.add(BigDecimal.ONE));
            case 3 -> new NumberValue(number.subtract(BigDecimal.ONE));
            case 4 -> new NumberValue(number.negate());
            default -> value;
        };
    }

    @Override
    public AttributeValue binary(BinaryValue value) {
        byte[] bytes = new byte[value.bytes().length() + 1];
        value.bytes().asByteBuffer().get(bytes, 0, bytes.length - 1);
        bytes[bytes.length - 1] = draw.oneOf(List.of((byte) 0, (byte) 1, (byte) -1, (byte) 'a'));
        int end = draw.below(bytes.length + 1);
        if (draw.oneIn(3) && end > 0) {
            bytes[end - 1] += (byte) (draw.oneIn(2) ? 1 : -1);
        }
        return switch (draw.below(3)) {
            case 0 -> value;
            case 1 -> Values.binary(Bytes.of(bytes));
            default -> Values.binary(Bytes.of(Arrays.copyOf(bytes, end)));
        };
    }

    @Override
    public AttributeValue bool(BooleanValue value) {
        return value;
    }

    @Override
    public AttributeValue nullValue(NullValue value) {
        return value;
    }

    @Override
    public AttributeValue list(ListValue value) {
        return oneOf(value, value.elements(), element -> element);
    }

    @Override
    public AttributeValue map(MapValue value) {
        return oneOf(value, value.entries().values(), element -> element);
    }

    @Override
    public AttributeValue stringSet(StringSetValue value) {
        return oneOf(value, value.members(), Values::string);
    }

    @Override
    public AttributeValue numberSet(NumberSetValue value) {
        return oneOf(value, value.members(), member -> member);
    }

    @Override
    public AttributeValue binarySet(BinarySetValue value) {
        return oneOf(value, value.members(), Values::binary);
    }

    private <T> AttributeValue oneOf(AttributeValue whole, Collection<T> parts, Function<T, AttributeValue> part) {
        if (parts.isEmpty() || draw.oneIn(3)) {
            return whole;
        }
        AttributeValue chosen = part.apply(draw.oneOf(List.copyOf(parts)));
        return draw.oneIn(3) ? to(chosen) : chosen;
    }
}
