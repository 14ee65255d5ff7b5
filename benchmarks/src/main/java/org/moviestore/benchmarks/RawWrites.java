// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Writes our table {@code WrittenMovies} as somebody would by hand, for speed and nothing else: JSON and sizes are
 * there ready, and what a statement was not written for may fail or go wrong.
 */
final class RawWrites {
    static final String TABLE = "WrittenMovies";

    private static final String UPSERT = """
            INSERT INTO "WrittenMovies" AS t (year, title, item, item_size) VALUES (?, ?, ?::jsonb, ?)
            ON CONFLICT (year, title) DO UPDATE SET item = EXCLUDED.item, item_size = EXCLUDED.item_size""";
    private static final String UPSERT_IF_RATED_BELOW = UPSERT + " WHERE (t.item->'info'->>'rating')::numeric < ?";
    private static final String SET_RATING = """
            UPDATE "WrittenMovies" SET item = jsonb_set(item, '{info,rating}', ?::jsonb)
            WHERE year = ? AND title = ?""";
    private static final String LOCK = """
            SELECT item FROM "WrittenMovies" WHERE year = ? AND title = ? FOR UPDATE""";
    private static final String REPLACE = """
            UPDATE "WrittenMovies" SET item = ?::jsonb WHERE year = ? AND title = ?""";
    private static final String UPSERT_MANY = """
            INSERT INTO "WrittenMovies" (year, title, item, item_size)
            SELECT y, s, d::jsonb, z FROM unnest(?::int[], ?::text[], ?::text[], ?::int[]) AS k (y, s, d, z)
            ON CONFLICT (year, title) DO UPDATE SET item = EXCLUDED.item, item_size = EXCLUDED.item_size""";
    private static final String DELETE_MANY = """
            DELETE FROM "WrittenMovies" AS t USING unnest(?::int[], ?::text[]) AS k (y, s)
            WHERE t.year = k.y AND t.title = k.s""";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final DataSource pool;

    RawWrites(DataSource pool) {
        this.pool = pool;
    }

    void put(Film film) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            put(connection, film);
        }
    }

    private static void put(Connection connection, Film film) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            bind(upsert, film);
            upsert.executeUpdate();
        }
    }

    /** Says whether the movie was put, since the stored one is rated lower. */
    boolean putIfRatedBelow(Film film, BigDecimal rating) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement upsert = connection.prepareStatement(UPSERT_IF_RATED_BELOW)) {
            bind(upsert, film);
            upsert.setBigDecimal(5, rating);
            return upsert.executeUpdate() == 1;
        }
    }

    private static void bind(PreparedStatement upsert, Film film) throws SQLException {
        upsert.setInt(1, film.year());
        upsert.setString(2, film.title());
        upsert.setString(3, film.json());
        upsert.setInt(4, film.size());
    }

    void setRating(int year, String title, BigDecimal rating) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement update = connection.prepareStatement(SET_RATING)) {
            update.setString(1, rating.toPlainString());
            update.setInt(2, year);
            update.setString(3, title);
            update.executeUpdate();
        }
    }

    /** Does the same in a transaction: reads the item under a lock, changes it here, and writes it. */
    void readAndSetRating(int year, String title, BigDecimal rating) throws SQLException, IOException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            ObjectNode item = lock(connection, year, title);
            ((ObjectNode) item.get("info")).put("rating", rating);
            try (PreparedStatement replace = connection.prepareStatement(REPLACE)) {
                replace.setString(1, item.toString());
                replace.setInt(2, year);
                replace.setString(3, title);
                replace.executeUpdate();
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static ObjectNode lock(Connection connection, int year, String title) throws SQLException, IOException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setInt(1, year);
            lock.setString(2, title);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return (ObjectNode) JSON.readTree(row.getBytes(1));
            }
        }
    }

    /** Puts two movies in a transaction of three round trips; the first brings its beginning along. */
    void putBoth(Film one, Film other) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            put(connection, one);
            put(connection, other);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    void putAll(List<Film> films) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement upsert = connection.prepareStatement(UPSERT_MANY)) {
            bindKeys(connection, upsert, films);
            upsert.setArray(
                    3,
                    connection.createArrayOf(
                            "text", films.stream().map(Film::json).toArray()));
            upsert.setArray(
                    4,
                    connection.createArrayOf(
                            "int4", films.stream().map(Film::size).toArray()));
            upsert.executeUpdate();
        }
    }

    void deleteAll(List<Film> films) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement delete = connection.prepareStatement(DELETE_MANY)) {
            bindKeys(connection, delete, films);
            delete.executeUpdate();
        }
    }

    private static void bindKeys(Connection connection, PreparedStatement statement, List<Film> films)
            throws SQLException {
        statement.setArray(
                1,
                connection.createArrayOf("int4", films.stream().map(Film::year).toArray()));
        statement.setArray(
                2,
                connection.createArrayOf("text", films.stream().map(Film::title).toArray()));
    }
}
