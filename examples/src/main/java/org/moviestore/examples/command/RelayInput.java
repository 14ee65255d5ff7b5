// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.moviestore.examples.relay.InputMark;
import org.moviestore.item.Bytes;

/**
 * What a relay reads: a file, or something that can be read only once. Not thread-safe.
 *
 * @param json the input
 * @param mark what tells it from others
 * @param size how many bytes it has, or -1 where nobody knows
 */
record RelayInput(CountedInput json, InputMark mark, long size) implements AutoCloseable {
    private static final InputMark UNMARKED = new InputMark(0, "");

    static RelayInput file(Path file) throws IOException {
        InputMark mark = InputMark.ofFile(file);
        return new RelayInput(new CountedInput(Files.newInputStream(file)), mark, Files.size(file));
    }

    /** Returns what can be read only once, and will not be told from others. */
    static RelayInput unmarked(InputStream in) {
        return new RelayInput(new CountedInput(in), UNMARKED, -1);
    }

    /** Returns what can be read only once, of which the beginning is read to know it again. */
    static RelayInput marked(InputStream in) throws IOException {
        byte[] beginning = in.readNBytes(InputMark.BEGINNING_BYTES);
        InputMark mark = InputMark.ofBeginning(Bytes.of(beginning));
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(beginning), in);
        return new RelayInput(new CountedInput(whole), mark, -1);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
