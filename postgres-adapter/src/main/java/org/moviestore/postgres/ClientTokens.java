// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;

/**
 * Which transactions happened lately, by their client tokens: this role's, in this store. A token is claimed by the
 * transaction itself before it locks anything else, so whoever waits for one holds nothing that others wait for.
 */
final class ClientTokens {
    /** Waits for another transaction with the token, and then changes nothing if that was committed. */
    private static final String CLAIM = """
            INSERT INTO moviestore.client_tokens AS t (role_name, schema_name, token, fingerprint)
            VALUES (current_user, ?, ?, ?)
            ON CONFLICT (role_name, schema_name, token)
              DO UPDATE SET fingerprint = EXCLUDED.fingerprint, used_at = EXCLUDED.used_at
              WHERE t.used_at <= now() - interval '10 minutes'""";

    /** Waits for nobody. */
    private static final String REMOVE_OLD = """
            DELETE FROM moviestore.client_tokens WHERE ctid = ANY (ARRAY (
              SELECT ctid FROM moviestore.client_tokens
              WHERE role_name = current_user AND used_at <= now() - interval '10 minutes'
              ORDER BY used_at LIMIT 100 FOR UPDATE SKIP LOCKED))""";

    /** More old tokens are removed at a time than new ones come between two times, so they cannot grow in number. */
    private static final int CLAIMS_BETWEEN_REMOVALS = 16;

    private static final String FINGERPRINT = """
            SELECT fingerprint FROM moviestore.client_tokens
            WHERE role_name = current_user AND schema_name = ? AND token = ?""";

    private final String sqlSchema;
    private final AtomicInteger claims = new AtomicInteger();

    ClientTokens(String sqlSchema) {
        this.sqlSchema = sqlSchema;
    }

    /**
     * Says whether the transaction is still to happen, which from here on remembers it if it is committed.
     *
     * @throws RequestRejectedException if another transaction happened under this token
     */
    boolean claim(Connection connection, String token, Bytes fingerprint) throws SQLException {
        try (PreparedStatement claim =
                Sql.of(CLAIM, sqlSchema, token, fingerprint).prepare(connection)) {
            if (claim.executeUpdate() == 1) {
                removeOld(connection);
                return true;
            }
        }
        try (PreparedStatement look = Sql.of(FINGERPRINT, sqlSchema, token).prepare(connection);
                ResultSet row = look.executeQuery()) {
            row.next();
            if (!Bytes.of(row.getBytes(1)).equals(fingerprint)) {
                throw new RequestRejectedException(
                        ErrorCode.TX_TOKEN_MISMATCH,
                        "client token " + token + " was used for another transaction in the last 10 minutes; nothing"
                                + " has changed; give each transaction a token of its own");
            }
        }
        return false;
    }

    /** Not prepared, since a plan that was made for few rows is slow once there are many. */
    private void removeOld(Connection connection) throws SQLException {
        if (claims.getAndIncrement() % CLAIMS_BETWEEN_REMOVALS == 0) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(REMOVE_OLD);
            }
        }
    }
}
