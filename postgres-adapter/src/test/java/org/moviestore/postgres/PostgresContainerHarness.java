// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.List;
import org.moviestore.conformance.TableHarness;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.table.DocumentStore;

/** Stores in a PostgreSQL of their own in a container. */
final class PostgresContainerHarness implements TableHarness {
    private final LocalPostgres server = LocalPostgres.container();
    private final HeldConnections connections = new HeldConnections(server, server.database());

    PostgresContainerHarness() {}

    @Override
    public String name() {
        return "postgresql " + server.serverVersion().split("\\D", 2)[0] + " in a container";
    }

    @Override
    public DocumentStore open() {
        return connections.watch(PostgresStore.builder(server.jdbcUrl())
                .user(server.user())
                .password(server.password())
                .connect());
    }

    @Override
    public List<String> held() {
        return connections.held();
    }

    @Override
    public void close() {
        connections.close();
        server.close();
    }
}
