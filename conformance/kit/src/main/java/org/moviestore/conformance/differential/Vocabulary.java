// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.stream.Stream;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Values;

/** Names and values that backends get wrong: in their order, their encoding, their grammar or their arithmetic. */
final class Vocabulary {
    static final List<String> NAMES = List.of(
            "a",
            "b",
            "c",
            "Status",
            "size",
            "$",
            "$B",
            "$SS",
            "$M",
            "$$NS",
            "x.y",
            "l[0]",
            "#n0",
            ":v0",
            "é",
            "e\u0301",
            "😀",
            "\uFFFF",
            "it's",
            "q?\"",
            "item",
            "0",
            "null",
            " ",
            "%_",
            "\\",
            "\t\n",
            "a b",
            "A",
            "k".repeat(300));

    static final List<String> KEY_NAMES = List.of(
            "p",
            "s",
            "P",
            "id",
            "$k",
            "$S",
            "size",
            "é",
            "x.y",
            "#p",
            ":s",
            "item",
            "item_size",
            "ctid",
            "user",
            "select",
            "q\"?",
            "it's",
            "k".repeat(255));

    static final List<String> TEXTS = List.of(
            "",
            "a",
            "ab",
            "abc",
            "abd",
            "b",
            "A",
            "B",
            "aa",
            "1",
            "1.0",
            "10",
            "2",
            "null",
            "true",
            "%",
            "a%",
            "_",
            "a_",
            "é",
            "e\u0301",
            "z",
            "ß",
            "ss",
            "İ",
            "\uD7FF",
            "\uE000",
            "\uFFFD",
            "\uFFFF",
            "😀",
            "😀a",
            "\uDBFF\uDFFF",
            "\\",
            "\\u0061",
            "'",
            "\"",
            "$B",
            "AQ==",
            "{}",
            "[1]",
            " ",
            "a ",
            "\u0001",
            "\t\n",
            "\u2028",
            "\u00A0");

    /** Texts that stand in another order by UTF-16 units, by a language's rules or by another normal form. */
    static final List<String> ORDER = List.of(
            "Z", "a", "B", "z", "é", "e\u0301", "\uD7FF", "\uE000", "\uFFFD", "\uFFFF", "😀", "\uDBFF\uDFFF", "_", "1");

    static final List<NumberValue> NUMBERS = Stream.of(
                    "0",
                    "1",
                    "-1",
                    "2",
                    "3",
                    "9",
                    "10",
                    "100",
                    "0.1",
                    "-0.1",
                    "0.3",
                    "1.5",
                    "2147483648",
                    "9007199254740993",
                    "9223372036854775808",
                    "-9223372036854775809",
                    "12345678901234567890.123456789",
                    "99999999999999999999999999999999999999",
                    "-99999999999999999999999999999999999999",
                    "12345678901234567890123456789012345678",
                    "12345678901234567890123456789012345679",
                    "0.12345678901234567890123456789012345678",
                    "1e125",
                    "-1e125",
                    "9.9999999999999999999999999999999999999e125",
                    "-9.9999999999999999999999999999999999999e125",
                    "1e-130",
                    "-1e-130",
                    "1.2345678901234567890123456789012345678e-130",
                    "1e37",
                    "1e38")
            .map(Values::number)
            .toList();

    static final List<Bytes> BINARIES = List.of(
            Bytes.EMPTY,
            bytes(0),
            bytes(1),
            bytes(1, 2),
            bytes(1, 2, 3),
            bytes(0x7F),
            bytes(0x80),
            bytes(0xFF),
            bytes(0xFF, 0xFF),
            bytes(0xFF, 0),
            bytes('a'),
            bytes('a', 'b'),
            bytes(0xC3, 0xA9));

    private Vocabulary() {}

    private static Bytes bytes(int... values) {
        byte[] content = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            content[i] = (byte) values[i];
        }
        return Bytes.of(content);
    }
}
