// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A value in JSON that has not been read yet. Immutable.
 *
 * @param kind what it is
 * @param scalar its text, if it is neither an object nor an array; numbers and words as they are written
 * @param json its bytes, if it is an object or an array
 */
record JsonPart(Kind kind, String scalar, ByteBuffer json) {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** What a value is, in the words of an error. Immutable. */
    enum Kind {
        TEXT("a text"),
        WHOLE_NUMBER("a whole number"),
        NUMBER("a number"),
        FLAG("true or false"),
        NULL("null"),
        OBJECT("an object"),
        ARRAY("an array");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    static JsonPart scalar(Kind kind, String text) {
        return new JsonPart(kind, text, NOTHING);
    }

    static JsonPart container(Kind kind, ByteBuffer json) {
        return new JsonPart(kind, "", json);
    }

    /** Returns the id that this is, if it can be one. */
    Optional<RequestId> id() {
        boolean fits = !scalar.isEmpty() && scalar.length() <= RequestId.MAX_LENGTH;
        if (fits && kind == Kind.TEXT) {
            return Optional.of(RequestId.of(scalar));
        }
        return fits && kind == Kind.WHOLE_NUMBER ? Optional.of(new RequestId(scalar)) : Optional.empty();
    }
}
