// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.Movie;
import org.moviestore.MovieStore;
import org.moviestore.item.AttributeType;
import org.moviestore.table.TableSchema;

class ServeCommandTest {
    @TempDir
    private Path folder;

    /** Sends lines to a server and returns the lines of its replies, until it ends the connection. */
    private static List<String> conversation(Served served, String... lines) throws IOException {
        try (Socket socket = served.connect();
                BufferedReader replies =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream().write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return replies.lines().toList();
        }
    }

    @Test
    void serve_ofAStore_answersPeopleAsTheProtocolShows() throws Exception {
        try (Served served = Served.store("memory:", "--create-table")) {
            List<String> replies = conversation(
                    served,
                    "{\"op\":\"put\",\"movie\":{\"year\":2013,\"title\":\"Rush\",\"info\":{\"rating\":8.1}}}",
                    "",
                    "{\"op\":\"get\",\"year\":2013,\"title\":\"Rush\"}\r",
                    "{\"op\":\"delete\",\"year\":2013,\"title\":\"Rush\",\"condition\":\"info.rating < :r\","
                            + "\"values\":{\":r\":8}}",
                    "{\"op\":\"query\",\"year\":2013}");

            assertThat(replies).hasSize(5);
            assertThat(replies.get(0)).isEqualTo("{\"ok\":true}");
            assertThat(replies.get(1))
                    .isEqualTo("{\"ok\":true,\"movie\":{\"year\":2013,\"title\":\"Rush\",\"info\":{\"rating\":8.1}}}");
            assertThat(replies.get(2))
                    .startsWith("{\"ok\":false,\"error\":{\"code\":\"CONDITION_FAILED\",\"message\":\"")
                    .endsWith("\"retry\":\"NEVER\",\"maybeApplied\":false}}");
            assertThat(replies.get(3)).startsWith("{\"movie\":{\"year\":2013,\"title\":\"Rush\"");
            assertThat(replies.get(4)).isEqualTo("{\"ok\":true,\"count\":1}");
        }
    }

    @Test
    void serve_thatIsStopped_endsWith0() throws Exception {
        try (Served served = Served.store("memory:", "--create-table")) {
            int code = served.stop();

            assertThat(code).isZero();
            assertThat(served.messages()).isEmpty();
        }
    }

    @Test
    void serve_withACreatedTable_leavesTheMoviesOfOneThatIsThere() throws Exception {
        MovieStore movies = MovieStore.over(KeptStoreProvider.kept("serve-create"), "Films");
        movies.createTable();
        movies.put(Movie.of(2013, "Rush"));

        try (Served served = Served.store("kept://serve-create?table=Films", "--create-table")) {
            List<String> replies = conversation(served, "{\"op\":\"count\"}");

            assertThat(replies).containsExactly("{\"ok\":true,\"count\":1}");
        }
    }

    @Test
    void serve_withoutTheTable_saysSoAndServes() throws Exception {
        try (Served served = Served.store("memory:", "--table", "Films")) {
            List<String> replies = conversation(served, "{\"op\":\"info\"}", "{\"op\":\"count\"}");

            assertThat(served.messages()).contains("there is no table Films", "--create-table");
            assertThat(replies.get(0)).contains("\"store\":\"memory\"", "\"table\":\"Films\"");
            assertThat(replies.get(1)).contains("TABLE_NOT_FOUND");
        }
    }

