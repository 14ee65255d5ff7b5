// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a backend says of a table. Immutable.
 *
 * @param schema the table's name, key, indexes and throughput
 * @param status what the table is going through
 * @param indexStatus what each of its indexes is going through, by name
 */
public record TableDescription(TableSchema schema, TableStatus status, Map<String, TableStatus> indexStatus) {
    /** Checks and copies the parts. */
    public TableDescription {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(status, "status");
        indexStatus = Collections.unmodifiableMap(new TreeMap<>(indexStatus));
    }

    /** Returns the description of a table that can be used with all its indexes. */
    public static TableDescription active(TableSchema schema) {
        Map<String, TableStatus> indexes = new TreeMap<>();
        schema.indexes().forEach(index -> indexes.put(index.name(), TableStatus.ACTIVE));
        return new TableDescription(schema, TableStatus.ACTIVE, indexes);
    }

    /**
     * Returns in what the table differs from the schema that somebody declares for it, a sentence for each difference;
     * none if it does not.
     */
    public List<String> differencesFrom(TableSchema declared) {
        List<String> differences = new ArrayList<>();
        compare(differences, "name", declared.tableName(), schema.tableName());
        compare(differences, "key", declared.keyAttributes(), schema.keyAttributes());
        compare(differences, "throughput", declared.throughput(), schema.throughput());
        Map<String, SecondaryIndex> found = byName(schema);
        byName(declared).forEach((name, index) -> {
            @Nullable SecondaryIndex other = found.remove(name);
            if (other == null) {
                differences.add("index " + name + " is declared, and the table lacks it");
            } else {
                compare(differences, "index " + name, index, other);
            }
        });
        found.keySet().forEach(name -> differences.add("the table has index " + name + ", which is not declared"));
        return List.copyOf(differences);
    }

    private static Map<String, SecondaryIndex> byName(TableSchema schema) {
        Map<String, SecondaryIndex> indexes = new TreeMap<>();
        schema.indexes().forEach(index -> indexes.put(index.name(), index));
        return indexes;
    }

    private static void compare(List<String> differences, String part, Object declared, Object found) {
        if (!declared.equals(found)) {
            differences.add(part + " is declared as " + declared + ", and the table has " + found);
        }
    }
}
