// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.postgres.PostgresExceptions.InFlight;

/** A transaction that only reads, and holds its connection until it is closed. */
final class ReadTransaction implements AutoCloseable {
    private final Connection connection;
    private final boolean lentAutocommit;
    private final Call call;

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
            throw PostgresExceptions.translate(e, call, InFlight.NOTHING);
        }
    }

    /** Ends the transaction and gives the connection back, broken or not. Closing twice does nothing. */
    @Override
    public void close() {
        try (connection) {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(lentAutocommit);
            }
        } catch (SQLException e) {
            // The server ends the transaction by itself when the connection is gone.
            return;
        }
    }
}
