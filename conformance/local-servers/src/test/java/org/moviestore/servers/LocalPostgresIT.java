// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalPostgresIT {
    private LocalPostgres server;

    LocalPostgres start() {
        return LocalPostgres.embedded();
    }

    @BeforeAll
    void startServer() {
        server = start();
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @Test
    void database_afterTheStart_isUtf8AndSortsByLanguage() throws SQLException {
        String encoding = query(server, "SHOW server_encoding");
        String sorted =
                query(server, "SELECT string_agg(x, '' ORDER BY x) FROM unnest(ARRAY['b', 'B', 'a', 'é', 'f']) AS x");

        assertThat(encoding).isEqualTo("UTF8");
        assertThat(sorted).isEqualTo("abBéf");
    }

    @Test
    void serverVersion_always_isTheServersOwn() throws SQLException {
        assertThat(server.serverVersion()).isEqualTo(query(server, "SHOW server_version"));
    }

    @Test
    void createDatabase_withAFreeName_canBeConnectedTo() throws SQLException {
        server.createDatabase("films_1");

        assertThat(query(server.jdbcUrl("films_1"), server, "SELECT current_database()"))
                .isEqualTo("films_1");
    }

    @Test
    void createDatabase_withATakenName_saysSo() {
        assertThatThrownBy(() -> server.createDatabase(server.database()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already exists");
    }

    @Test
    void createDatabase_withAQuoteInTheName_isRefused() {
        assertThatThrownBy(() -> server.createDatabase("a\"b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void connect_withAnotherPassword_isRefused() {
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "another"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void toString_always_keepsThePassword() {
        assertThat(server.toString()).contains(server.serverVersion()).doesNotContain(server.password());
        assertThat(server.jdbcUrl()).doesNotContain(server.password());
    }

    @Test
    void close_twice_stopsTheServer() throws IOException {
        LocalPostgres another = start();

        another.close();
        another.close();

        assertThat(Ports.accepts(another.host(), another.port())).isFalse();
    }

    static String query(LocalPostgres server, String sql) throws SQLException {
        return query(server.jdbcUrl(), server, sql);
    }

    private static String query(String url, LocalPostgres server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
