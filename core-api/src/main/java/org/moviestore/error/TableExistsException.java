// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

import java.util.Objects;

/** There is a table of that name already. Nothing happened. */
public final class TableExistsException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String tableName;

    /** Creates the exception for a table that is there already. */
    public TableExistsException(String table) {
        super("there is a table " + table + " in this store already", RetryAdvice.NEVER, null);
        this.tableName = Objects.requireNonNull(table, "table");
    }

    /** Returns the name of which there is a table. */
    public String tableName() {
        return tableName;
    }
}
