// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Damages lines at random. Two mutators with the same seed do the same damage. */
final class Mutator {
    private static final int MOST_CHANGES = 3;
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "-1",
            "1e999",
            "0.5",
            "\"S\"",
            "\"N\"",
            "\"L\"",
            "\"op\":",
            "\"id\":",
            "\"names\":",
            "#n0",
            ":v0",
            "NOT ",
            " AND ",
            "(",
            "\n",
            "\u0000",
            "é",
            "99999999999999999999",
            "[[[[[[[[[[",
            "{\"M\":");

    private final Random random;
    private final List<byte[]> lines;

    Mutator(long seed, List<byte[]> lines) {
        this.random = new Random(seed);
        this.lines = lines;
    }

    /** Returns one of the lines with one change or a few. */
    byte[] next() {
        byte[] line = any();
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            line = changed(line);
        }
        return line;
    }

    private byte[] any() {
        return lines.get(random.nextInt(lines.size()));
    }

    private byte[] changed(byte[] line) {
        int from = random.nextInt(line.length + 1);
        int to = Math.min(line.length, from + random.nextInt(12));
        return switch (random.nextInt(6)) {
            case 0 -> joined(line, from, new byte[] {(byte) random.nextInt(256)}, Math.min(line.length, from + 1));
            case 1 ->
                joined(line, from, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8), from);
            case 2 ->
                joined(line, from, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8), to);
            case 3 -> joined(line, from, new byte[0], to);
            case 4 -> joined(line, to, part(line, from, to), to);
            default -> spliced(line, from, any());
        };
    }

    private byte[] spliced(byte[] line, int from, byte[] other) {
        int at = Math.min(from, other.length);
        return joined(line, from, part(other, at, other.length), line.length);
    }

    private static byte[] part(byte[] line, int from, int to) {
        return joined(line, 0, new byte[0], from, to);
    }

    private static byte[] joined(byte[] line, int end, byte[] middle, int begin) {
        return joined(line, end, middle, begin, line.length);
    }

    /** Returns the beginning of the line up to an end, something else, and a part of the line. */
    private static byte[] joined(byte[] line, int end, byte[] middle, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(line, 0, end);
        out.writeBytes(middle);
        out.write(line, from, to - from);
        return out.toByteArray();
    }
}
