// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributePath.Step;
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

/** What is a little simpler than a value or a path. */
final class SimplerValues implements AttributeValue.Visitor<Stream<AttributeValue>> {
    private static final SimplerValues VISITOR = new SimplerValues();

    private SimplerValues() {}

    static Stream<AttributeValue> of(AttributeValue value) {
        return value.accept(VISITOR);
    }

    static Stream<AttributePath> paths(AttributePath path) {
        List<Step> steps = path.steps();
        return steps.size() == 1
                ? Stream.empty()
                : Stream.of(steps.subList(0, 1), steps.subList(0, steps.size() - 1))
                        .distinct()
                        .map(AttributePath::new);
    }

    @Override
    public Stream<AttributeValue> string(StringValue value) {
        String text = value.text();
        if (text.isEmpty()) {
            return Stream.empty();
        }
        int half = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
        return Stream.of("", text.substring(half), text.substring(0, half))
                .filter(simpler -> simpler.length() < text.length())
                .distinct()
                .map(Values::string);
    }

    @Override
    public Stream<AttributeValue> number(NumberValue value) {
        BigDecimal number = value.value();
        MathContext half = new MathContext(Math.max(1, number.precision() / 2), RoundingMode.DOWN);
        BigDecimal simplest = number.signum() == 0 ? number : BigDecimal.ONE;
        return Stream.of(simplest, number.round(half), number.abs())
                .filter(simpler -> simpler.compareTo(number) != 0 && number.compareTo(BigDecimal.ONE) != 0)
                .distinct()
                .map(Values::number);
    }

    @Override
    public Stream<AttributeValue> binary(BinaryValue value) {
        Bytes bytes = value.bytes();
        return bytes.length() == 0
                ? Stream.empty()
                : Stream.of(0, bytes.length() / 2)
                        .distinct()
                        .map(length -> Bytes.of(bytes.asByteBuffer().limit(length)))
                        .map(Values::binary);
    }

    @Override
    public Stream<AttributeValue> bool(BooleanValue value) {
        return Stream.empty();
    }

    @Override
    public Stream<AttributeValue> nullValue(NullValue value) {
        return Stream.empty();
    }

    @Override
    public Stream<AttributeValue> list(ListValue value) {
        return Stream.concat(
                value.elements().stream(),
                Simpler.lists(value.elements(), SimplerValues::of).map(ListValue::new));
    }

    @Override
    public Stream<AttributeValue> map(MapValue value) {
        return Stream.concat(
                value.entries().values().stream(),
                Simpler.maps(value.entries(), SimplerValues::of).map(MapValue::new));
    }

    @Override
    public Stream<AttributeValue> stringSet(StringSetValue value) {
        return Simpler.sets(value.members()).map(StringSetValue::new);
    }

    @Override
    public Stream<AttributeValue> numberSet(NumberSetValue value) {
        return Simpler.sets(value.members()).map(NumberSetValue::new);
    }

    @Override
    public Stream<AttributeValue> binarySet(BinarySetValue value) {
        return Simpler.sets(value.members()).map(BinarySetValue::new);
    }
}
