// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;

/**
 * What a backend says of a table. Immutable.
 *
 * @param schema the table's name, key and throughput
 * @param status what the table is going through
 */
public record TableDescription(TableSchema schema, TableStatus status) {
    /** Checks the parts. */
    public TableDescription {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(status, "status");
    }
}
