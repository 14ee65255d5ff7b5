// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Values;

class SegmentTest {
    private static int segmentOf(AttributeValue partition, int total) {
        return IntStream.range(0, total)
                .filter(number -> new Segment(number, total).holds(partition))
                .reduce((one, other) -> {
                    throw new AssertionError("in segments " + one + " and " + other);
                })
                .orElseThrow();
    }

    /** Adapters may keep items longer than a process lives, and scan their segments in several. */
    @Test
    void holds_ofKnownValues_saysWhatItSaidInEveryProcess() {
        List<AttributeValue> values = List.of(
                Values.number(1985),
                Values.number("1.50"),
                Values.string("After Hours"),
                Values.string(""),
                Values.binary(Bytes.of(new byte[] {1, 2, 3})));

        assertThat(values.stream().map(value -> segmentOf(value, 1000))).containsExactly(11, 24, 955, 542, 527);
    }

    @Test
    void holds_ofNumbersInARow_spreadsThem() {
        int[] counts = new int[4];
        IntStream.range(0, 1000).forEach(year -> counts[segmentOf(Values.number(year), 4)]++);

        assertThat(counts).doesNotContain(0);
        assertThat(IntStream.of(counts).max().orElseThrow()).isLessThan(320);
    }
}
