// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.moviestore.error.StoreException;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.MalformedLineException;
import org.moviestore.remote.protocol.ReplyReader;
import org.moviestore.remote.protocol.ServerInfo;
import org.moviestore.remote.protocol.StoreCall;

/** A connection to a server that has been greeted. Thread-safe. */
final class Session {
    private final Connection connection;
    private final ServerInfo server;
    private final Settings settings;
    private volatile long usedAt;

    private Session(Connection connection, ServerInfo server, Settings settings) {
        this.connection = connection;
        this.server = server;
        this.settings = settings;
        this.usedAt = settings.nanoTime().getAsLong();
    }

    /**
     * Connects to the server and greets it.
     *
     * @throws StoreException if that fails; the message says what to do
     */
    static Session open(Endpoint endpoint, Settings settings) {
        Connection connection;
        try {
            connection = Connection.open(endpoint, settings);
        } catch (IOException e) {
            throw RemoteExceptions.cannotConnect(endpoint, e);
        }
        StoreCall.Hello hello = new StoreCall.Hello(ServerInfo.PROTOCOL_VERSION, settings.token());
        try {
            Fields reply = connection.ask(connection.exchange(hello), settings.connectTimeout());
            return new Session(connection, ReplyReader.read(hello, reply), settings);
        } catch (CallLostException e) {
            connection.end("the greeting failed", e);
            throw RemoteExceptions.notGreeted(endpoint, e);
        } catch (MalformedLineException e) {
            connection.end("the greeting failed", e);
            throw RemoteExceptions.notGreeted(endpoint, e.getMessage(), e);
        } catch (RuntimeException e) {
            connection.end("the greeting failed", e);
            throw RemoteExceptions.refused(endpoint, e);
        }
    }

    ServerInfo server() {
        return server;
    }

    Exchange exchange(StoreCall<?> call) {
        return connection.exchange(call);
    }

    Fields ask(Exchange exchange, Duration timeout) throws CallLostException {
        usedAt = settings.nanoTime().getAsLong();
        return connection.ask(exchange, timeout);
    }

    /** Says whether requests can be sent, and will be long before the server takes the connection for forgotten. */
    boolean isFresh() {
        long unused = settings.nanoTime().getAsLong() - usedAt;
        long idle = TimeUnit.SECONDS.toNanos(server.idleSeconds());
        return connection.isOpen() && (idle == 0 || unused < idle / 2);
    }

    /** Begins no more requests, and ends the connection when those under way have ended. */
    void retire() {
        connection.retire();
    }

    /** Ends the connection; what is under way is lost for the reason. */
    void end(String reason, Throwable cause) {
        connection.end(reason, cause);
    }
}
