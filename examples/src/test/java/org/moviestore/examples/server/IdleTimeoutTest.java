// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdleTimeoutTest {
    /** When the connection begins: near where the clock turns negative. */
    private static final long BEGIN = Long.MAX_VALUE - 100;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong now = new AtomicLong(BEGIN);
    private final IdleTimeout timeout = new IdleTimeout(MINUTE, now::get);

    private void pass(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private Duration left() {
        return Duration.ofNanos(timeout.left(false, false, BEGIN));
    }

    private Duration leftToStranger() {
        return Duration.ofNanos(timeout.left(true, true, now.get()));
    }

    @Test
    void left_ifNothingHappens_becomesLessUntilItIsOver() {
        Duration atFirst = left();
        pass(45);
        Duration later = left();
        pass(15);

        assertThat(atFirst).isEqualTo(MINUTE);
        assertThat(later).isEqualTo(Duration.ofSeconds(15));
        assertThat(left()).isZero();
    }

    @Test
    void left_afterALine_countsFromItsArrival() {
        pass(10);
        Line line = new Line(ByteBuffer.allocate(0), "", now.get());
        pass(5);

        timeout.received(line);

        assertThat(left()).isEqualTo(Duration.ofSeconds(55));
    }

    @Test
    void left_afterSomethingWasDone_countsFromThen() {
        pass(10);

        timeout.done();
        pass(5);

        assertThat(left()).isEqualTo(Duration.ofSeconds(55));
    }

    @Test
    void left_afterSomethingWasTaken_countsFromThen() {
        pass(10);
        long taken = now.get();
        pass(5);

        long left = timeout.left(false, false, taken);

        assertThat(left).isEqualTo(Duration.ofSeconds(55).toNanos());
    }

    @Test
    void left_whileSomethingIsDone_isAllOfIt() {
        pass(61);

        long left = timeout.left(false, true, BEGIN);

        assertThat(left).isEqualTo(MINUTE.toNanos());
    }

    @Test
    void left_toAStranger_isShortWhateverHappens() {
        Duration atFirst = leftToStranger();
        pass(9);
        timeout.done();
        timeout.received(new Line(ByteBuffer.allocate(0), "", now.get()));

        assertThat(atFirst).isEqualTo(Duration.ofSeconds(10));
        assertThat(leftToStranger()).isEqualTo(Duration.ofSeconds(1));
        assertThat(left()).isEqualTo(MINUTE);
    }

    @Test
    void left_toAStrangerWhereOthersHaveLess_isAsLittle() {
        IdleTimeout shorter = new IdleTimeout(Duration.ofSeconds(2), now::get);

        long left = shorter.left(true, false, BEGIN);

        assertThat(left).isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(shorter.lastWord(true).message()).contains("none came within 2 seconds");
    }

    @Test
    void lastWord_saysHowLongItWas() {
        assertThat(timeout.lastWord(false).message()).startsWith("no request came for 60 seconds");
        assertThat(timeout.lastWord(true).message()).contains("asks for a token", "none came within 10 seconds");
    }
}
