// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the lines of a file that grows, of which the last may lack its end. Of a line that is longer than any of ours
 * only the beginning is kept. Not thread-safe.
 */
final class LineReader {
    private static final int MAX_LINE_BYTES = 1 << 14;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long read;
    private long whole;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Returns the next line that has its end, without that. */
    Optional<String> next() throws IOException {
        line.reset();
        for (int unit = in.read(); unit >= 0; unit = in.read()) {
            read++;
            if (unit == '\n') {
                whole = read;
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            if (line.size() < MAX_LINE_BYTES) {
                line.write(unit);
            }
        }
        return Optional.empty();
    }

    /** Returns how many bytes the lines have that have their end. */
    long whole() {
        return whole;
    }

    /** Returns what there is of the line without an end, once there is no other. */
    String torn() {
        return line.toString(StandardCharsets.UTF_8);
    }
}
