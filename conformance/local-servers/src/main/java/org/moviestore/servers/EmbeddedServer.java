// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.moviestore.servers.LocalPostgres.Durability;

/** Runs PostgreSQL's binaries, those of the class path unless told otherwise, over a data folder of its own. */
final class EmbeddedServer {
    private static final String HOST = "127.0.0.1";
    private static final String USER = "postgres";
    private static final Duration START_DEADLINE = Duration.ofSeconds(60);

    private EmbeddedServer() {}

    static LocalPostgres start(Durability durability, UnaryOperator<EmbeddedPostgres.Builder> settings) {
        String password = UUID.randomUUID().toString().replace("-", "");
        try {
            Path data = Files.createTempDirectory("moviestore-postgres-");
            Runnable cleanUp = Watchdog.over(data);
            try {
                EmbeddedPostgres server = start(data, password, durability, settings);
                return LocalPostgres.of(HOST, server.getPort(), USER, password, () -> stop(server, cleanUp));
            } catch (IOException | RuntimeException e) {
                cleanUp.run();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("The embedded PostgreSQL did not start: " + e.getMessage(), e);
        }
    }

    private static EmbeddedPostgres start(
            Path data, String password, Durability durability, UnaryOperator<EmbeddedPostgres.Builder> settings)
            throws IOException {
        String durable = durability == Durability.FULL ? "on" : "off";
        // What a production server of that much data has; the other is PostgreSQL's default.
        String cache = durability == Durability.FULL ? "1GB" : "128MB";
        Path passwordFile = Files.createTempFile("moviestore-postgres-", ".password");
        try {
            Files.writeString(passwordFile, password);
            return settings.apply(EmbeddedPostgres.builder())
                    .setDataDirectory(data)
                    .setPGStartupWait(START_DEADLINE)
                    .setServerConfig("listen_addresses", HOST)
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("shared_buffers", cache)
                    .setServerConfig("fsync", durable)
                    .setServerConfig("synchronous_commit", durable)
                    // Options of initdb: each "locale configuration" is one, whatever it configures.
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setConnectConfig("password", password)
                    .start();
        } finally {
            Files.delete(passwordFile);
        }
    }

    private static void stop(EmbeddedPostgres server, Runnable cleanUp) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cleanUp.run();
        }
    }
}
