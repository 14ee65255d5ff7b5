// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.postgres.PostgresExceptions.InFlight;

/** What has to be right of a database before a store works on it. */
final class StoreOpening {
    private static final int OLDEST_SERVER = 140000;

    private static final String LOOK = """
            SELECT current_setting('server_version_num')::integer, current_setting('server_version'),
              current_setting('server_encoding'), current_database()""";

    private static final String HAS_SCHEMA = "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = ?)";

    private StoreOpening() {}

    /** Checks the database for a store in one of its schemas, and migrates the catalog where that is needed. */
    static void prepare(
            DataSource dataSource, String schema, boolean migrating, Function<SQLException, StoreException> explain) {
        boolean current = look(dataSource, explain, connection -> {
            checkDatabase(connection);
            checkSchema(connection, schema);
            return CatalogVersion.isCurrent(connection);
        });
        if (!current && !migrating) {
            throw CatalogVersion.stale();
        }
        if (!current) {
            CatalogVersion.migrate(dataSource);
        }
    }

    /** Migrates the catalog where that is needed. */
    static void migrate(DataSource dataSource, Function<SQLException, StoreException> explain) {
        boolean current = look(dataSource, explain, connection -> {
            checkDatabase(connection);
            return CatalogVersion.isCurrent(connection);
        });
        if (!current) {
            CatalogVersion.migrate(dataSource);
        }
    }

    private static boolean look(
            DataSource dataSource, Function<SQLException, StoreException> explain, Connections.Work<Boolean> work) {
        Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (SQLException e) {
            throw explain.apply(e);
        }
        try (connection) {
            return work.on(connection);
        } catch (SQLException e) {
            throw PostgresExceptions.translate(e, Operation.CONNECT.call(), InFlight.NOTHING);
        }
    }

    private static void checkDatabase(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOOK);
                ResultSet row = statement.executeQuery()) {
            row.next();
            if (row.getInt(1) < OLDEST_SERVER) {
                throw new RequestRejectedException(
                        "the server is PostgreSQL " + row.getString(2) + "; this adapter needs 14 or newer");
            }
            if (!row.getString(3).equals("UTF8")) {
                throw new RequestRejectedException("database \"" + row.getString(4) + "\" is encoded in "
                        + row.getString(3) + ", in which not all text can be stored; create one with ENCODING 'UTF8'");
            }
        }
    }

    private static void checkSchema(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement = Sql.of(HAS_SCHEMA, schema).prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new RequestRejectedException("the database has no schema \"" + schema
                        + "\"; create it with CREATE SCHEMA, or correct schema= in the URL");
            }
        }
    }
}
