// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private static Line line(String text) {
        return Line.of(ByteBuffer.wrap(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private Exchange read(String text) {
        Line line = line(text);
        parts.lineBytes().take(line.weight());
        List<Exchange> admitted = new ArrayList<>();
        reading.take(line, admitted::add);
        return admitted.get(0);
    }

    private void assertNothingKept() {
        assertThat(parts.lineBytes().taken()).isZero();
        assertThat(parts.underWay().count()).isZero();
    }

    private String replyOf(Exchange exchange) {
        exchange.carryOut();
        return sent();
    }

    private String sent() {
        channel.runPendingTasks();
        ByteBuf sent = channel.readOutbound();
        String reply = sent.toString(StandardCharsets.UTF_8).replace('"', '\'');
        sent.release();
        return reply;
    }

    @Test
    void take_idOfAnUnansweredRequest_isRefusedWithoutIt() {
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
        assertNothingKept();
    }

    @Test
    void take_lineThatIsNoRequest_isRefusedWithItsIdUnlessThatIsInUse() {
        Exchange first = read("{'op':'read','key':'a','id':1}");

        String inUse = replyOf(read("{'id':1,'op':'read','key':'b'"));
        String answered = replyOf(first);
        String free = replyOf(read("{'id':1,'op':'read','key':'b'"));

        assertThat(inUse).startsWith("{'ok':false,'error':{'code':'MALFORMED',");
        assertThat(answered).isEqualTo("{'id':1,'ok':true}\n");
        assertThat(free).startsWith("{'id':1,'ok':false,'error':{'code':'MALFORMED',");
        assertNothingKept();
    }

    @Test
    void take_requestThatIsNotUnderstood_keepsOnlyItsLineForTheAnswer() {
        Exchange fault = read("{'op':'large','size':-1,'id':1}");
        Exchange other = read("{'op':'read','key':'a','id':1}");
        int underWay = parts.underWay().count();
        long weight = fault.weight();

        assertThat(underWay).isEqualTo(1);
        assertThat(weight).isEqualTo(line("{'op':'large','size':-1,'id':1}").weight());
        assertThat(replyOf(fault)).startsWith("{'id':1,'ok':false,'error':{'code':'INTERNAL',");
        assertThat(replyOf(other)).isEqualTo("{'id':1,'ok':true}\n");
        assertNothingKept();
    }

    @Test
    void take_requestThatIsNotAdmitted_isAnsweredAndKeepsNothing() {
        Line line = line("{'op':'read','key':'a','id':1}");
        parts.lineBytes().take(line.weight());

        assertThatIllegalStateException()
                .isThrownBy(() -> reading.take(line, exchange -> {
                    throw new IllegalStateException("not admitted");
                }))
                .withMessage("not admitted");

        assertThat(sent()).startsWith("{'id':1,'ok':false,'error':{'code':'UNAVAILABLE',");
        assertNothingKept();
        assertThat(replyOf(read("{'op':'read','key':'a','id':1}"))).isEqualTo("{'id':1,'ok':true}\n");
    }
}
