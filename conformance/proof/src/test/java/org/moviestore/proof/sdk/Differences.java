// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the places where two trees differ. */
final class Differences {
    private Differences() {}

    /** A place in both trees, and what is there; null where nothing is. */
    record Difference(
            String place, @Nullable Object left, @Nullable Object right) {
        @Override
        public String toString() {
            return place + ": " + left + " / " + right;
        }
    }

    static List<Difference> between(Map<String, Object> left, Map<String, Object> right) {
        List<Difference> differences = new ArrayList<>();
        add("", left, right, differences);
        return differences;
    }

    private static void add(String place, @Nullable Object left, @Nullable Object right, List<Difference> differences) {
        if (left instanceof Map<?, ?> map && right instanceof Map<?, ?> other) {
            Set<Object> names = new TreeSet<>(map.keySet());
            names.addAll(other.keySet());
            names.forEach(name -> add(place + "/" + name, map.get(name), other.get(name), differences));
        } else if (left instanceof List<?> list && right instanceof List<?> other && list.size() == other.size()) {
            for (int i = 0; i < list.size(); i++) {
                add(place + "/" + i, list.get(i), other.get(i), differences);
            }
        } else if (!Objects.equals(left, right)) {
            differences.add(new Difference(place, left, right));
        }
    }
}
