// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Tells whether bytes are UTF-8 by the letter: parsers of JSON take overlong forms and surrogates too. */
final class Utf8Line {
    private static final int CHUNK = 1024;
    /** The bits that no ASCII byte has. */
    private static final long NOT_ASCII = 0x8080808080808080L;

    private Utf8Line() {}

    /** Returns the index of the first byte that is not of UTF-8 text, counted from the buffer's position, or -1. */
    static int firstWrongByte(ByteBuffer line) {
        ByteBuffer rest = line.slice();
        rest.position(asciiBytes(rest));
        if (!rest.hasRemaining()) {
            return -1;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chunk = CharBuffer.allocate(CHUNK);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            result = decoder.decode(rest, chunk.clear(), true);
        }
        return result.isError() ? rest.position() : -1;
    }

    /** Returns how many bytes at the beginning are ASCII. */
    private static int asciiBytes(ByteBuffer line) {
        int at = 0;
        while (at + Long.BYTES <= line.limit() && (line.getLong(at) & NOT_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < line.limit() && line.get(at) >= 0) {
            at++;
        }
        return at;
    }
}
