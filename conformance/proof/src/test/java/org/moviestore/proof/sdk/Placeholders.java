// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The names and values that the expressions of one request stand for. Not thread-safe. */
final class Placeholders {
    private static final Pattern BARE = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    /** Of the names that are drawn. */
    private static final Set<String> RESERVED =
            Set.of("Status", "name", "size", "count", "date", "year", "user", "title", "info", "tags");

    private static final List<String> SIGNS = List.of("n", "Name", "_", "status", "0n");

    private final Draw draw;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    Placeholders(Draw draw) {
        this.draw = draw;
    }

    /** Returns a text for a name: the name itself, where that can be, or a placeholder. */
    String name(String name) {
        if (BARE.matcher(name).matches() && !RESERVED.contains(name) && draw.oneIn(2)) {
            return name;
        }
        for (Map.Entry<String, String> known : names.entrySet()) {
            if (known.getValue().equals(name) && !draw.oneIn(10)) {
                return known.getKey();
            }
        }
        String placeholder = "#" + draw.oneOf(SIGNS) + names.size();
        names.put(placeholder, name);
        return placeholder;
    }

    String value(AttributeValue value) {
        for (Map.Entry<String, AttributeValue> known : values.entrySet()) {
            if (known.getValue().equals(value) && draw.oneIn(2)) {
                return known.getKey();
            }
        }
        String placeholder = ":" + draw.oneOf(SIGNS) + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    void addUnused() {
        if (draw.oneIn(2)) {
            names.put("#unused", "a");
        } else {
            values.put(":unused", AttributeValue.fromS("a"));
        }
    }

    /** Returns the names as a request takes them, null if there is none. */
    @Nullable
    Map<String, String> names() {
        return names.isEmpty() ? null : names;
    }

    /** Returns the values as a request takes them, null if there is none. */
    @Nullable
    Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }
}
