// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.stream.IntStream;
import org.moviestore.item.AttributeType;
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
        return hasSortKey
                ? schema.sortKey(keyNames.get(1), draw.oneOf(KEY_TYPES)).build()
                : schema.build();
    }
}
