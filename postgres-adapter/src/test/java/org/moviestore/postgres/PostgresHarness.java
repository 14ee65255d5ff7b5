// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.List;
import org.moviestore.conformance.TableHarness;
import org.moviestore.table.DocumentStore;

/** Stores in a database of their own on the embedded PostgreSQL. */
final class PostgresHarness implements TableHarness {
    private final String database = TestServer.newDatabase();
    private final HeldConnections connections = new HeldConnections(TestServer.server(), database);

    PostgresHarness() {}

    @Override
    public String name() {
        return TestServer.name();
    }

    @Override
    public DocumentStore open() {
        return connections.watch(PostgresStore.connect(TestServer.url(database)));
    }

    @Override
    public List<String> held() {
        return connections.held();
    }

    @Override
    public void close() {
        connections.close();
    }
}
