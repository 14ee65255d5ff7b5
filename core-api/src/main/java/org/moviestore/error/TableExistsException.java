// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

/** There is a table of that name already. Nothing happened. */
public final class TableExistsException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a table that is there already. */
    public TableExistsException(String table) {
        super("there is a table " + table + " in this store already", RetryAdvice.NEVER, null);
    }
}
