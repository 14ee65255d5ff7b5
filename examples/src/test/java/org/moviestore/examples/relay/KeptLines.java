// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.io.IOException;

/**
 * Lines in memory: those that would outlive the process, those that would outlive the system, and a disk that fills.
 */
final class KeptLines implements LineOutput {
    private final StringBuilder appended = new StringBuilder();
    private int durable;
    private int forces;
    private int room = Integer.MAX_VALUE;

    /** Lets no more than so many characters in. */
    synchronized KeptLines withRoomFor(int characters) {
        room = characters;
        return this;
    }

    synchronized String appended() {
        return appended.toString();
    }

    synchronized String durable() {
        return appended.substring(0, durable);
    }

    synchronized int forces() {
        return forces;
    }

    @Override
    public synchronized void append(String lines) throws IOException {
        int fits = Math.min(lines.length(), room - appended.length());
        appended.append(lines, 0, fits);
        if (fits < lines.length()) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public synchronized void force() {
        forces++;
        durable = appended.length();
    }

    @Override
    public void close() {
        // It is kept.
    }
}
