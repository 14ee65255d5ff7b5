// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.MovieStore;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.StoreProviders;
import org.moviestore.table.StoreUrl;

class RemoteUrlTest {
    @ParameterizedTest
    @ValueSource(strings = {"tcp:", "tcp://", "tcp://localhost", "tcp://localhost:7070", "tcp://localhost/"})
    void builder_ofShortUrl_isLocal(String url) {
        RemoteStore.Builder builder = RemoteStore.builder(url);

        assertThat(builder.host).isEqualTo("localhost");
        assertThat(builder.port).isEqualTo(7070);
        assertThat(builder.encrypted).isFalse();
        assertThat(builder.timeout).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void builder_ofLongUrl_hasItsParts() {
        RemoteStore.Builder builder =
                RemoteStore.builder("tcps://[::1]:7171?table=Films&token=a%26b&timeoutSeconds=5&trust=/etc/ca.pem");

        assertThat(builder.host).isEqualTo("[::1]");
        assertThat(builder.port).isEqualTo(7171);
        assertThat(builder.encrypted).isTrue();
        assertThat(builder.timeout).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://localhost/Movies",
                "tcp://bob@localhost",
                "tcp://bob:secret@localhost",
                "tcp://:secret@localhost",
                "tcp://localhost:0",
                "tcp://localhost:65536",
                "tcp://localhost?tabel=Movies",
                "tcp://localhost?token=",
                "tcp://localhost?timeoutSeconds=0",
                "tcp://localhost?timeoutSeconds=86401",
                "tcp://localhost?timeoutSeconds=soon",
                "tcp://localhost?trust=secret.pem",
                "tcps://localhost?trust=%00",
                "tcp://localhost?fullScans=false",
                "http://localhost"
            })
    void builder_ofWrongUrl_refusesIt(String url) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> RemoteStore.builder(url))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_URL))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void builder_ofWrongTableName_refusesIt() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> RemoteStore.builder("tcp://localhost?table=a"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_NAME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://localhost", "tcps://localhost:7071?table=Movies", "tcp:"})
    void provider_isFoundByScheme(String url) {
        assertThat(StoreProviders.forUrl(StoreUrl.parse(url))).isInstanceOf(RemoteStoreProvider.class);
    }

    @Test
    void connect_trustingAFileThatIsNotThere_saysSo(@TempDir Path folder) {
        Path file = folder.resolve("ca.pem");

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> RemoteStore.connect("tcps://localhost?trust=" + file))
                .withMessageContaining(file + " of whom to trust is not there")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_URL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void connect_trustingAFileWithoutCertificates_saysSo(String content, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), content);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> RemoteStore.connect("tcps://localhost?trust=" + file))
                .withMessageContaining("holds no certificate")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_URL));
    }

    @Test
    void open_byUrl_hasTheTableThatItNames() {
        try (ScriptedServer server = new ScriptedServer();
                MovieStore movies = MovieStore.open(server.url("table=Films"))) {
            assertThat(movies.store()).isInstanceOf(RemoteStore.class);
        }
    }

    @Test
    void open_refusingFullScans_refusesThem() {
        try (ScriptedServer server = new ScriptedServer();
                RemoteStore store = RemoteStore.connect(server.url("fullScans=refuse"))) {
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> store.table("Movies").scan(ScanRequest.of(ScriptedServer.SCHEMA)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FULL_SCAN));
        }
    }
}
