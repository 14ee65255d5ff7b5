// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.item.Bytes;
import org.moviestore.item.Values;

class PrefixesTest {
    @ParameterizedTest
    @CsvSource({"A, B", "ab, ac", "\uD7FF, \uE000", "\uFFFF, \uD800\uDC00", "a\uDBFF\uDFFF, b"})
    void end_ofText_isTheNextTextOfThatLengthOrShorter(String prefix, String end) {
        assertThat(Prefixes.end(Values.string(prefix))).contains(Values.string(end));
    }

    @Test
    void end_ofHighestText_isNone() {
        assertThat(Prefixes.end(Values.string("\uDBFF\uDFFF\uDBFF\uDFFF"))).isEmpty();
    }

    @Test
    void end_ofBinary_isTheNextBinaryOfThatLengthOrShorter() {
        Bytes prefix = Bytes.of(new byte[] {1, 0x7F, (byte) 0xFF});

        assertThat(Prefixes.end(Values.binary(prefix))).contains(Values.binary(Bytes.of(new byte[] {1, (byte) 0x80})));
    }

    @Test
    void end_ofHighestBinary_isNone() {
        assertThat(Prefixes.end(Values.binary(Bytes.of(new byte[] {(byte) 0xFF}))))
                .isEmpty();
    }
}
