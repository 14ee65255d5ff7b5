// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Values;

/** Values of each of the ten types, which differ from each other in all but what they look like. */
final class SampleValues {
    private SampleValues() {}

    /** Returns one value of each type; several are written alike, such as the number 1 and the text {@code 1}. */
    static List<AttributeValue> ofAllTypes() {
        return Stream.of(AttributeType.values()).map(SampleValues::of).toList();
    }

    static AttributeValue of(AttributeType type) {
        return switch (type) {
            case STRING -> Values.string("1");
            case NUMBER -> Values.number(1);
            case BINARY -> Values.binary(ConformanceTests.bytes('1'));
            case BOOLEAN -> Values.bool(true);
            case NULL -> Values.nullValue();
            case LIST -> Values.list("1");
            case MAP -> Values.of(Map.of("1", 1));
            case STRING_SET -> Values.stringSet("1");
            case NUMBER_SET -> Values.numberSet(1);
            case BINARY_SET -> Values.binarySet(ConformanceTests.bytes('1'));
        };
    }

    /** Returns another value of the type, greater than {@link #of} where the type has an order; null has but one. */
    static AttributeValue other(AttributeType type) {
        return switch (type) {
            case STRING -> Values.string("2");
            case NUMBER -> Values.number(new BigDecimal("1.5"));
            case BINARY -> Values.binary(ConformanceTests.bytes('2'));
            case BOOLEAN -> Values.bool(false);
            case NULL -> Values.nullValue();
            case LIST -> Values.list("1", "2");
            case MAP -> Values.of(Map.of("1", 1, "2", 2));
            case STRING_SET -> Values.stringSet("1", "2");
            case NUMBER_SET -> Values.numberSet(1, 2);
            case BINARY_SET -> Values.binarySet(ConformanceTests.bytes('1'), ConformanceTests.bytes('2'));
        };
    }
}
