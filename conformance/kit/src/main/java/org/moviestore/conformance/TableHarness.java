// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import org.moviestore.table.DocumentStore;

/**
 * What the author of an adapter writes to run the suite: the way to a store over a running server. A harness has a
 * constructor without parameters, and lives as long as one annotated test class; see {@link ConformsWith}.
 */
public interface TableHarness extends AutoCloseable {
    /**
     * Returns what the report calls this backend, such as {@code postgresql}, and is named after; without what differs
     * from one run to the next.
     */
    String name();

    /**
     * Opens a store of its own, which the suite closes. The server must be running when this returns; if it cannot be
     * reached, this must fail, so that no test is left out unseen.
     */
    DocumentStore open();

    /** Frees what the harness itself holds, once all stores it opened are closed. */
    @Override
    default void close() {}
}
