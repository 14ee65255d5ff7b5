// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionHandlerTest {
    private final ServerParts parts = ServerParts.of(
            ServerOptions.builder(Served.freePort())
                    .limits(ServerLimits.builder().maxConnections(1).build())
                    .build(),
            new FakeRequests(),
            new ServerMetrics(new SimpleMeterRegistry()));
    private final List<Client> clients = new ArrayList<>();

    /** A client of which the server has heard. */
    private final class Client {
        private final HeldSocket socket = new HeldSocket();
        private final EmbeddedChannel channel = new EmbeddedChannel(socket);

        Client() {
            channel.pipeline().addLast(new ConnectionHandler(parts, new Connection(parts, channel)));
            channel.pipeline().fireChannelActive();
            channel.runPendingTasks();
            clients.add(this);
        }

        private boolean isConnected() {
            return channel.isOpen();
        }

        private String take() {
            String taken = socket.take();
            channel.runPendingTasks();
            return taken;
        }
    }

    @AfterEach
    void close() {
        clients.forEach(client -> {
            client.take();
            client.channel.finishAndReleaseAll();
        });
        parts.threads().stop(Duration.ZERO);
    }

    @Test
    void connect_manyThatAreRefusedAndDoNotGo_areCutOffWithoutAWord() {
        Client taken = new Client();
        List<Client> refused = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            refused.add(new Client());
        }
        Client cutOff = new Client();
        Client first = refused.get(0);
        String told = first.take();
        Client last = new Client();

        assertThat(taken.isConnected()).isTrue();
        assertThat(told).contains("UNAVAILABLE", "this server has 1 connections");
        assertThat(first.isConnected()).isFalse();
        assertThat(refused).filteredOn(Client::isConnected).hasSize(99);
        assertThat(cutOff.isConnected()).isFalse();
        assertThat(cutOff.take()).isEmpty();
        assertThat(last.isConnected()).isTrue();
        assertThat(last.take()).contains("this server has 1 connections");
        assertThat(parts.connections().count()).isEqualTo(1);
    }
}
