// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
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
    void contains_ofShortAndLongParts_isThatOfText() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            String text = ofTwoLetters(random, 400);
            int from = random.nextInt(300);
            String part = text.substring(from, from + 1 + random.nextInt(100));
            String other = part.substring(1) + ofTwoLetters(random, 1);

            assertThat(Utf8.contains(text, part)).isTrue();
            assertThat(Utf8.contains(text, other)).isEqualTo(text.contains(other));
            assertThat(Utf8.contains(part, text)).isFalse();
        }
    }

    @Test
    void contains_ofAPartThatAlmostStandsEverywhere_isFoundOutInGoodTime() {
        String text = "a".repeat(400_000);
        String part = "a".repeat(199_999) + "b";
        Bytes bytes = Bytes.of(text.getBytes(UTF_8));

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 50; i++) {
                assertThat(Utf8.contains(text, part)).isFalse();
                assertThat(bytes.contains(Bytes.of(part.getBytes(UTF_8)))).isFalse();
            }
        });
        assertThat(Utf8.contains(text + "b", part)).isTrue();
    }

    private static String ofTwoLetters(Random random, int length) {
        // Runs of one letter, so that parts begin anew in the middle of themselves.
        return random.ints(length, 0, 8).mapToObj(i -> i == 0 ? "b" : "a").collect(Collectors.joining());
    }

    @Test
    void length_ofText_countsItsBytes() {
        assertThat(ORDERED).allSatisfy(text -> assertThat(Utf8.length(text)).isEqualTo(text.getBytes(UTF_8).length));
    }
}
