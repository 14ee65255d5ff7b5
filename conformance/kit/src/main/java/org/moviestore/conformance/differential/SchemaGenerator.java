// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.stream.IntStream;
import org.moviestore.item.AttributeType;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.IndexScope;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/** Draws the tables of a chapter. */
final class SchemaGenerator {
    private static final int MOST_TABLES = 3;
    private static final List<AttributeType> KEY_TYPES =
            List.of(AttributeType.STRING, AttributeType.NUMBER, AttributeType.BINARY);

    private final Draw draw;

    SchemaGenerator(Draw draw) {
        this.draw = draw;
    }

    /** Draws some schemas, whose names begin with the prefix. */
    List<TableSchema> schemas(String prefix) {
        return IntStream.range(0, draw.between(2, MOST_TABLES))
                .mapToObj(i -> schema(prefix + i, i == 0 || !draw.oneIn(3)))
                .toList();
    }

    private TableSchema schema(String name, boolean hasSortKey) {
        List<String> keyNames = draw.some(Vocabulary.KEY_NAMES, 2);
        TableSchema.Builder schema = TableSchema.builder(name).partitionKey(keyNames.get(0), draw.oneOf(KEY_TYPES));
        if (hasSortKey) {
            schema.sortKey(keyNames.get(1), draw.oneOf(KEY_TYPES));
        }
        TableSchema plain = schema.build();
        return draw.oneIn(2) ? plain : Draw.valid(() -> indexed(plain));
    }

    private TableSchema indexed(TableSchema plain) {
        TableSchema schema = plain;
        for (int i = draw.between(0, 2); i > 0; i--) {
            schema = schema.withIndex(index("global-" + i, keyAttribute(plain), IndexScope.GLOBAL, plain));
        }
        return plain.hasSortKey() && draw.oneIn(2)
                ? schema.withIndex(index("local", plain.partitionKey(), IndexScope.LOCAL, plain))
                : schema;
    }

    private SecondaryIndex index(String name, KeyAttribute partition, IndexScope scope, TableSchema plain) {
        List<KeyAttribute> key = scope == IndexScope.GLOBAL && draw.oneIn(3)
                ? List.of(partition)
                : List.of(partition, keyAttribute(plain));
        if (scope == IndexScope.GLOBAL
                && key.subList(1, key.size()).stream().anyMatch(plain.keyAttributes()::contains)) {
            // DynamoDB Local gives no position at the bound of a query by such an index.
            return index(name, partition, scope, plain);
        }
        if (scope == IndexScope.LOCAL && key.get(1).name().contains("\"")) {
            // DynamoDB Local fails inside when it creates a table with such an index.
            return index(name, partition, scope, plain);
        }
        return new SecondaryIndex(name, key, projection(), scope);
    }

    /** Draws an attribute that items often have, or the sort key of the table. */
    private KeyAttribute keyAttribute(TableSchema plain) {
        return plain.sortKey()
                .filter(sort -> draw.oneIn(6))
                .orElseGet(() -> new KeyAttribute(
                        draw.oneOf(Vocabulary.NAMES.stream()
                                .filter(name ->
                                        !name.equals(plain.partitionKey().name()))
                                .toList()),
                        draw.oneOf(KEY_TYPES)));
    }

    private IndexProjection projection() {
        return switch (draw.below(3)) {
            case 0 -> IndexProjection.all();
            case 1 -> IndexProjection.keysOnly();
            default ->
                IndexProjection.include(
                        draw.some(Vocabulary.NAMES, draw.between(1, 12)).toArray(String[]::new));
        };
    }
}
