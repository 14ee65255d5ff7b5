// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.moviestore.examples.relay.InputMark;
import org.moviestore.examples.server.LocalhostCertificate;
import org.moviestore.examples.server.TlsFiles;

/** The relay to a server, which may stop and start again while the relay runs. */
@Timeout(120)
class ServedRelayTest {
    private static final String FIRST = line(1, "a");
    private static final String SECOND = line(2, "b");
    private static final String THIRD = line(3, "c");
    private static final Map<String, String> OLD_TOKEN = Map.of("MOVIESTORE_TOKEN", "the old & secret");
    private static final Map<String, String> NEW_TOKEN = Map.of("MOVIESTORE_TOKEN", "the new & secret");

    private final KeptMovies kept = KeptMovies.withoutTable();

    /** The server that listens now. */
    private Served served;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() throws IOException {
        served.close();
    }

    /** A movie of so much text that no relay looks for what comes after it to know its input again. */
    private static String line(int year, String title) {
        return "{\"year\":" + year + ",\"title\":\"" + title + "\",\"plot\":\"" + "x".repeat(InputMark.BEGINNING_BYTES)
                + "\"}\n";
    }

    private void serve(Map<String, String> environment, String... more) throws IOException {
        served = Served.with(environment, kept.url(), more);
    }

    /** Stops the server and starts one on its port. */
    private void serveAgain(Map<String, String> environment, String... more) throws IOException {
        served.close();
        served = Served.listening("127.0.0.1:" + served.port(), environment, kept.url(), more);
    }

    private String[] relay(String file, String to, String... more) {
        String refused = folder.resolve("refused").toString();
        return Stream.concat(Stream.of("relay", file, "--to", to, "--refused", refused), Stream.of(more))
                .toArray(String[]::new);
    }

    private void awaitStored(int year, String title) {
        while (kept.movies().get(year, title).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /** Something that happens before more of an input can be read. */
    private interface Step {
        void take() throws IOException;
    }

    /** An input whose parts come one after the other, each after a step. */
    private static final class SlowInput extends InputStream {
        private final Deque<Step> steps = new ArrayDeque<>();
        private final Deque<String> parts = new ArrayDeque<>();
        private InputStream part = InputStream.nullInputStream();

        SlowInput then(Step step, String text) {
            steps.add(step);
            parts.add(text);
            return this;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = part.read(bytes, from, length);
            while (read < 0 && !parts.isEmpty()) {
                steps.remove().take();
                part = new ByteArrayInputStream(parts.remove().getBytes(StandardCharsets.UTF_8));
                read = part.read(bytes, from, length);
            }
            return read;
        }
    }

    @Test
    void relay_toHostAndPortWithTheEnvironmentsToken_createsTheTableAndStoresAll() throws IOException {
        serve(OLD_TOKEN);
        String file =
                Files.writeString(folder.resolve("movies.json"), FIRST + SECOND).toString();
        String[] arguments = {"relay", file, "--to", "127.0.0.1:" + served.port(), "--create-table"};

        Ran stranger = Ran.command(arguments);
        Ran ran = Ran.with("", OLD_TOKEN, arguments);

        assertThat(stranger.code()).isEqualTo(2);
        assertThat(stranger.messages()).singleElement().asString().contains("does not let this client in");
        assertThat(ran).isEqualTo(new Ran(0, "{\"relayed\":2,\"relayedBefore\":0,\"refused\":0,\"unknown\":0}\n", ""));
        assertThat(kept.titles()).containsExactly("a", "b");
    }

    @Test
    void relay_whileTheServerIsStartedAgain_goesOnByItself() throws IOException {
        kept.movies().createTable();
        serve(Map.of());
        SlowInput in = new SlowInput()
                .then(() -> assertThat(kept.titles()).isEmpty(), FIRST)
                .then(
                        () -> {
                            awaitStored(1, "a");
                            served.close();
                        },
                        SECOND)
                .then(() -> serveAgain(Map.of()), THIRD);

        Ran ran = Ran.with(in, Map.of(), relay("-", "127.0.0.1:" + served.port()));

        assertThat(ran).isEqualTo(new Ran(0, "{\"relayed\":3,\"relayedBefore\":0,\"refused\":0,\"unknown\":0}\n", ""));
        assertThat(kept.titles()).containsExactly("a", "b", "c");
    }

    @Test
    void relay_overTlsToAServerThatAsksForAnotherTokenSince_goesOnWithThat() throws Exception {
        kept.movies().createTable();
        TlsFiles files = LocalhostCertificate.make(folder);
        String[] tls = {
            "--tls-cert",
            files.certificates().toString(),
            "--tls-key",
            files.key().toString()
        };
        serve(OLD_TOKEN, tls);
        SlowInput in = new SlowInput()
                .then(() -> assertThat(kept.titles()).isEmpty(), FIRST)
                .then(
                        () -> {
                            awaitStored(1, "a");
                            serveAgain(NEW_TOKEN, tls);
                        },
                        SECOND);
        String to = "tcps://localhost:" + served.port() + "?trust=" + files.certificates();
        String journal = folder.resolve("journal").toString();
        String[] arguments = relay("-", to, "--journal", journal, "--give-up", "0");

        Ran stopped = Ran.with(in, OLD_TOKEN, arguments);
        Ran refused = Ran.with(FIRST + SECOND, OLD_TOKEN, arguments);
        kept.movies().delete(1, "a");
        Ran ran = Ran.with(FIRST + SECOND, NEW_TOKEN, arguments);

        assertThat(stopped.code()).isEqualTo(2);
        assertThat(stopped.out()).isEmpty();
        assertThat(stopped.messages()).hasSize(2).noneMatch(line -> line.contains("secret"));
        assertThat(stopped.messages().get(0))
                .isEqualTo("the relay stopped: 1 records are relayed, 0 were refused, 0 are unknown;"
                        + " the same command goes on from there");
        assertThat(stopped.messages().get(1)).startsWith("moviestore: line 2 could not be relayed: ");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.messages())
                .singleElement()
                .asString()
                .contains("does not let this client in", "token")
                .doesNotContain("secret");
        assertThat(ran.code()).isZero();
        assertThat(ran.lines()).containsExactly("{\"relayed\":1,\"relayedBefore\":1,\"refused\":0,\"unknown\":0}");
        assertThat(kept.titles()).as("what others deleted is not put again").containsExactly("b");
        assertThat(folder.resolve("refused")).doesNotExist();
    }
}
