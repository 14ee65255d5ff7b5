// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String ERASED = "\r\u001B[K";

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong(5);

    private Progress progress(boolean isWatched) {
        return new Progress(new PrintStream(terminal, true, StandardCharsets.UTF_8), isWatched, nanos::get);
    }

    private String drawn() {
        String drawn = terminal.toString(StandardCharsets.UTF_8);
        terminal.reset();
        return drawn;
    }

    private void pass(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }

    @Test
    void show_inTheFirstSecond_drawsNothing() {
        Progress progress = progress(true);

        pass(999);
        progress.show("load", 100);
        progress.clear();

        assertThat(drawn()).isEmpty();
    }

    @Test
    void show_afterASecond_drawsTenTimesASecond() {
        Progress progress = progress(true);

        pass(1000);
        progress.show("load", 1234, 0.5);
        assertThat(drawn()).isEqualTo(ERASED + "load: [###############...............]  50%  1,234");
        pass(99);
        progress.show("load", 1300);
        assertThat(drawn()).isEmpty();
        pass(1);
        progress.show("load", 1400);
        assertThat(drawn()).isEqualTo(ERASED + "load: 1,400");
    }

    @Test
    void clear_afterDrawing_makesRoom() {
        Progress progress = progress(true);

        pass(1000);
        progress.show("load", 1);
        drawn();
        progress.clear();

        assertThat(drawn()).isEqualTo(ERASED);
    }

    @Test
    void begin_afterALongWork_isQuietForASecondAgain() {
        Progress progress = progress(true);

        pass(5000);
        progress.begin();
        pass(999);
        progress.show("exercise 1", 1);

        assertThat(drawn()).isEmpty();
    }

    @Test
    void show_unwatched_drawsNothingEver() {
        Progress progress = progress(false);

        pass(60_000);
        progress.show("load", 100, 0.9);
        progress.clear();

        assertThat(drawn()).isEmpty();
    }
}
