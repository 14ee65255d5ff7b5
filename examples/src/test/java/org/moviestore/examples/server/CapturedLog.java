// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What this process writes to standard error while this is open, which is where its log goes. Thread-safe. */
final class CapturedLog implements AutoCloseable {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    private CapturedLog() {}

    static CapturedLog open() {
        CapturedLog log = new CapturedLog();
        System.setErr(new PrintStream(log.written, true, StandardCharsets.UTF_8));
        return log;
    }

    String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setErr(before);
    }
}
