// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.postgres.PostgresExceptions.InFlight;

/** A transaction that only reads, and holds its connection until it is closed. Not thread-safe. */
final class ReadTransaction implements AutoCloseable {
    private final Connection connection;
    private final boolean lentAutocommit;
    private final Call call;
    /** Whether the server may still answer what nobody waits for any more. */
    private boolean isBroken;
    /** The network timeout to restore, if it was lifted. */
    private OptionalInt lentNetworkTimeout = OptionalInt.empty();

    /** Takes over a connection that does not commit by itself, as it may have done when it was lent. */
    ReadTransaction(Connection connection, boolean lentAutocommit, Call call) {
        this.connection = connection;
        this.lentAutocommit = lentAutocommit;
        this.call = call;
    }

    <T> T run(Connections.Work<T> work) {
        try {
            return work.on(connection);
        } catch (SQLException e) {
            isBroken |= PostgresExceptions.isOfConnection(e);
            throw PostgresExceptions.translate(e, call, InFlight.NOTHING);
        }
    }

    /** Lets the transaction and its statements take as long as they need, and the server be silent meanwhile. */
    void liftTimeLimits() {
        lentNetworkTimeout = OptionalInt.of(run(Connections::liftTimeLimits));
    }

    /**
     * Ends the transaction and gives the connection back, or cuts it if it failed: the next to use it would take for
     * its answer what comes of this one. Closing twice does nothing.
     */
    @Override
    public void close() {
        try (connection) {
            if (isBroken) {
                connection.abort(Runnable::run);
            } else if (!connection.isClosed()) {
                lentNetworkTimeout.ifPresent(lent -> Connections.restore(connection, lent));
                connection.rollback();
                connection.setAutoCommit(lentAutocommit);
            }
        } catch (SQLException e) {
            // The server ends the transaction by itself when the connection is gone.
            return;
        }
    }
}
