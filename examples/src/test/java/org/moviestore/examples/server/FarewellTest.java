// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FarewellTest {
    /** It is given to the socket in four parts. */
    private static final String LONG = "x".repeat(1_000_000);

    private final ServerParts parts = ServerParts.of(
            ServerOptions.builder(Served.freePort()).build(),
            new FakeRequests(),
            new ServerMetrics(new SimpleMeterRegistry()));
    private final HeldSocket socket = new HeldSocket();
    private final EmbeddedChannel channel = new EmbeddedChannel(socket);
    private final Outbox outbox = new Outbox(channel, parts, () -> {});
    private final Farewell farewell = new Farewell(channel, outbox, parts.log());

    @BeforeEach
    void stopTheClock() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        socket.take();
        channel.finishAndReleaseAll();
        parts.threads().stop(Duration.ZERO);
    }

    private void pass(long seconds) {
        for (long i = 0; i < seconds; i++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runPendingTasks();
        }
    }

    private void addLong() {
        outbox.add(LONG);
        channel.runPendingTasks();
    }

    private void begin() {
        farewell.begin();
        channel.runPendingTasks();
    }

    @Test
    void begin_nothingWaits_endsTheConnection() {
        begin();
        boolean isOpenBefore = channel.isOpen();
        socket.take();

        assertThat(isOpenBefore).isTrue();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void begin_clientThatTakesNothing_isCutOffAfterTenSeconds() {
        addLong();

        begin();
        pass(9);
        boolean isOpenBefore = channel.isOpen();
        pass(1);

        assertThat(isOpenBefore).isTrue();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void begin_clientThatGoesOnTaking_receivesAllOfIt() {
        addLong();
        StringBuilder taken = new StringBuilder();

        begin();
        for (int i = 0; i < 3; i++) {
            pass(9);
            taken.append(socket.takeOne());
        }
        boolean isOpenBefore = channel.isOpen();
        taken.append(socket.take());

        assertThat(isOpenBefore).isTrue();
        assertThat(taken.toString()).isEqualTo(LONG + "\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void begin_clientThatTakesForHalfAMinute_isCutOff() {
        addLong();

        begin();
        for (int i = 0; i < 3; i++) {
            pass(9);
            socket.takeOne();
        }
        pass(2);
        boolean isOpenBefore = channel.isOpen();
        pass(1);

        assertThat(isOpenBefore).isTrue();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void onceTaken_replyThatIsTakenInAnHour_waitsForIt() {
        addLong();
        AtomicBoolean isDone = new AtomicBoolean();

        farewell.onceTaken(() -> isDone.set(true));
        pass(3600);
        boolean isDoneBefore = isDone.get();
        String taken = socket.take();

        assertThat(isDoneBefore).isFalse();
        assertThat(taken).isEqualTo(LONG + "\n");
        assertThat(isDone).isTrue();
        assertThat(channel.isOpen()).isTrue();
    }
}
