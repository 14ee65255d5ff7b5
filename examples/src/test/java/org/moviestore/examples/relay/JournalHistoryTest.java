// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalHistoryTest {
    private static final Instant AT = Instant.ofEpochMilli(1_764_298_685_123L);

    private final JournalHistory history = new JournalHistory();

    private void read(String... lines) {
        for (String line : lines) {
            history.read(line);
        }
    }

    @Test
    void read_begunRecord_knowsWhen() {
        read(JournalHistory.begun(17, AT).strip());

        assertThat(history.begun(17)).contains(AT);
        assertThat(history.isSettled(17)).isFalse();
        assertThat(history.isEmpty()).isFalse();
    }

    @Test
    void read_begunTwice_knowsTheLaterTime() {
        read("B 17 1", "B 17 2");

        assertThat(history.begun(17)).contains(Instant.ofEpochMilli(2));
    }

    @Test
    void read_recordThatIsNotStored_isAsIfNotBegun() {
        read("B 17 1", JournalHistory.notStored(17).strip());

        assertThat(history.begun(17)).isEmpty();
        assertThat(history.isSettled(17)).isFalse();
    }

    @Test
    void read_settledRecords_areCountedOnce() {
        read("B 1 1", "D 1", "D 1", "R 2", "B 3 1", "U 3", "D 4");

        assertThat(LongStream.rangeClosed(1, 5).mapToObj(history::isSettled))
                .containsExactly(true, true, true, true, false);
        assertThat(history.begun(1)).isEmpty();
        assertThat(history.count(Outcome.Kind.RELAYED)).isEqualTo(2);
        assertThat(history.count(Outcome.Kind.REFUSED)).isEqualTo(1);
        assertThat(history.count(Outcome.Kind.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void isSettled_ofNumbersFarApart_isExact() {
        long far = 123_456_789_012L;

        read("D " + far, "D 65536");

        assertThat(history.isSettled(far)).isTrue();
        assertThat(history.isSettled(far - 1)).isFalse();
        assertThat(history.isSettled(far % 65536)).isFalse();
        assertThat(history.isSettled(65536)).isTrue();
        assertThat(history.isSettled(65535)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "B 17",
                "D 17 1",
                "D",
                "D ",
                "D x",
                "D 0",
                "D -1",
                "X 17",
                "D 1234567890123456789012",
                "B 17 99999999999999999999",
                "D 1\u0000\u0000",
                " D 17",
                "d 17"
            })
    void read_whatIsNoLineOfOurs_saysNothing(String line) {
        read(line);

        assertThat(history.isEmpty()).isTrue();
        assertThat(history.isSettled(17)).isFalse();
        assertThat(history.begun(17)).isEmpty();
    }
}
