// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.moviestore.item.Bytes;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.ByteConverter;

/**
 * Rows on their way into a table by COPY, in its binary form: each field after its length in bytes. They are stored
 * when all of them have been sent, or none is. Not thread-safe.
 *
 * <p><i>Source:</i> "COPY" in PostgreSQL's documentation, "Binary Format".
 */
final class CopyRows implements AutoCloseable {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final short END = -1;
    private static final byte JSONB_VERSION = 1;
    private static final int SENT_AT_ONCE = 1 << 16;

    private final CopyIn copy;
    private ByteBuffer buffer = ByteBuffer.allocate(SENT_AT_ONCE);
    /**
     * Whether there is something to cancel: not if the copy has been stored or refused, or the connection has failed.
     */
    private boolean isUnderWay = true;

    private CopyRows(CopyIn copy) throws SQLException {
        this.copy = copy;
        int noFlags = 0;
        int noExtension = 0;
        buffer.put(SIGNATURE).putInt(noFlags).putInt(noExtension);
    }

    /** Says whether a connection can do this; one that somebody wrapped may not. */
    static boolean isPossible(Connection connection) throws SQLException {
        return connection.isWrapperFor(BaseConnection.class);
    }

    /** Begins with a statement that copies key columns, item and size from STDIN in binary form. */
    static CopyRows begin(Connection connection, String sql) throws SQLException {
        return new CopyRows(new CopyManager(connection.unwrap(BaseConnection.class)).copyIn(sql));
    }

    void add(PutRow row) throws SQLException {
        room(Short.BYTES).putShort((short) (row.key().size() + 2));
        for (Object value : row.key()) {
            byte[] field = field(value);
            room(Integer.BYTES + field.length).putInt(field.length).put(field);
        }
        byte[] json = row.item().getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + 1 + json.length)
                .putInt(1 + json.length)
                .put(JSONB_VERSION)
                .put(json);
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(row.itemSize());
    }

    private static byte[] field(Object value) {
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        } else if (value instanceof BigDecimal number) {
            return ByteConverter.numeric(number);
        } else if (value instanceof Bytes bytes) {
            return SqlArray.content(bytes);
        }
        throw new IllegalArgumentException("no key column takes a " + value.getClass());
    }

    /** Returns the buffer with room for so many bytes more. */
    private ByteBuffer room(int bytes) throws SQLException {
        if (buffer.remaining() < bytes) {
            send();
            if (buffer.capacity() < bytes) {
                buffer = ByteBuffer.allocate(bytes);
            }
        }
        return buffer;
    }

    private void send() throws SQLException {
        isUnderWay = false;
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        isUnderWay = true;
        buffer.clear();
    }

    /** Stores the rows. */
    void store() throws SQLException {
        room(Short.BYTES).putShort(END);
        send();
        isUnderWay = false;
        copy.endCopy();
    }

    /** Stores nothing if that has not been done. */
    @Override
    public void close() throws SQLException {
        if (isUnderWay) {
            copy.cancelCopy();
        }
    }
}
