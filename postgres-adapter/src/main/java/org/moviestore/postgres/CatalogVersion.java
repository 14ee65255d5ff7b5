// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.postgres.PostgresExceptions.InFlight;

/** Brings the adapter's own schema, with the catalog, to the version that this code needs. Flyway keeps its history. */
final class CatalogVersion {
    /** The newest migration. */
    static final int NEEDED = 6;

    static final String SCHEMA = "moviestore";
    static final String HISTORY_TABLE = "schema_history";
    static final String MIGRATIONS = "org/moviestore/postgres/migration";

    /** Not by the name alone, which a role that may not see the schema must not even mention. */
    private static final String HISTORY_EXISTS = """
            SELECT count(*) > 0 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'moviestore' AND c.relname = 'schema_history'""";

    private static final String CURRENT =
            "SELECT coalesce(max(version::integer), 0) FROM moviestore.schema_history WHERE success";

    static final String HOW_TO_MIGRATE =
            "run `./moviestore migrate` or call PostgresStore.migrate(url) with an owner role";

    private CatalogVersion() {}

    /** Checks that the catalog has the needed version, on a connection that commits by itself. */
    static boolean isCurrent(Connection connection) throws SQLException {
        int current = read(connection);
        if (current > NEEDED) {
            throw new RequestRejectedException("schema " + SCHEMA + " has version " + current
                    + ", made by a newer moviestore-postgres; this one knows up to " + NEEDED + ": use a newer one");
        }
        return current == NEEDED;
    }

    private static int read(Connection connection) throws SQLException {
        try (PreparedStatement exists = connection.prepareStatement(HISTORY_EXISTS);
                ResultSet row = exists.executeQuery()) {
            row.next();
            if (!row.getBoolean(1)) {
                return 0;
            }
        }
        try (PreparedStatement current = connection.prepareStatement(CURRENT);
                ResultSet row = current.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Returns the refusal of a catalog that is missing or old where it must not be migrated. */
    static RequestRejectedException stale() {
        return new RequestRejectedException("schema " + SCHEMA + " of this database is missing or of an older version,"
                + " and the store was opened without migration; " + HOW_TO_MIGRATE);
    }

    /** Brings the catalog to the newest version; racing calls wait for each other. */
    static void migrate(DataSource dataSource) {
        try {
            Flyway.configure(Objects.requireNonNull(CatalogVersion.class.getClassLoader()))
                    .dataSource(dataSource)
                    .schemas(SCHEMA)
                    .defaultSchema(SCHEMA)
                    .table(HISTORY_TABLE)
                    .locations("classpath:" + MIGRATIONS)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw failed(e);
        }
    }

    private static StoreException failed(FlywayException e) {
        Optional<SQLException> cause = Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
        if (cause.isEmpty()) {
            return new RequestRejectedException("cannot migrate schema " + SCHEMA + ": " + e.getMessage(), e);
        }
        if (PostgresExceptions.NO_RIGHT.equals(cause.get().getSQLState())) {
            return new RequestRejectedException(
                    "cannot migrate schema " + SCHEMA + ": " + PostgresExceptions.reason(cause.get()) + "; "
                            + HOW_TO_MIGRATE + ", then open the store with this one",
                    e);
        }
        return PostgresExceptions.translate(cause.get(), Operation.MIGRATE.call(), InFlight.NOTHING);
    }
}
