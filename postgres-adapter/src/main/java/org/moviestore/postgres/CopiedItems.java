// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** The values of one jsonb column that COPY sends in its binary format, one by one. Not thread-safe. */
final class CopiedItems implements AutoCloseable {
    private static final int SIGNATURE_BYTES = 11;
    private static final int FLAGS_BYTES = 4;
    /** Before each value jsonb has the version of its form, which is text. */
    private static final int VERSION_BYTES = 1;

    private static final int END = -1;
    private static final int NULL = -1;

    private final Connection connection;
    private final CopyOut copy;
    private ByteBuffer sent = ByteBuffer.allocate(0);
    private boolean isBegun;
    private Optional<ByteBuffer> json = Optional.empty();

    private CopiedItems(Connection connection, CopyOut copy) {
        this.connection = connection;
        this.copy = copy;
    }

    /** Begins with a statement that copies the column out. */
    static CopiedItems begin(Connection connection, String sql) throws SQLException {
        return new CopiedItems(
                connection, connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql));
    }

    /** Moves to the next value, and says whether there is one. */
    boolean next() throws SQLException {
        if (!isBegun) {
            skip(SIGNATURE_BYTES + FLAGS_BYTES);
            skip(await(Integer.BYTES).getInt());
            isBegun = true;
        }
        if (await(Short.BYTES).getShort() == END) {
            while (copy.readFromCopy() != null) {
                // Nothing follows, but the copy ends only when it was told so.
            }
            return false;
        }
        int length = await(Integer.BYTES).getInt();
        json = length == NULL ? Optional.empty() : Optional.of(json(length));
        return true;
    }

    private ByteBuffer json(int length) throws SQLException {
        skip(VERSION_BYTES);
        int bytes = length - VERSION_BYTES;
        ByteBuffer json = await(bytes).slice(sent.position(), bytes);
        skip(bytes);
        return json;
    }

    /** Returns the value as JSON, or nothing if it is NULL. */
    Optional<ByteBuffer> json() {
        return json;
    }

    /**
     * Ends the copy; what the server sent before it heard of that must be read, or it would be taken for an answer.
     * Where that is not possible the connection is cut.
     *
     * @throws SQLException if the connection failed
     */
    @Override
    public void close() throws SQLException {
        if (!copy.isActive()) {
            return;
        }
        boolean isEnded = false;
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
            while (copy.readFromCopy() != null) {
                // Nobody wants it any more.
            }
            isEnded = true;
        } catch (SQLException e) {
            // As a rule it says that the copy has ended as it was told to.
            isEnded = !copy.isActive() && !PostgresExceptions.isOfConnection(e);
            if (!isEnded) {
                throw e;
            }
        } finally {
            if (!isEnded) {
                connection.abort(Runnable::run);
            }
        }
    }

    private void skip(int bytes) throws SQLException {
        await(bytes).position(sent.position() + bytes);
    }

    /** Returns what was sent and not yet read, of which there are at least so many bytes. */
    private ByteBuffer await(int bytes) throws SQLException {
        while (sent.remaining() < bytes) {
            byte[] more = copy.readFromCopy();
            if (more == null) {
                throw new SQLException("the server ended the copy in the middle of a row");
            }
            // As a rule a message is a row, and nothing is left of the one before.
            sent = sent.hasRemaining()
                    ? ByteBuffer.allocate(sent.remaining() + more.length)
                            .put(sent)
                            .put(more)
                            .flip()
                    : ByteBuffer.wrap(more);
        }
        return sent;
    }
}
