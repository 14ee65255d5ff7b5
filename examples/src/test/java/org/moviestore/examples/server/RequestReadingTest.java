// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestReadingTest {
    private final ServerParts parts = ServerParts.of(
            ServerOptions.builder(Served.freePort()).build(),
            new FakeRequests(),
            new ServerMetrics(new SimpleMeterRegistry()));
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final RequestReading reading = new RequestReading(
            parts, new Outbox(channel, parts, () -> {}), new RequestRoom(parts.lineBytes(), (bytes, line) -> false));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        parts.threads().stop(Duration.ZERO);
    }

    private Exchange read(String line) {
        byte[] bytes = line.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return reading.read(Line.of(ByteBuffer.wrap(bytes)));
    }

    private String replyOf(Exchange exchange) {
        exchange.carryOut();
        channel.runPendingTasks();
        ByteBuf sent = channel.readOutbound();
        String reply = sent.toString(StandardCharsets.UTF_8).replace('"', '\'');
        sent.release();
        return reply;
    }

    @Test
    void read_idOfAnUnansweredRequest_isRefusedWithoutIt() {
        Exchange first = read("{'op':'read','key':'a','id':1}");
        Exchange second = read("{'op':'read','key':'b','id':1}");

        String refused = replyOf(second);
        String answered = replyOf(first);
        String again = replyOf(read("{'op':'read','key':'b','id':1}"));

        assertThat(refused)
                .startsWith("{'ok':false,'error':{'code':'MALFORMED',")
                .contains("the same id, 1;");
        assertThat(answered).isEqualTo("{'id':1,'ok':true}\n");
        assertThat(again).isEqualTo(answered);
        assertThat(parts.underWay().count()).isZero();
    }
}
