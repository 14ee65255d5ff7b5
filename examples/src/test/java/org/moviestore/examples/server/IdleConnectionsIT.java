// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of which thousands of connections want nothing. */
class IdleConnectionsIT {
    private static final int CLIENTS = 10_000;

    @TempDir
    private Path folder;

    private Process java(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve(main.getSimpleName() + ".err").toFile())
                .start();
    }

    @Test
    void serve_tenThousandIdleConnectionsInASmallHeap_servesTheOneThatIsNot() throws IOException, InterruptedException {
        Process server = java(FakeServerMain.class, Integer.toString(CLIENTS + 1));
        try (BufferedReader serverSays = server.inputReader()) {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(serverSays.readLine()));
            Process clients =
                    java(IdleClientsMain.class, Integer.toString(address.getPort()), Integer.toString(CLIENTS));
            try (BufferedReader clientsSay = clients.inputReader();
                    RawClient busy = RawClient.connect(address)) {
                String connected = clientsSay.readLine();
                String crowded = busy.ask("{'op':'info'}");
                List<String> replies = askManyTimes(busy);
                clients.destroyForcibly().waitFor();
                String alone = busy.ask("{'op':'info'}");
                while (!alone.contains("'connections':1,")) {
                    alone = busy.ask("{'op':'info'}");
                }

                assertThat(connected).isEqualTo(Integer.toString(CLIENTS));
                assertThat(crowded).contains("'connections':" + (CLIENTS + 1) + ",");
                assertThat(replies).hasSize(1000).containsOnly("{'ok':true}");
            } finally {
                clients.destroyForcibly();
            }
            server.getOutputStream().close();
            assertThat(server.waitFor()).isZero();
        } finally {
            server.destroyForcibly();
        }
    }

    private static List<String> askManyTimes(RawClient client) throws IOException {
        List<String> replies = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            replies.add(client.ask("{'op':'write','key':'" + i + "'}"));
        }
        return replies;
    }
}
