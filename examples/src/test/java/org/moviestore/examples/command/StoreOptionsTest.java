// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The URLs of stores, and the tokens that they get. */
class StoreOptionsTest {
    private static final String TOKEN = "a b&c";

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    private Shell shell(Map<String, String> environment) {
        PrintStream err = new PrintStream(messages, true, StandardCharsets.UTF_8);
        return new Shell(
                InputStream.nullInputStream(),
                new Output(new ByteArrayOutputStream()),
                err,
                environment,
                Progress.none(err));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:7070, tcp://localhost:7070",
        "localhost, tcp://localhost",
        "[::1]:7070, tcp://[::1]:7070",
        "10.0.0.1:80, tcp://10.0.0.1:80",
        "tcps://films.example.org?table=Films, tcps://films.example.org?table=Films",
        "memory:, memory:",
        "postgresql://localhost/films, postgresql://localhost/films"
    })
    void storeUrl_ofAnAddressOrUrl_isAUrl(String to, String url) {
        assertThat(RelayCommand.storeUrl(to, shell(Map.of()))).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:7070, tcp://localhost:7070?token=a%20b%26c",
        "tcps://h?table=Films, tcps://h?table=Films&token=a%20b%26c",
        "tcp://h?token=mine, tcp://h?token=mine",
        "kept://h, kept://h"
    })
    void storeUrl_withATokenInTheEnvironment_hasItWhereAServerIsAsked(String to, String url) {
        assertThat(RelayCommand.storeUrl(to, shell(Map.of("MOVIESTORE_TOKEN", "a b&c"))))
                .isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://192.0.2.1:7070", "tcp://[2001:db8::1]", "tcp://192.0.2.1?table=Films"})
    void usable_whereTheTokenGoesOverANetworkWithoutTls_warns(String url) {
        StoreOptions.usable(url, shell(Map.of("MOVIESTORE_TOKEN", TOKEN)));
        StoreOptions.usable(url + (url.contains("?") ? "&" : "?") + "token=mine", shell(Map.of()));

        assertThat(messages.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("moviestore: warning: there is no TLS, so anybody on the way to ")
                        .endsWith(" can read the token; write tcps:// where the server has --tls-cert")
                        .doesNotContain("mine"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://127.0.0.1:7070",
                "tcp://[::1]:7070",
                "tcp://localhost",
                "tcps://192.0.2.1:7070",
                "tcp://no-such-host.invalid",
                "postgresql://192.0.2.1/films",
                "memory:"
            })
    void usable_whereNobodyCanReadTheToken_saysNothing(String url) {
        StoreOptions.usable(url, shell(Map.of("MOVIESTORE_TOKEN", TOKEN)));

        assertThat(messages.size()).isZero();
    }

    @Test
    void usable_withoutAToken_saysNothing() {
        String url = StoreOptions.usable("tcp://192.0.2.1", shell(Map.of("MOVIESTORE_TOKEN", " ")));

        assertThat(url).isEqualTo("tcp://192.0.2.1");
        assertThat(messages.size()).isZero();
    }
}
