// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.StoreProviders;
import org.moviestore.table.StoreUrl;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresUrlTest {
    @Test
    void server_ofShortUrl_isLocal() {
        PostgresServer server = PostgresUrl.server(PostgresUrl.parse("postgresql:///films"));

        assertThat(server).isEqualTo(new PostgresServer("localhost", 5432, "films", null, null, Map.of()));
    }

    @Test
    void server_ofLongUrl_hasItsParts() {
        PostgresServer server = PostgresUrl.server(
                PostgresUrl.parse("jdbc:postgresql://bob:p%40ss@db.example:6543/films?sslmode=require&table=Movies"));

        assertThat(server)
                .isEqualTo(
                        new PostgresServer("db.example", 6543, "films", "bob", "p@ss", Map.of("sslmode", "require")));
        assertThat(server).hasToString("db.example:6543/films");
    }

    @Test
    void server_withUserAsParameter_takesIt() {
        PostgresServer server =
                PostgresUrl.server(PostgresUrl.parse("jdbc:postgresql://localhost/films?user=bob&password=secret"));

        assertThat(server.user()).isEqualTo("bob");
        assertThat(server.password()).isEqualTo("secret");
    }

    @Test
    void dataSource_hasTheOptions() {
        PostgresServer server = PostgresUrl.server(
                PostgresUrl.parse("postgresql://localhost/films?sslmode=verify-full&prepareThreshold=0"));

        PGSimpleDataSource source = server.dataSource(Duration.ofSeconds(3), Duration.ofSeconds(20));

        assertThat(source.getSslmode()).isEqualTo("verify-full");
        assertThat(source.getPrepareThreshold()).isZero();
        assertThat(source.getConnectTimeout()).isEqualTo(3);
        assertThat(source.getSocketTimeout()).isEqualTo(25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://localhost",
                "postgresql://localhost/",
                "postgresql://localhost/films/Movies",
                "postgresql://localhost/films?tabel=Movies",
                "postgresql://localhost/films?currentSchema=x",
                "postgresql://localhost/films?poolSize=0",
                "postgresql://localhost/films?poolSize=many",
                "postgresql://localhost/films?connectTimeout=0",
                "postgresql://localhost/films?connectTimeout=86401",
                "postgresql://localhost/films?timeoutSeconds=0",
                "postgresql://localhost/films?timeoutSeconds=86401",
                "postgresql://localhost/films?timeoutSeconds=soon",
                "postgresql://localhost/films?migrate=no",
                "postgresql://localhost/films?singleStatementUpdates=off",
                "postgresql://localhost/films?fullScans=false",
                "postgresql://localhost/films?schema=",
                "mysql://localhost/films",
                "films"
            })
    void builder_ofWrongUrl_refusesIt(String url) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> PostgresStore.builder(url))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_URL));
    }

    @Test
    void connectTimeout_ofMoreThanADay_isRefused() {
        PostgresStore.Builder builder = PostgresStore.builder("postgresql://localhost/films?connectTimeout=86400");

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> builder.connectTimeout(Duration.ofDays(30_000)))
                .withMessageContaining("the connect timeout must be from 1 second to 1 day")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_URL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://localhost/films", "postgres://localhost/films", "jdbc:postgresql:///films"})
    void provider_isFoundByScheme(String url) {
        assertThat(StoreProviders.forUrl(StoreUrl.parse(url))).isInstanceOf(PostgresStoreProvider.class);
    }
}
