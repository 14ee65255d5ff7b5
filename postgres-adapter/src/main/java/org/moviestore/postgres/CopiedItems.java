// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.copy.CopyOut;

/** The values of one jsonb column that COPY sends in its binary format, one by one. */
final class CopiedItems {
    private static final int SIGNATURE_BYTES = 11;
    private static final int FLAGS_BYTES = 4;
    /** Before each value jsonb has the version of its form, which is text. */
    private static final int VERSION_BYTES = 1;

    private static final int END = -1;

    private final CopyOut copy;
    private ByteBuffer sent = ByteBuffer.allocate(0);
    private boolean isBegun;

    CopiedItems(CopyOut copy) {
        this.copy = copy;
    }

    /** Returns the next value as JSON, or nothing once all were returned. */
    Optional<byte[]> next() throws SQLException {
        if (!isBegun) {
            skip(SIGNATURE_BYTES + FLAGS_BYTES);
            skip(await(Integer.BYTES).getInt());
            isBegun = true;
        }
        if (await(Short.BYTES).getShort() == END) {
            while (copy.readFromCopy() != null) {
                // Nothing follows, but the copy ends only when it was told so.
            }
            return Optional.empty();
        }
        byte[] json = new byte[await(Integer.BYTES).getInt() - VERSION_BYTES];
        skip(VERSION_BYTES);
        await(json.length).get(json);
        return Optional.of(json);
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
