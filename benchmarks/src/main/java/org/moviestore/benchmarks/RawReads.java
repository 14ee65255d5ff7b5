// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads our table {@code Movies} as somebody would by hand, for speed and nothing else: what comes are the bytes of the
 * items' JSON.
 */
final class RawReads {
    static final String TABLE = "Movies";

    private static final int PAGE = 1000;
    /** Signature, flags and length of an extension. */
    private static final int COPY_HEAD = 19;
    /** How many columns there are, how long the one is, and the version of its form. */
    private static final int COPY_ROW_HEAD = 7;

    private static final String GET = """
            SELECT item FROM "Movies" WHERE year = ? AND title = ?""";
    private static final String PARTITION = """
            SELECT item FROM "Movies" WHERE year = ? ORDER BY title""";
    private static final String FIRST_PAGE = """
            SELECT item, year, title FROM "Movies" ORDER BY year, title LIMIT ?""";
    private static final String NEXT_PAGE = """
            SELECT item, year, title FROM "Movies" WHERE (year, title) > (?, ?) ORDER BY year, title LIMIT ?""";
    private static final String FIRST_RATED_PAGE = """
            SELECT item, year, title FROM "Movies"
            WHERE (item->'info'->>'rating')::numeric > ?
            ORDER BY year, title LIMIT ?""";
    private static final String NEXT_RATED_PAGE = """
            SELECT item, year, title FROM "Movies"
            WHERE (year, title) > (?, ?) AND (item->'info'->>'rating')::numeric > ?
            ORDER BY year, title LIMIT ?""";

    private final DataSource pool;

    RawReads(DataSource pool) {
        this.pool = pool;
    }

    void get(int year, String title, Sink sink) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement get = connection.prepareStatement(GET)) {
            get.setInt(1, year);
            get.setString(2, title);
            try (ResultSet row = get.executeQuery()) {
                if (row.next()) {
                    sink.take(row.getBytes(1));
                }
            }
        }
    }

    void partition(int year, Sink sink) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(PARTITION)) {
            select.setInt(1, year);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sink.take(rows.getBytes(1));
                }
            }
        }
    }

    /** Reads the table in pages, each of which begins after the last key of the one before. */
    void stream(Sink sink) throws SQLException {
        Position last = page(FIRST_PAGE, sink, PAGE);
        while (last.isFull()) {
            last = page(NEXT_PAGE, sink, last.year(), last.title(), PAGE);
        }
    }

    /** As {@link #stream}, of the movies that are rated higher. */
    void ratedOver(BigDecimal rating, Sink sink) throws SQLException {
        Position last = page(FIRST_RATED_PAGE, sink, rating, PAGE);
        while (last.isFull()) {
            last = page(NEXT_RATED_PAGE, sink, last.year(), last.title(), rating, PAGE);
        }
    }

    /** Reads a whole table by a cursor, in the order in which it lies there. */
    void cursor(String table, Sink sink) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement select = connection.prepareStatement("SELECT item FROM \"" + table + "\"")) {
                select.setFetchSize(PAGE);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        sink.take(rows.getBytes(1));
                    }
                }
            }
            connection.rollback();
        }
    }

    /** Copies a whole table out; the first message begins with a head, and all rows with how long they are. */
    void copy(String table, Sink sink) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            CopyOut copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT item FROM \"" + table + "\") TO STDOUT (FORMAT binary)");
            int head = COPY_HEAD;
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                if (row.length > head + COPY_ROW_HEAD) {
                    sink.take(Arrays.copyOfRange(row, head + COPY_ROW_HEAD, row.length));
                }
                head = 0;
            }
        }
    }

    private record Position(BigDecimal year, String title, boolean isFull) {}

    private Position page(String sql, Sink sink, Object... parameters) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                BigDecimal year = BigDecimal.ZERO;
                String title = "";
                int count = 0;
                while (rows.next()) {
                    sink.take(rows.getBytes(1));
                    if (++count == PAGE) {
                        year = rows.getBigDecimal(2);
                        title = rows.getString(3);
                    }
                }
                return new Position(year, title, count == PAGE);
            }
        }
    }
}
