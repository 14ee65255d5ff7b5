// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

/** There is no table of that name in the store. Nothing happened. */
public final class TableNotFoundException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a table that is not there. */
    public TableNotFoundException(String table) {
        super("there is no table " + table + " in this store; create it first", RetryAdvice.NEVER, null);
    }
}
