// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The texts of statements by the parts that they are made of. Statements that differ in nothing but their parameters so
 * have one text, which is put together once, and which the driver finds among those it prepared without reading it.
 */
final class SqlTexts {
    /** More texts are forgotten together; the driver prepares no more either. */
    private static final int MOST = 256;

    /** Longer statements are rare, and would fill the memory. */
    private static final int MOST_PARTS = 250;

    private final Map<List<String>, String> texts = new ConcurrentHashMap<>();

    String of(List<String> parts) {
        if (parts.size() > MOST_PARTS) {
            return String.join("", parts);
        }
        String known = texts.get(parts);
        return known == null ? remember(List.copyOf(parts)) : known;
    }

    private String remember(List<String> parts) {
        if (texts.size() >= MOST) {
            texts.clear();
        }
        String text = String.join("", parts);
        texts.put(parts, text);
        return text;
    }
}
