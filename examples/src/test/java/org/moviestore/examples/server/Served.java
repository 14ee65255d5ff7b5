// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;

/** A server of fake requests on a free port of the loopback interface. */
final class Served implements AutoCloseable {
    private final FakeRequests requests = new FakeRequests();
    private final MovieServer server;

    Served(UnaryOperator<ServerOptions.Builder> options) throws IOException {
        server = MovieServer.start(
                options.apply(ServerOptions.builder(freePort())).build(), requests);
    }

    static Served withLimits(UnaryOperator<ServerLimits.Builder> limits) throws IOException {
        return new Served(
                options -> options.limits(limits.apply(ServerLimits.builder()).build()));
    }

    static Served plain() throws IOException {
        return new Served(options -> options);
    }

    static InetSocketAddress freePort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    FakeRequests requests() {
        return requests;
    }

    MovieServer server() {
        return server;
    }

    RawClient connect() throws IOException {
        return RawClient.connect(server.address());
    }

    @Override
    public void close() {
        server.stop();
    }
}
