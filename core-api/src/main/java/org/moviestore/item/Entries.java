// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Names and values as items and maps hold them: in the order given, without nulls, unmodifiable. */
final class Entries {
    private Entries() {}

    static Map<String, AttributeValue> copyOf(Map<String, AttributeValue> entries) {
        Map<String, AttributeValue> copy = new LinkedHashMap<>(entries);
        for (Map.Entry<String, AttributeValue> entry : copy.entrySet()) {
            Objects.requireNonNull(entry.getKey(), "name");
            Objects.requireNonNull(entry.getValue(), "value");
        }
        return Collections.unmodifiableMap(copy);
    }
}
