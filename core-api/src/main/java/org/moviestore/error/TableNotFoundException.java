// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

import java.util.Objects;

/** There is no table of that name in the store. Nothing happened. */
public final class TableNotFoundException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String tableName;

    /** Creates the exception for a table that is not there. */
    public TableNotFoundException(String table) {
        super("there is no table " + table + " in this store; create it first", RetryAdvice.NEVER, null);
        this.tableName = Objects.requireNonNull(table, "table");
    }

    /** Returns the name of which there is no table; of the tables of a transaction it is one that is missing. */
    public String tableName() {
        return tableName;
    }
}
