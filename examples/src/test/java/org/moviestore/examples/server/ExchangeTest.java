// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.remote.protocol.RequestId;

class ExchangeTest {
    private static final String OK = "{'id':1,'ok':true}\n";
    private static final RequestId ID = RequestId.of(1);

    private final ServerParts parts = ServerParts.of(
            ServerOptions.builder(Served.freePort()).build(),
            new FakeRequests(),
            new ServerMetrics(new SimpleMeterRegistry()));
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Outbox outbox = new Outbox(channel, parts, () -> {});
    private final Set<RequestId> idsInUse = new HashSet<>();
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        parts.threads().stop(Duration.ZERO);
    }

    private Exchange exchange(boolean isWrite, Duration age, Supplier<String> reply) {
        return exchange(new OneReply(Touched.nothing(), isWrite, false, reply), age);
    }

    private Exchange exchange(Work work, Duration age) {
        Line line = new Line(ByteBuffer.allocate(0), "", System.nanoTime() - age.toNanos());
        parts.lineBytes().take(line.weight());
        RequestRoom room = new RequestRoom(parts.lineBytes(), (bytes, length) -> false);
        Reservation reservation = new Reservation(parts.underWay(), room, idsInUse, Optional.of(ID));
        assertThat(reservation.take(work instanceof Lookup ? 0 : 1000, line)).isEmpty();
        return new Exchange(parts, outbox, reservation, Optional.of(ID), "op", work, line);
    }

    private String ok() {
        runs.incrementAndGet();
        return "{\"id\":1,\"ok\":true}";
    }

    private static String fail(RuntimeException failure) {
        throw failure;
    }

    /** Carries it out and returns what was sent. */
    private String replyOf(Exchange exchange) {
        boolean isDone = exchange.carryOut();
        assertThat(isDone).isTrue();
        return sentAtTheEnd();
    }

    private String sentAtTheEnd() {
        assertThat(parts.underWay().count()).isZero();
        assertThat(parts.lineBytes().taken()).isZero();
        assertThat(idsInUse).isEmpty();
        channel.runPendingTasks();
        StringBuilder sent = new StringBuilder();
        ByteBuf next = channel.readOutbound();
        while (next != null) {
            sent.append(next.toString(StandardCharsets.UTF_8));
            next.release();
            next = channel.readOutbound();
        }
        return sent.toString().replace('"', '\'');
    }

    @Test
    void carryOut_writeThatHasWaitedTooLong_doesNotHappenAndSaysSo() {
        Exchange exchange = exchange(true, Duration.ofSeconds(31), this::ok);

        String reply = replyOf(exchange);

        assertThat(reply)
                .startsWith("{'id':1,'ok':false,'error':{'code':'UNAVAILABLE',")
                .contains("waited too long", "nothing happened", "'retry':'AFTER_BACKOFF','maybeApplied':false");
        assertThat(runs).hasValue(0);
    }

    @Test
    void carryOut_writeInTime_happens() {
        Exchange exchange = exchange(true, Duration.ofSeconds(1), this::ok);

        String reply = replyOf(exchange);

        assertThat(reply).isEqualTo(OK);
        assertThat(runs).hasValue(1);
    }

    @Test
    void carryOut_readThatHasWaitedLong_isCarriedOut() {
        Exchange exchange = exchange(false, Duration.ofMinutes(10), this::ok);

        String reply = replyOf(exchange);

        assertThat(reply).isEqualTo(OK);
        assertThat(runs).hasValue(1);
    }

    @Test
    void carryOut_faultOfAWrite_saysThatItMayHaveHappened() {
        Exchange exchange = exchange(true, Duration.ZERO, () -> fail(new IllegalStateException("a secret value")));

        String reply = replyOf(exchange);

        assertThat(reply)
                .startsWith("{'id':1,'ok':false,'error':{'code':'INTERNAL',")
                .contains("'retry':'IF_IDEMPOTENT','maybeApplied':true")
                .doesNotContain("secret");
    }

    @Test
    void carryOut_faultOfAWriteThatNamesNoFeature_saysThatItMayHaveHappened() {
        Exchange exchange = exchange(true, Duration.ZERO, () -> fail(new UnsupportedOperationException()));

        String reply = replyOf(exchange);

        assertThat(reply).contains("'INTERNAL'", "'retry':'IF_IDEMPOTENT','maybeApplied':true");
    }

    @Test
    void carryOut_faultOfARead_saysThatNothingHappened() {
        Exchange exchange = exchange(false, Duration.ZERO, () -> fail(new IllegalStateException("a secret value")));

        String reply = replyOf(exchange);

        assertThat(reply)
                .startsWith("{'id':1,'ok':false,'error':{'code':'INTERNAL',")
                .contains("'retry':'NEVER','maybeApplied':false")
                .doesNotContain("secret", "may have happened");
    }

    @Test
    void carryOut_errorOfTheStore_isToldAsItIs() {
        String down = replyOf(exchange(true, Duration.ZERO, () -> fail(new StoreUnavailableException("down; wait"))));
        String unknown = replyOf(exchange(
                true,
                Duration.ZERO,
                () -> fail(new OutcomeUnknownException("who knows", new IllegalStateException("cause")))));

        assertThat(down).contains("'UNAVAILABLE'", "down; wait", "'maybeApplied':false");
        assertThat(unknown).contains("'OUTCOME_UNKNOWN'", "'maybeApplied':true");
    }

    @Test
    void takeUnread_afterALookup_isItsLineAndNothingIsSent() {
        Exchange exchange = exchange(new Lookup(runs::incrementAndGet), Duration.ZERO);

        exchange.carryOut();
        Optional<Line> line = exchange.takeUnread();
        exchange.giveUp();

        assertThat(runs).hasValue(1);
        assertThat(exchange.stopsReading()).isTrue();
        assertThat(parts.lineBytes().taken())
                .isEqualTo(line.orElseThrow().weight())
                .isPositive();
        parts.lineBytes().release(line.orElseThrow().weight());
        assertThat(sentAtTheEnd()).isEmpty();
    }

    @Test
    void takeUnread_afterALookupThatFailed_isNothingSinceThatWasTheReply() {
        Exchange exchange =
                exchange(new Lookup(() -> fail(new StoreUnavailableException("down; wait"))), Duration.ZERO);

        String reply = replyOf(exchange);

        assertThat(reply).contains("'UNAVAILABLE'", "down; wait", "'maybeApplied':false");
        assertThat(exchange.takeUnread()).isEmpty();
    }

    @Test
    void takeUnread_whileTheServerStops_refusesTheRequest() {
        Exchange exchange = exchange(new Lookup(runs::incrementAndGet), Duration.ZERO);

        parts.underWay().stop();
        exchange.carryOut();
        Optional<Line> line = exchange.takeUnread();

        assertThat(line).isEmpty();
        assertThat(sentAtTheEnd()).contains("'UNAVAILABLE'", "stopping", "'maybeApplied':false");
    }

    @Test
    void takeUnread_ofAnyOtherRequest_isNothing() {
        Exchange exchange = exchange(false, Duration.ZERO, this::ok);

        Optional<Line> line = exchange.takeUnread();

        assertThat(line).isEmpty();
        assertThat(replyOf(exchange)).isEqualTo(OK);
    }
}
