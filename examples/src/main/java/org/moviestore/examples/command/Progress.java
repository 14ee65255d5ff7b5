// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A line on a terminal that says how far a long work has come: nothing in its first second, then at most ten times a
 * second. Not thread-safe.
 */
final class Progress {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int BAR_WIDTH = 30;
    private static final String ERASE_LINE = "\r\u001B[K";

    private final PrintStream err;
    private final boolean isWatched;
    private final LongSupplier nanoClock;
    private long begin;
    private long lastDrawn;
    private boolean isDrawn;

    Progress(PrintStream err, boolean isWatched, LongSupplier nanoClock) {
        this.err = err;
        this.isWatched = isWatched;
        this.nanoClock = nanoClock;
        begin();
    }

    static Progress none(PrintStream err) {
        return new Progress(err, false, System::nanoTime);
    }

    /** Begins a new work. */
    void begin() {
        clear();
        begin = nanoClock.getAsLong();
        lastDrawn = begin;
    }

    /** Shows that so much of a work of unknown size is done. */
    void show(String label, long done) {
        draw(() -> String.format(Locale.ROOT, "%s: %,d", label, done));
    }

    /** Shows that a part of a work, between 0 and 1, is done. */
    void show(String label, long done, double part) {
        draw(() -> {
            int filled = (int) Math.round(Math.min(1, part) * BAR_WIDTH);
            String bar = "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
            return String.format(Locale.ROOT, "%s: [%s] %3.0f%%  %,d", label, bar, 100 * Math.min(1, part), done);
        });
    }

    private void draw(Supplier<String> line) {
        if (!isWatched) {
            return;
        }
        long now = nanoClock.getAsLong();
        if (now - begin >= QUIET_NANOS && (!isDrawn || now - lastDrawn >= BETWEEN_NANOS)) {
            err.print(ERASE_LINE + line.get());
            err.flush();
            lastDrawn = now;
            isDrawn = true;
        }
    }

    /** Makes room for something else. */
    void clear() {
        if (isDrawn) {
            err.print(ERASE_LINE);
            err.flush();
            isDrawn = false;
        }
    }
}
