// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.Comparator;

/**
 * Text as every backend counts and orders it: by its UTF-8 bytes. {@link String#compareTo} orders by UTF-16 units,
 * which puts U+10000 before U+FFFF, and so must not decide an order here. Thread-safe.
 */
public final class Utf8 {
    /** Orders texts by their UTF-8 bytes, unsigned. */
    public static final Comparator<String> ORDER = Utf8::compare;

    private Utf8() {}

    /** Returns how many bytes the text takes in UTF-8. */
    public static int length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= 0x800) {
                // Each half of a surrogate pair adds one byte, so that the pair takes four.
                length += Character.isSurrogate(unit) ? 1 : 2;
            } else if (unit >= 0x80) {
                length += 1;
            }
        }
        return length;
    }

    /**
     * Says whether a part stands somewhere in a text, in time that grows with the sum of their lengths, where
     * {@link String#contains} may take their product.
     */
    public static boolean contains(String text, String part) {
        return part.length() <= LinearSearch.SHORT
                ? text.contains(part)
                : LinearSearch.contains(text.length(), text::charAt, part.length(), part::charAt);
    }

    /** Compares two texts by their UTF-8 bytes, unsigned, which is the order of their code points. */
    public static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean aSupplementary = Character.isSurrogate(a);
                boolean bSupplementary = Character.isSurrogate(b);
                if (aSupplementary != bSupplementary) {
                    return aSupplementary ? 1 : -1;
                }
                return Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
