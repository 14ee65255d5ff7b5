// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How placeholders are written, and where they stand in expressions. Thread-safe. */
final class PlaceholderRules {
    private static final int MAX_LENGTH = 255;

    private PlaceholderRules() {}

    /** Returns what the service finds wrong with a placeholder; nothing if it is well-formed. */
    static String problem(char sign, String placeholder) {
        if (placeholder.isEmpty()) {
            return "The expression attribute map contains an empty key;";
        } else if (placeholder.length() > MAX_LENGTH) {
            return "The expression attribute map contains a key that is too long;"
                    + (sign == '#' ? " size of key: " + placeholder.length() : "");
        } else if (placeholder.length() == 1
                || placeholder.charAt(0) != sign
                || end(placeholder, 1) < placeholder.length()) {
            return "Syntax error; key: \"" + placeholder + "\"";
        }
        return "";
    }

    /** Returns the placeholders of both kinds that stand in expressions. */
    static Set<String> placeholders(List<String> texts) {
        Set<String> found = new HashSet<>();
        for (String text : texts) {
            int at = 0;
            while (at < text.length()) {
                int end = end(text, at + 1);
                if (text.charAt(at) == '#' || text.charAt(at) == ':') {
                    found.add(text.substring(at, end));
                }
                at = end;
            }
        }
        return found;
    }

    /** Returns where the letters, digits and underscores end that begin at a place. */
    static int end(String text, int from) {
        int end = from;
        while (end < text.length() && isPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isPart(char unit) {
        return unit >= 'a' && unit <= 'z' || unit >= 'A' && unit <= 'Z' || unit >= '0' && unit <= '9' || unit == '_';
    }
}
