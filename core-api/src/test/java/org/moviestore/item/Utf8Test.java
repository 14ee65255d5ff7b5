// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private static final List<String> ORDERED = List.of(
            "",
            "\u0000",
            " ",
            "A",
            "B",
            "Z",
            "a",
            "aa",
            "b",
            "\u007f",
            "\u0080",
            "é",
            "\u07ff",
            "\u0800",
            "\ud7ff",
            "\ue000",
            "\uffff",
            "\ud800\udc00",
            "\ud83d\ude00",
            "\ud83d\ude00a",
            "\udbff\udfff");

    @Test
    void order_ofTexts_isThatOfTheirBytes() {
        List<String> shuffled = new ArrayList<>(ORDERED);
        Collections.shuffle(shuffled, new Random(7));

        shuffled.sort(Utf8.ORDER);

        assertThat(shuffled).isEqualTo(ORDERED);
    }

    @Test
    void compare_ofAnyTwoTexts_agreesWithUnsignedBytes() {
        for (String left : ORDERED) {
            for (String right : ORDERED) {
                String a = "x" + left + right;
                String b = "x" + right + left;
                int expected = Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

                assertThat(Integer.signum(Utf8.compare(a, b))).isEqualTo(Integer.signum(expected));
            }
        }
    }

    @Test
    void length_ofText_countsItsBytes() {
        assertThat(ORDERED).allSatisfy(text -> assertThat(Utf8.length(text)).isEqualTo(text.getBytes(UTF_8).length));
    }
}
