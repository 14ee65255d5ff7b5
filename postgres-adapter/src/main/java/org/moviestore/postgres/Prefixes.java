// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.Arrays;
import java.util.Optional;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Values;

/** The values that begin with a prefix are a range in the order of the bytes. */
final class Prefixes {
    private static final int BYTE_MASK = 0xFF;

    private Prefixes() {}

    /**
     * Returns the lowest value above all that begin with the prefix, or empty if every value from the prefix on begins
     * with it.
     */
    static Optional<AttributeValue> end(AttributeValue prefix) {
        return prefix instanceof StringValue text
                ? textEnd(text.text()).map(Values::string)
                : bytesEnd(((BinaryValue) prefix).bytes()).map(Values::binary);
    }

    /** UTF-8 bytes are ordered as code points, so the next code point ends the range; surrogates are none. */
    private static Optional<String> textEnd(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                return Optional.of(prefix.substring(0, end) + Character.toString(next));
            }
        }
        return Optional.empty();
    }

    private static Optional<Bytes> bytesEnd(Bytes prefix) {
        byte[] bytes = new byte[prefix.length()];
        prefix.asByteBuffer().get(bytes);
        for (int last = bytes.length - 1; last >= 0; last--) {
            if ((bytes[last] & BYTE_MASK) != BYTE_MASK) {
                bytes[last]++;
                return Optional.of(Bytes.of(Arrays.copyOf(bytes, last + 1)));
            }
        }
        return Optional.empty();
    }
}
