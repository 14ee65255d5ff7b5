// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The lines that a server sends, none longer than is allowed. Not thread-safe. */
final class ReplyLines {
    private static final int TYPICAL_BYTES = 64 * 1024;

    private final InputStream in;
    private final int maxBytes;
    /** What was read and not yet returned is from {@code begin} to {@code end}. */
    private byte[] buffer;

    private int begin;
    private int end;

    ReplyLines(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.buffer = new byte[TYPICAL_BYTES];
    }

    /**
     * Returns the bytes of the next line that is not empty, without its end, in an array that is not used again;
     * nothing if there are no more.
     *
     * @throws EOFException if the last line has no end
     */
    Optional<ByteBuffer> next() throws IOException {
        int searched = begin;
        while (true) {
            for (int i = searched; i < end; i++) {
                if (buffer[i] == '\n') {
                    ByteBuffer line = take(i);
                    if (line.hasRemaining()) {
                        return Optional.of(line);
                    }
                }
            }
            if (end - begin > maxBytes) {
                throw tooLong();
            }
            makeRoom();
            searched = end;
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                if (begin < end) {
                    throw new EOFException("it ended in the middle of a line");
                }
                return Optional.empty();
            }
            end += read;
        }
    }

    /** Takes the line that ends at the line feed there. */
    private ByteBuffer take(int lineFeed) throws IOException {
        boolean hasReturn = lineFeed > begin && buffer[lineFeed - 1] == '\r';
        byte[] line = Arrays.copyOfRange(buffer, begin, hasReturn ? lineFeed - 1 : lineFeed);
        if (line.length > maxBytes) {
            throw tooLong();
        }
        begin = lineFeed + 1;
        return ByteBuffer.wrap(line);
    }

    private IOException tooLong() {
        return new IOException("it sent a line of more than " + maxBytes + " bytes");
    }

    /** Moves what is left to the front, into a larger array if the line does not fit, or back into a small one. */
    private void makeRoom() {
        int left = end - begin;
        if (begin == end && buffer.length > TYPICAL_BYTES) {
            buffer = new byte[TYPICAL_BYTES];
        } else if (left == buffer.length) {
            buffer = Arrays.copyOfRange(buffer, begin, (int) Math.min(Integer.MAX_VALUE - 8L, left * 2L));
        } else if (begin > 0) {
            System.arraycopy(buffer, begin, buffer, 0, left);
        }
        begin = 0;
        end = left;
    }
}
