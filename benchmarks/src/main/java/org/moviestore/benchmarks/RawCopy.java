// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Copies new movies into our table {@code LoadedMovies} as somebody would by hand, in binary; their JSON is there
 * ready.
 */
final class RawCopy {
    static final String TABLE = "LoadedMovies";

    private static final String COPY = """
            COPY "LoadedMovies" (year, title, item, item_size) FROM STDIN (FORMAT binary)""";
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int SENT_AT_ONCE = 1 << 16;
    private static final int LONGEST_ROW = 1 << 12;

    private final DataSource pool;

    RawCopy(DataSource pool) {
        this.pool = pool;
    }

    void copy(List<Film> films) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            CopyIn copy = new CopyManager(connection.unwrap(BaseConnection.class)).copyIn(COPY);
            ByteBuffer buffer = ByteBuffer.allocate(SENT_AT_ONCE + LONGEST_ROW).put(HEADER);
            for (Film film : films) {
                write(film, buffer);
                if (buffer.position() >= SENT_AT_ONCE) {
                    send(buffer, copy);
                }
            }
            buffer.putShort((short) -1);
            send(buffer, copy);
            copy.endCopy();
        }
    }

    private static void send(ByteBuffer buffer, CopyIn copy) throws SQLException {
        copy.writeToCopy(buffer.array(), buffer.arrayOffset(), buffer.position());
        buffer.clear();
    }

    private static void write(Film film, ByteBuffer buffer) {
        byte[] title = film.title().getBytes(StandardCharsets.UTF_8);
        byte[] json = film.json().getBytes(StandardCharsets.UTF_8);
        buffer.putShort((short) 4);
        // A year is a numeric of one digit to the base of 10,000: its count, weight, sign and scale come before it.
        buffer.putInt(10)
                .putShort((short) 1)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0);
        buffer.putShort((short) film.year());
        buffer.putInt(title.length).put(title);
        buffer.putInt(1 + json.length).put((byte) 1).put(json);
        buffer.putInt(4).putInt(film.size());
    }
}
