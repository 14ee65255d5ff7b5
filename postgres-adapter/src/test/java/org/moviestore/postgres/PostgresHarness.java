// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import org.moviestore.conformance.TableHarness;
import org.moviestore.table.DocumentStore;

/** Stores in a database of their own on the embedded PostgreSQL. */
final class PostgresHarness implements TableHarness {
    private final String url = TestServer.url(TestServer.newDatabase());

    PostgresHarness() {}

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public DocumentStore open() {
        return PostgresStore.connect(url);
    }
}
