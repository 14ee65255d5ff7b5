// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Draws the SDK's values from few names, texts and numbers, so that paths lead somewhere and values meet. */
final class ValueDraw {
    private static final List<String> NAMES = List.of(
            "a", "b", "c", "info", "tags", "Status", "name", "size", "count", "x.y", "a b", "é", "$B", "#n", ":v",
            "A1_");
    private static final List<String> TEXTS =
            List.of("", "a", "ab", "abc", "abd", "b", "B", "aa", "1", "10", "é", "\uFFFF", "😀", "a b", "null", "%_");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "3",
            "10",
            "-1",
            "1.5",
            "0.1",
            "-0.25",
            "100",
            "12345678901234567890123456789012345678",
            "99999999999999999999999999999999999999",
            "0.000001",
            "1E+125",
            "1E-130");
    /** Other notations of numbers; the service shows the plain one. */
    private static final List<String> NOTATIONS = List.of("1.0", "+2", "1e2", "007", "-0", "1.50", ".1", "3.", "10E-1");

    private static final List<SdkBytes> BINARIES = List.of(
            SdkBytes.fromByteArray(new byte[] {}),
            SdkBytes.fromByteArray(new byte[] {0}),
            SdkBytes.fromByteArray(new byte[] {1, 2}),
            SdkBytes.fromByteArray(new byte[] {1, 2, 3}),
            SdkBytes.fromByteArray(new byte[] {-1}),
            SdkBytes.fromByteArray(new byte[] {127, -128}),
            SdkBytes.fromUtf8String("ab"));
    private static final List<String> KEYS = List.of("a", "ab", "b", "B", "é", "\uFFFF", "😀");
    private static final int LARGEST = 195_000;
    /** The service takes values of 2 MB in an expression, DynamoDB Local of half as much. */
    private static final int LONGEST_COMPARED = 10_000;

    private final Draw draw;
    private final boolean isHeavy;
    private final List<String> names;
    private final List<String> texts;
    private final List<String> numbers;

    /** @param isHeavy whether some items are so large that pages end for their size */
    ValueDraw(Draw draw, boolean isHeavy) {
        this.draw = draw;
        this.isHeavy = isHeavy;
        this.names = draw.some(NAMES, 6);
        this.texts = draw.some(TEXTS, 6);
        this.numbers = draw.some(NUMBERS, 7);
    }

    boolean isHeavy() {
        return isHeavy;
    }

    String name() {
        return draw.oneOf(names);
    }

    List<String> someNames(int count) {
        return draw.some(names, count);
    }

    /** Draws some attributes that belong to no key. */
    Map<String, AttributeValue> attributes() {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (String name : someNames(draw.below(names.size() + 1))) {
            attributes.put(name, value(2));
        }
        if (isHeavy) {
            attributes.put("large", AttributeValue.fromS("x".repeat(draw.between(LARGEST * 3 / 4, LARGEST))));
        }
        return attributes;
    }

    AttributeValue value(int depth) {
        return switch (draw.below(depth > 0 ? 15 : 10)) {
            case 0, 1, 2 -> AttributeValue.fromS(text());
            case 3, 4, 5 -> AttributeValue.fromN(number());
            case 6 -> AttributeValue.fromB(binary());
            case 7 -> AttributeValue.fromBool(draw.oneIn(2));
            case 8 -> AttributeValue.fromNul(true);
            case 9 -> set();
            case 10, 11, 12 -> map(depth - 1);
            default -> list(depth - 1);
        };
    }

    AttributeValue scalar() {
        return switch (draw.below(5)) {
            case 0, 1 -> AttributeValue.fromS(text());
            case 2, 3 -> AttributeValue.fromN(number());
            default -> AttributeValue.fromB(binary());
        };
    }

    String text() {
        if (draw.oneIn(200)) {
            return "y".repeat(draw.between(500, 9000));
        }
        return draw.oneIn(8) ? draw.oneOf(TEXTS) + draw.oneOf(texts) : draw.oneOf(texts);
    }

    String number() {
        return draw.oneIn(12) ? draw.oneOf(NOTATIONS) : draw.oneIn(5) ? "" + draw.between(-9, 30) : draw.oneOf(numbers);
    }

    SdkBytes binary() {
        return draw.oneIn(8) ? SdkBytes.fromByteArray(draw.bytes(draw.below(4))) : draw.oneOf(BINARIES);
    }

    AttributeValue set() {
        int size = draw.between(1, 4);
        return switch (draw.below(3)) {
            case 0 -> AttributeValue.fromSs(members(size, this::text));
            case 1 -> numberSet(size);
            default -> AttributeValue.fromBs(members(size, this::binary));
        };
    }

    private AttributeValue numberSet(int size) {
        Map<BigDecimal, String> members = new LinkedHashMap<>();
        for (String member : draw.list(size, this::number)) {
            members.putIfAbsent(new BigDecimal(member).stripTrailingZeros(), member);
        }
        return AttributeValue.fromNs(List.copyOf(members.values()));
    }

    private static <T> List<T> members(int size, Supplier<T> member) {
        Set<T> members = new LinkedHashSet<>();
        for (int i = 0; i < size; i++) {
            members.add(member.get());
        }
        return List.copyOf(members);
    }

    private AttributeValue map(int depth) {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        for (String name : someNames(draw.below(4))) {
            entries.put(name, value(depth));
        }
        return AttributeValue.fromM(entries);
    }

    AttributeValue list(int depth) {
        return AttributeValue.fromL(draw.list(draw.below(4), () -> value(depth)));
    }

    /** Draws the value of a key attribute, of a few that there are of each type. */
    AttributeValue keyValue(ScalarAttributeType type, int choices) {
        int choice = draw.below(choices);
        return switch (type) {
            case N -> AttributeValue.fromN(keyNumber(choice) + (draw.oneIn(15) ? "0" : ""));
            case B -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {(byte) (choice * 60), 1}));
            default -> AttributeValue.fromS(choice < KEYS.size() ? KEYS.get(choice) : "k" + choice);
        };
    }

    /** Returns a number with decimals, which more zeros do not change. */
    private static String keyNumber(int choice) {
        return new BigDecimal(choice * 7 - 10).movePointLeft(1).toPlainString();
    }

    /** Draws a value that has to do with another: the same, a part of it, or one of its type. */
    AttributeValue related(AttributeValue value) {
        boolean isLarge = value.s() != null && value.s().length() > LONGEST_COMPARED;
        if (draw.oneIn(2) && !isLarge) {
            return value;
        }
        return switch (value.type()) {
            case S -> AttributeValue.fromS(isLarge || draw.oneIn(2) ? text() : prefix(value.s()));
            case N -> AttributeValue.fromN(number());
            case B -> AttributeValue.fromB(binary());
            case SS -> AttributeValue.fromS(draw.oneOf(value.ss()));
            case NS -> AttributeValue.fromN(draw.oneOf(value.ns()));
            case BS -> AttributeValue.fromB(draw.oneOf(value.bs()));
            case L -> value.l().isEmpty() ? value : draw.oneOf(value.l());
            case M ->
                value.m().isEmpty()
                        ? value
                        : draw.oneOf(new ArrayList<>(value.m().values()));
            default -> value(0);
        };
    }

    private String prefix(String text) {
        int points = text.codePointCount(0, text.length());
        return text.substring(0, text.offsetByCodePoints(0, draw.below(points + 1)));
    }

    /** Draws a set that often has members of another value. */
    AttributeValue setLike(AttributeValue value) {
        if (draw.oneIn(4)) {
            return set();
        }
        return switch (value.type()) {
            case SS -> draw.oneIn(3) ? value : AttributeValue.fromSs(members(2, () -> draw.oneOf(value.ss())));
            case NS -> draw.oneIn(3) ? value : AttributeValue.fromNs(List.of(draw.oneOf(value.ns())));
            case BS -> draw.oneIn(3) ? value : AttributeValue.fromBs(members(2, () -> draw.oneOf(value.bs())));
            default -> set();
        };
    }

    /** Draws what is no value. */
    AttributeValue broken() {
        return switch (draw.below(14)) {
            case 0 -> AttributeValue.builder().build();
            case 1 -> AttributeValue.builder().s("a").n("1").build();
            case 2 -> AttributeValue.fromN(draw.oneOf("abc", "", " 1", "1,000", "0x10", "NaN", "1e"));
            case 3 -> AttributeValue.fromN(draw.oneOf("1E126", "-1E200"));
            case 4 -> AttributeValue.fromN("1E-131");
            case 5 -> AttributeValue.fromN("123456789012345678901234567890123456789");
            case 6 -> AttributeValue.fromSs(List.of());
            case 7 -> AttributeValue.fromSs(List.of("a", "b", "a"));
            case 8 -> AttributeValue.fromNs(List.of("1", "1.0"));
            case 9 -> AttributeValue.fromBs(List.of());
            case 10 -> AttributeValue.fromNul(false);
            case 11 -> AttributeValue.fromM(Map.of("", AttributeValue.fromS("a")));
            case 12 -> nested(draw.between(31, 33));
            default -> AttributeValue.fromL(List.of(AttributeValue.fromNs(List.of())));
        };
    }

    private AttributeValue nested(int containers) {
        AttributeValue value = AttributeValue.fromS("x");
        for (int i = 0; i < containers; i++) {
            value = draw.oneIn(2) ? AttributeValue.fromL(List.of(value)) : AttributeValue.fromM(Map.of("a", value));
        }
        return value;
    }
}
