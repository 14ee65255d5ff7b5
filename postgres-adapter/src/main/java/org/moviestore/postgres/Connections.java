// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.moviestore.error.ContentionException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.postgres.PostgresExceptions.InFlight;

/** Lends connections, and takes them back as they were: committing by themselves, without an open transaction. */
final class Connections {
    private static final int ATTEMPTS = 10;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);
    /** The first release that ends transactions by their age. */
    private static final int WITH_TRANSACTION_TIMEOUT = 17;

    private final DataSource dataSource;
    private final Runnable onClose;
    private final Pause pause;
    private final CountDownLatch closed = new CountDownLatch(1);

    Connections(DataSource dataSource, Runnable onClose) {
        this.dataSource = dataSource;
        this.onClose = onClose;
        // Ends early when the store is closed.
        this.pause = duration -> closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    Connections(DataSource dataSource, Runnable onClose, Pause pause) {
        this.dataSource = dataSource;
        this.onClose = onClose;
        this.pause = pause;
    }

    /** Waits between two attempts. */
    interface Pause {
        void last(Duration duration) throws InterruptedException;
    }

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** Runs one statement, or some that are sent as one, that change nothing. */
    <T> T read(Call call, Work<T> work) {
        return autocommit(call, InFlight.NOTHING, work);
    }

    /**
     * Runs one statement that commits itself. It must not return items that it has replaced or removed: one that cannot
     * be read would be lost; a transaction keeps it.
     */
    <T> T write(Call call, Work<T> work) {
        return autocommit(call, InFlight.A_WRITE, work);
    }

    private <T> T autocommit(Call call, InFlight inFlight, Work<T> work) {
        Connection connection = open(call);
        try (connection) {
            boolean lent = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                return work.on(connection);
            } finally {
                restore(connection, lent);
            }
        } catch (SQLException e) {
            throw PostgresExceptions.translate(e, call, inFlight);
        } catch (InvalidRequestException e) {
            throw PostgresExceptions.unreadable(e, call, call.key() == null ? "a row" : "its row");
        }
    }

    /** Runs a transaction, which is rolled back if the work throws anything. */
    <T> T transaction(Call call, Work<T> work) {
        Connection connection = open(call);
        InFlight inFlight = InFlight.NOTHING;
        try (connection) {
            boolean lent = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                inFlight = InFlight.A_WRITE;
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            } finally {
                restore(connection, lent);
            }
        } catch (SQLException e) {
            throw PostgresExceptions.translate(e, call, inFlight);
        } catch (InvalidRequestException e) {
            throw PostgresExceptions.unreadable(e, call, call.key() == null ? "a row" : "its row");
        }
    }

    /** Runs a transaction whose statements may take as long as they need. */
    <T> T longTransaction(Call call, Work<T> work) {
        return transaction(call, connection -> {
            int lent = liftTimeLimits(connection);
            try {
                return work.on(connection);
            } finally {
                restore(connection, lent);
            }
        });
    }

    /**
     * Lets a transaction and its statements take as long as they need, and the server be silent meanwhile. Returns the
     * network timeout, which is to be restored at the end.
     */
    static int liftTimeLimits(Connection connection) throws SQLException {
        boolean hasTransactionTimeout = connection.getMetaData().getDatabaseMajorVersion() >= WITH_TRANSACTION_TIMEOUT;
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0"
                    + (hasTransactionTimeout ? "; SET LOCAL transaction_timeout = 0" : ""));
        }
        int lent = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 0);
        return lent;
    }

    /** Begins a transaction that only reads, and takes a connection until it is closed. */
    ReadTransaction begin(Call call) {
        Connection connection = open(call);
        try {
            boolean lent = connection.getAutoCommit();
            connection.setAutoCommit(false);
            return new ReadTransaction(connection, lent, call);
        } catch (SQLException e) {
            close(connection, e);
            throw PostgresExceptions.translate(e, call, InFlight.NOTHING);
        }
    }

    /** Runs statements that change nothing, in a transaction that begins with one that sets something for them. */
    <T> T read(Call call, Sql settings, Work<T> work) {
        try (ReadTransaction transaction = begin(call)) {
            return transaction.run(connection -> {
                try (PreparedStatement statement = settings.prepare(connection)) {
                    statement.execute();
                }
                return work.on(connection);
            });
        }
    }

    private static void close(Connection connection, SQLException cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    static void restore(Connection connection, int networkTimeout) {
        try {
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
        } catch (SQLException e) {
            // As below.
            return;
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The server rolls back by itself when the connection is gone.
            cause.addSuppressed(e);
        }
    }

    /** What went wrong before, or the next use, says more than a failure here: then the connection is broken. */
    private static void restore(Connection connection, boolean autocommit) {
        try {
            connection.setAutoCommit(autocommit);
        } catch (SQLException e) {
            return;
        }
    }

    /**
     * Tries again, up to {@value #ATTEMPTS} times, as long as other writers get in between. Who has waited for a lock
     * as long as is allowed does not try again.
     *
     * @throws ContentionException if they always did
     */
    <T> T retrying(Call call, Supplier<T> attempt) {
        for (int i = 1; i < ATTEMPTS; i++) {
            checkOpen();
            try {
                return attempt.get();
            } catch (ContentionException e) {
                if (PostgresExceptions.isLockTimeout(e)) {
                    throw e;
                }
                // Nothing has changed, so it may be tried again.
            }
            pause(call, i);
        }
        return attempt.get();
    }

    /** Pauses for a random while, so that racing writers come apart, and for longer the more often they met. */
    private void pause(Call call, int attempts) {
        long most = Math.min(SHORTEST_PAUSE.toNanos() << attempts, LONGEST_PAUSE.toNanos());
        try {
            pause.last(Duration.ofNanos(ThreadLocalRandom.current().nextLong(1, most + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContentionException(
                    "cannot " + call + ": interrupted after other writers came first; nothing has changed", e);
        }
    }

    private Connection open(Call call) {
        checkOpen();
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            checkOpen();
            throw PostgresExceptions.noConnection(e, call);
        }
    }

    void checkOpen() {
        if (closed.getCount() == 0) {
            throw new IllegalStateException("the store is closed");
        }
    }

    synchronized void close() {
        if (closed.getCount() > 0) {
            closed.countDown();
            onClose.run();
        }
    }
}
