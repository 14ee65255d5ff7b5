// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.servers.LocalPostgres.Durability;

/** What holds for the servers that run on this machine itself: who reaches them, and what is left of them. */
final class EmbeddedServersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How the JVM that started the servers comes to its end. */
    enum End {
        RETURN,
        TERMINATE,
        KILL
    }

    @Test
    void embedded_postgres_isLocalAndFastAndLeavesNothing() throws IOException, SQLException {
        LocalPostgres server = LocalPostgres.embedded();
        Path data = Path.of(LocalPostgresIT.query(server, "SHOW data_directory"));

        assertThat(data).isDirectory();
        assertReachableOnlyBy(server.host(), server.port());
        assertDurability(server, "off");

        server.close();

        assertThat(data).doesNotExist();
    }

    @Test
    void embedded_postgresOfFullDurability_waitsForTheDisk() throws SQLException {
        try (LocalPostgres server = LocalPostgres.embedded(Durability.FULL)) {
            assertDurability(server, "on");
        }
    }

    @Test
    void embedded_postgresOfAnArchiveThatIsNotThere_saysWhich(@TempDir Path folder) {
        Path missing = folder.resolve("postgres-of-another-version.txz");

        assertThatIllegalStateException()
                .isThrownBy(() -> LocalPostgres.embedded(missing))
                .withMessageContaining(missing.toString());
    }

    @Test
    void embedded_dynamoDb_isLocal() throws IOException {
        try (LocalDynamoDb server = LocalDynamoDb.embedded()) {
            assertReachableOnlyBy(server.endpoint().getHost(), server.endpoint().getPort());
        }
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void embedded_whenItsJvmEnds_endsToo(End end, @TempDir Path temporary) throws IOException, InterruptedException {
        Process owner = startOwner(temporary);
        List<String> told = firstLine(owner);
        int postgresPort = Integer.parseInt(told.get(0));
        int dynamoDbPort = Integer.parseInt(told.get(1));
        Path data = Path.of(told.get(2));
        assertThat(Ports.accepts("127.0.0.1", postgresPort)).isTrue();
        assertThat(Ports.accepts("127.0.0.1", dynamoDbPort)).isTrue();

        bringAbout(end, owner);

        assertThat(owner.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertSoon(() -> !Ports.accepts(InetAddress.getLoopbackAddress(), postgresPort));
        assertSoon(() -> !Ports.accepts(InetAddress.getLoopbackAddress(), dynamoDbPort));
        assertSoon(() -> Files.notExists(data));
    }

    private static void assertReachableOnlyBy(String host, int port) throws IOException {
        assertThat(host).isEqualTo("127.0.0.1");
        assertThat(Ports.accepts(host, port)).isTrue();
        assertThat(Ports.otherAddresses()).isNotEmpty().noneMatch(address -> Ports.accepts(address, port));
    }

    private static void assertDurability(LocalPostgres server, String expected) throws SQLException {
        assertThat(LocalPostgresIT.query(server, "SHOW fsync")).isEqualTo(expected);
        assertThat(LocalPostgresIT.query(server, "SHOW synchronous_commit")).isEqualTo(expected);
    }

    /** Its temporary files are in a folder of its own, since a killed JVM deletes none; the binaries are shared. */
    private static Process startOwner(Path temporary) throws IOException {
        Path binaries = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dot.epg.working-dir=" + binaries,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServersOwner.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    private static List<String> firstLine(Process owner) throws IOException {
        BufferedReader lines = owner.inputReader(StandardCharsets.UTF_8);
        return List.of(lines.readLine().split(" ", 3));
    }

    private static void bringAbout(End end, Process owner) throws IOException {
        switch (end) {
            case RETURN -> owner.getOutputStream().close();
            case TERMINATE -> owner.destroy();
            case KILL -> owner.destroyForcibly();
        }
    }

    private static void assertSoon(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
