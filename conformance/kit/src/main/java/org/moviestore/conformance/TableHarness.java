// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.List;
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

    /**
     * Names what the stores that this harness opened hold at this moment and give back before a call returns, such as
     * connections, transactions and answers that are still read. The suite asks after each test, and fails it if there
     * is anything. Threads it watches by itself: those that were not there before the first test must end.
     */
    default List<String> held() {
        return List.of();
    }

    /** Frees what the harness itself holds, once all stores it opened are closed. */
    @Override
    default void close() {}
}
