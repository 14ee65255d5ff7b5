// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.moviestore.conformance.TableHarness;
import org.moviestore.examples.server.About;
import org.moviestore.examples.server.MovieServer;
import org.moviestore.examples.server.ServerOptions;
import org.moviestore.examples.server.StoreRequests;
import org.moviestore.memory.MemoryStore;
import org.moviestore.postgres.PostgresStore;
import org.moviestore.remote.RemoteStore;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.table.DocumentStore;

/** The way to a store behind a server in this process. */
public class RemoteHarness implements TableHarness {
    private final String name;
    private final DocumentStore served;
    private final MovieServer server;

    private RemoteHarness(String backend, DocumentStore served) {
        this.name = "tcp " + backend;
        this.served = served;
        ServerOptions options = ServerOptions.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .build();
        About about = new About("moviestore", backend, "Movies", served.batchLimits(), served.features());
        try {
            this.server = MovieServer.start(
                    options, new StoreRequests(served, about, options.limits().maxReplyBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Before a server over memory. */
    public static final class OfMemory extends RemoteHarness {
        public OfMemory() {
            super("memory", new MemoryStore());
        }
    }

    /** Before a server over the embedded PostgreSQL. */
    static final class OfPostgres extends RemoteHarness {
        private final LocalPostgres postgres;

        OfPostgres() {
            this(LocalPostgres.embedded());
        }

        private OfPostgres(LocalPostgres postgres) {
            super(
                    "postgresql",
                    PostgresStore.builder(postgres.jdbcUrl())
                            .user(postgres.user())
                            .password(postgres.password())
                            .connect());
            this.postgres = postgres;
        }

        @Override
        public void close() {
            super.close();
            postgres.close();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DocumentStore open() {
        return RemoteStore.connect("tcp://127.0.0.1:" + server.address().getPort());
    }

    @Override
    public void close() {
        server.stop();
        served.close();
    }
}