    @Test
    void serve_whereTheTableIsOfSomethingElse_isRefused() {
        KeptStoreProvider.kept("serve-other")
                .createTable(TableSchema.builder("Movies")
                        .partitionKey("id", AttributeType.STRING)
                        .build());

        Ran ran = Ran.command("serve", "--store", "kept://serve-other", "--create-table", "--listen", "127.0.0.1:0");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).singleElement().asString().contains("was made for table Movies");
    }

    @Test
    void serve_withATokenOfTheEnvironment_asksForIt() throws Exception {
        try (Served served = Served.with(Map.of("MOVIESTORE_TOKEN", "secret"), "memory:", "--create-table")) {
            List<String> stranger = conversation(served, "{\"op\":\"count\"}");
            List<String> known =
                    conversation(served, "{\"op\":\"hello\",\"version\":1,\"token\":\"secret\"}", "{\"op\":\"count\"}");

            assertThat(stranger).singleElement().asString().contains("UNAUTHORIZED");
            assertThat(known).hasSize(2).last().isEqualTo("{\"ok\":true,\"count\":0}");
        }
    }

    @Test
    void serve_withATokenFile_prefersItToTheEnvironment() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "of the file\n");

        try (Served served = Served.with(
                Map.of("MOVIESTORE_TOKEN", "secret"), "memory:", "--create-table", "--token-file", file.toString())) {
            List<String> wrong = conversation(served, "{\"op\":\"hello\",\"version\":1,\"token\":\"secret\"}");
            List<String> right = conversation(served, "{\"op\":\"hello\",\"version\":1,\"token\":\"of the file\"}");

            assertThat(wrong).singleElement().asString().contains("UNAUTHORIZED");
            assertThat(right).singleElement().asString().startsWith("{\"ok\":true");
        }
    }

    @Test
    void serve_withLimits_obeysThem() throws Exception {
        try (Served served = Served.store("memory:", "--max-line-bytes", "1024", "--max-nesting", "3")) {
            List<String> replies = conversation(
                    served,
                    "{\"op\":\"put\",\"movie\":{\"year\":2013,\"title\":\"" + "x".repeat(2000) + "\"}}",
                    "{\"op\":\"put\",\"movie\":{\"a\":[[1]]}}",
                    "{\"op\":\"ping\"}");

            assertThat(replies).hasSize(3);
            assertThat(replies.get(0)).contains("MALFORMED", "1024");
            assertThat(replies.get(1)).contains("MALFORMED");
            assertThat(replies.get(2)).isEqualTo("{\"ok\":true}");
        }
    }

    @Test
    void serve_withMetrics_saysWhereTheyAre() throws Exception {
        try (Served served = Served.store("memory:", "--create-table", "--metrics", "127.0.0.1:0")) {
            conversation(served, "{\"op\":\"count\"}");
            String url = served.messages().replaceAll("(?s).*(http://\\S+).*", "$1");

            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(url).endsWith("/metrics");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("count");
        }
    }

    @Test
    void serve_toEverybody_warns() throws Exception {
        try (Served open = Served.listening("0.0.0.0:0", Map.of(), "memory:", "--create-table", "--insecure")) {
            assertThat(open.messages()).contains("warning: there is no token", String.valueOf(open.port()));
        }
    }

    @Test
    void serve_withATokenOverANetworkWithoutTls_warnsAndSoDoesTheClient() throws Exception {
        Map<String, String> token = Map.of("MOVIESTORE_TOKEN", "secret");
        try (Served asking = Served.listening("0.0.0.0:0", token, "memory:", "--create-table")) {
            Ran client = Ran.with("", token, "tables", "--store", "tcp://0.0.0.0:" + asking.port());

            assertThat(asking.messages().lines())
                    .singleElement()
                    .asString()
                    .startsWith("moviestore: warning: there is no TLS, so anybody on the way to ")
                    .endsWith(":" + asking.port() + " can read the token; give --tls-cert and --tls-key");
            assertThat(client.lines()).containsExactly("{\"table\":\"Movies\"}");
            assertThat(client.messages())
                    .singleElement()
                    .asString()
                    .startsWith("moviestore: warning: there is no TLS, so anybody on the way to 0.0.0.0 can read");
        }
        try (Served near = Served.with(token, "memory:", "--create-table")) {
            Ran.with("", token, "tables", "--store", near.url());

            assertThat(near.messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--listen 7070|'7070' is no address; write HOST:PORT",
                "--listen localhost:|'localhost:' is no address",
                "--listen localhost:65536|is no address",
                "--listen ::1:7070|is no address",
                "--listen 0.0.0.0:0|without a token",
                "--listen no-such-host.invalid:0|there is no address of host no-such-host.invalid",
                "--listen 0.0.0.0:0 --metrics 0.0.0.0:0 --insecure-metrics|without a token",
                "--listen 127.0.0.1:0 --metrics 0.0.0.0:0|read the metrics",
                "--listen 127.0.0.1:0 --metrics 0.0.0.0:0 --insecure|read the metrics",
                "--tls-cert server.pem|--tls-cert and --tls-key are given together, or neither",
                "--tls-key server.key|--tls-cert and --tls-key are given together, or neither",
                "--token-file no-such-file|there is no file no-such-file",
                "--token-file ..|--token-file must name a file, and .. is a folder",
                "--listen 127.0.0.1:0 --create-table --tls-cert .. --tls-key ..|the certificates of .. and the key of .. cannot be used",
                "--threads 0|the number of threads must be from 1",
                "--max-connections 0|the number of connections must be from 1",
                "--idle-seconds 0|the idle seconds must be from 1",
                "--max-line-bytes many|many",
                "--table a/b|table name",
                "--colour red|--colour"
            })
    void serve_withOptionsThatCannotBe_saysWhatToDo(String options, String message) {
        Ran ran = Ran.command(("serve --store memory: " + options).split(" "));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.messages()).singleElement().asString().contains(message).doesNotContain("should not happen");
    }

    @Test
    void serve_withoutAStore_saysHowToNameOne() {
        Ran ran = Ran.command("serve");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).singleElement().asString().contains("there is no store to work on");
    }

    @Test
    void serve_whereAnotherListens_saysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Ran ran = Ran.command(
                    "serve", "--store", "memory:", "--create-table", "--listen", "127.0.0.1:" + taken.getLocalPort());

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.messages())
                    .singleElement()
                    .asString()
                    .contains(String.valueOf(taken.getLocalPort()))
                    .doesNotContain("should not happen");
        }
    }

    @Test
    void serve_withTlsFilesThatAreNone_saysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("no.pem"), "nothing");

        Ran ran = Ran.command(
                "serve",
                "--store",
                "memory:",
                "--listen",
                "127.0.0.1:0",
                "--create-table",
                "--tls-cert",
                file.toString(),
                "--tls-key",
                file.toString());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).singleElement().asString().contains("no.pem").doesNotContain("should not happen");
    }

    @Test
    void serve_withATokenFileThatIsNoText_saysWhich() throws IOException {
        Path file = Files.write(folder.resolve("token"), new byte[] {'s', (byte) 0xFF});

        Ran ran = Ran.command("serve", "--store", "memory:", "--token-file", file.toString());

        assertThat(ran)
                .isEqualTo(new Ran(
                        2,
                        "",
                        "moviestore: --token-file must name a file of text, and " + file + " is none in UTF-8\n"));
    }

    @Test
    void serve_withAnEmptyTokenFile_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), " \n");

        Ran ran = Ran.command("serve", "--store", "memory:", "--token-file", file.toString());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).singleElement().asString().contains("holds no token");
    }
}
