// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Counts the bytes that are read. Not thread-safe. */
final class CountedInput extends FilterInputStream {
    private final LongConsumer listener;
    private long count;

    CountedInput(InputStream in) {
        this(in, soFar -> {});
    }

    /** Tells after each reading how many bytes have been read. */
    CountedInput(InputStream in, LongConsumer listener) {
        super(in);
        this.listener = listener;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        add(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        add(Math.max(0, read));
        return read;
    }

    private void add(int read) {
        count += read;
        listener.accept(count);
    }
}
