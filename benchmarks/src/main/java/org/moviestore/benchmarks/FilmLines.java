// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.moviestore.json.JsonForm;

/** Movies as JSON lines, each made when it is read. Not thread-safe. */
final class FilmLines extends InputStream {
    private final int count;
    private int next;
    private byte[] line = {};
    private int at;

    FilmLines(int count) {
        this.count = count;
    }

    /** Makes the next line once the last has been read; says whether there is one. */
    private boolean hasLine() {
        if (at == line.length && next < count) {
            line = (JsonForm.NATURAL.write(Films.item(next++)) + "\n").getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return at < line.length;
    }

    @Override
    public int read() {
        return hasLine() ? line[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        if (!hasLine()) {
            return -1;
        }
        int read = Math.min(length, line.length - at);
        System.arraycopy(line, at, bytes, from, read);
        at += read;
        return read;
    }
}
