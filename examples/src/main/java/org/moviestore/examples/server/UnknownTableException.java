// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

/** A request cannot be understood before the store was asked for a table; seen by {@link StoreRequests} alone. */
final class UnknownTableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String table;

    UnknownTableException(String table) {
        super("the table is not remembered", null, false, false);
        this.table = table;
    }

    String table() {
        return table;
    }
}
