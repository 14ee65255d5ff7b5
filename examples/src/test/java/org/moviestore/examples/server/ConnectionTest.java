// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private final FakeRequests requests = new FakeRequests();
    private final ServerParts parts = ServerParts.of(
            ServerOptions.builder(Served.freePort()).build(), requests, new ServerMetrics(new SimpleMeterRegistry()));
    private final DeafChannel channel = new DeafChannel();
    private final Connection connection = new Connection(parts, channel);

    /** A channel whose event loop a test can have refuse what it is asked to do. */
    private static final class DeafChannel extends EmbeddedChannel {
        private int refusals;

        /** Refuses what comes next, so many times. */
        void refuse(int times) {
            refusals = times;
        }

        @Override
        public EventLoop eventLoop() {
            if (refusals > 0) {
                refusals--;
                throw new IllegalStateException("of this test");
            }
            return super.eventLoop();
        }
    }

    @AfterEach
    void close() {
        parts.threads().stop(Duration.ZERO);
        channel.finishAndReleaseAll();
    }

    private long left() {
        return connection.endIfIdle().orElseThrow();
    }

    private void receive(String... lines) {
        for (String line : lines) {
            byte[] bytes = line.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            connection.receive(Line.of(ByteBuffer.wrap(bytes)));
        }
        connection.readOn();
    }

    /** Waits until all is done that can be done now; then there are no threads any more. */
    private void endThreads() {
        parts.threads().stop(Duration.ofMinutes(1));
    }

    /** Has a request for many items wait for its turn; then there are no threads any more. */
    private void waitForATurn() {
        Turns.Place others = parts.largeReads().place(() -> {});
        boolean isBegun = others.begin();
        while (isBegun) {
            isBegun = others.begin();
        }
        others.leave();
        receive("{'op':'many','id':1}");
        endThreads();
    }

    @Test
    void wake_thatTheEventLoopRefuses_cutsTheConnectionOffAndPassesTheTurnOn() {
        waitForATurn();
        Turns.Place next = parts.largeReads().place(() -> {});
        boolean isFreeBefore = next.begin();

        channel.refuse(1);
        parts.largeReads().end();

        assertThat(isFreeBefore).isFalse();
        assertThat(channel.isOpen()).isFalse();
        assertThat(next.begin()).isTrue();
    }

    @Test
    void wake_withoutThreads_cutsTheConnectionOff() {
        waitForATurn();

        parts.largeReads().end();
        channel.runPendingTasks();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void turn_whoseEndFails_cutsTheConnectionOff() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        channel.closeFuture().addListener(future -> closed.countDown());
        receive("{'op':'read','key':'a','gate':'g'}", "{'op':'read','key':'a'}");
        requests.awaitSomebodyAt("g");

        // Then the second line cannot be read.
        parts.threads().stop(Duration.ZERO);

        assertThat(closed.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void endIfIdle_whereCuttingOffHasFailedToo_isIdleSoThatItIsTriedAgain() {
        waitForATurn();
        long whileItWaits = left();

        channel.refuse(2);
        parts.largeReads().end();

        long idle = parts.options().limits().idle().toNanos();
        assertThat(channel.isOpen()).isTrue();
        assertThat(whileItWaits).isEqualTo(idle);
        assertThat(left()).isLessThan(idle);
    }

    @Test
    void endIfIdle_whileALongLineWaitsForItsTurn_isNotIdle() {
        Line large = Line.of(ByteBuffer.allocate(LargeLines.LONGEST_OF_MANY + 1));
        parts.largeLines().begin(large, parts.largeLines().place(() -> {}));

        receive("{'op':'read','key':'a','more':'" + "x".repeat(LargeLines.LONGEST_OF_MANY) + "'}");
        endThreads();

        assertThat(left()).isEqualTo(parts.options().limits().idle().toNanos());
    }

    @Test
    void endIfIdle_afterTheAnswerToALineThatCameLongAgo_countsFromTheAnswer() {
        receive("{'op':'read','key':'a','id':1}");
        while (connection.unreadBytes() == 0) {
            Thread.onSpinWait();
        }

        long before = System.nanoTime();
        byte[] ping = "{\"op\":\"ping\",\"id\":2}".getBytes(StandardCharsets.UTF_8);
        connection.receive(new Line(ByteBuffer.wrap(ping), "", before - TimeUnit.MINUTES.toNanos(5)));
        connection.readOn();
        endThreads();
        long left = left();
        long since = System.nanoTime() - before;

        assertThat(parts.options().limits().idle().toNanos() - left).isLessThanOrEqualTo(since);
    }

    @Test
    void endIfIdle_whileLinesWaitForAClientThatDoesNotRead_isIdle() {
        receive("{'op':'large','size':300000}", "{'op':'ping'}");
        endThreads();

        assertThat(left()).isLessThan(parts.options().limits().idle().toNanos());
    }

    @Test
    void endIfIdle_replyThatIsNotTakenYet_countsFromTheEndOfTheRequest() throws InterruptedException {
        long idle = parts.options().limits().idle().toNanos();
        receive("{'op':'read','key':'a','gate':'g','id':1}");
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
