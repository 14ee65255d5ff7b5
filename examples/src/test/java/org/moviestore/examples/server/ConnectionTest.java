// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private final FakeRequests requests = new FakeRequests();
    private final ServerParts parts = ServerParts.of(
            ServerOptions.builder(Served.freePort()).build(), requests, new ServerMetrics(new SimpleMeterRegistry()));
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Connection connection = new Connection(parts, channel);

    @AfterEach
    void close() {
        parts.threads().stop(Duration.ZERO);
        channel.finishAndReleaseAll();
    }

    private long left() {
        return connection.endIfIdle().orElseThrow();
    }

    @Test
    void endIfIdle_replyThatIsNotTakenYet_countsFromTheEndOfTheRequest() throws InterruptedException {
        String line = "{\"op\":\"read\",\"key\":\"a\",\"gate\":\"g\",\"id\":1}";
        long idle = parts.options().limits().idle().toNanos();
        connection.receive(Line.of(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8))));
        connection.readOn();
        requests.awaitSomebodyAt("g");
        long whileItRuns = left();

        long opened = System.nanoTime();
        requests.open("g");
        long left = left();
        while (left == idle) {
            left = left();
        }
        long sinceOpened = System.nanoTime() - opened;

        assertThat(whileItRuns).isEqualTo(idle);
        assertThat(idle - left).isLessThan(sinceOpened);
        assertThat(connection.unreadBytes()).isPositive();
    }
}
