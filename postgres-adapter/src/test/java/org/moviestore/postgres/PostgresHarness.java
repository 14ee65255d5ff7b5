// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.List;
import org.moviestore.conformance.TableHarness;
import org.moviestore.table.DocumentStore;

/** Stores in a database of their own on the embedded PostgreSQL. */
class PostgresHarness implements TableHarness {
    private final String database = TestServer.newDatabase();
    private final HeldConnections connections = new HeldConnections(TestServer.server(), database);
    private final String suffix;
    private final String parameters;

    PostgresHarness() {
        this("", "");
    }

    private PostgresHarness(String suffix, String parameters) {
        this.suffix = suffix;
        this.parameters = parameters;
    }

    /** Stores that lock the row of each update. */
    static final class LockingUpdates extends PostgresHarness {
        LockingUpdates() {
            super(" locking", "?singleStatementUpdates=false");
        }
    }

    @Override
    public String name() {
        return TestServer.name() + suffix;
    }

    @Override
    public DocumentStore open() {
        return connections.watch(PostgresStore.connect(TestServer.url(database) + parameters));
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
