// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Where results go: UTF-8 text, whose reader may leave at any time, as {@code head} does. That is no error; others,
 * such as a full disk, are. Not thread-safe.
 */
final class Output {
    private static final String READER_LEFT = "Broken pipe";
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Writer writer;
    private long lastFlush = System.nanoTime();
    private boolean closed;

    Output(OutputStream out) {
        this.writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /** Writes a line and says whether anybody still reads. */
    boolean line(String text) {
        return text(text + "\n");
    }

    /** Writes text and says whether anybody still reads. */
    boolean text(String text) {
        attempt(() -> {
            writer.write(text);
            // Whoever reads sees results as they come, without a call of the system for each.
            if (System.nanoTime() - lastFlush > FLUSH_NANOS) {
                writer.flush();
                lastFlush = System.nanoTime();
            }
        });
        return !closed;
    }

    /** Sends what has been written. */
    void flush() {
        attempt(writer::flush);
    }

    private void attempt(Writing writing) {
        if (closed) {
            return;
        }
        try {
            writing.run();
        } catch (IOException e) {
            closed = true;
            if (!READER_LEFT.equals(e.getMessage())) {
                throw new UncheckedIOException("the results cannot be written: " + e.getMessage(), e);
            }
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
