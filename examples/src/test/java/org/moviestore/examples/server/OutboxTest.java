// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final String PONG = "{\"ok\":true}";

    private final ServerParts parts = ServerParts.of(
            ServerOptions.builder(Served.freePort()).build(),
            new FakeRequests(),
            new ServerMetrics(new SimpleMeterRegistry()));
    private final HeldSocket socket = new HeldSocket();
    private final EmbeddedChannel channel = new EmbeddedChannel(socket);
    private final Outbox outbox = new Outbox(channel, parts, () -> {});

    /** Memory of which there is none. */
    private static final class NoMemory extends AbstractByteBufAllocator {
        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            throw new OutOfMemoryError("no memory");
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            throw new OutOfMemoryError("no memory");
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }

    @AfterEach
    void close() {
        socket.take();
        channel.finishAndReleaseAll();
        parts.threads().stop(Duration.ZERO);
    }

    @Test
    void add_shortLinesThatAreNotTaken_keepsLittleAndCountsAllOfIt() {
        for (int i = 0; i < 100; i++) {
            outbox.add(PONG);
            channel.runPendingTasks();
        }

        int kept = socket.capacity();
        long counted = outbox.bytes();
        long ofAll = parts.replyBytes().taken();
        String taken = socket.take();

        assertThat(kept).isLessThanOrEqualTo(100 * 256);
        assertThat(counted).isGreaterThanOrEqualTo(kept).isEqualTo(ofAll);
        assertThat(taken).isEqualTo((PONG + "\n").repeat(100));
        assertThat(outbox.bytes()).isZero();
        assertThat(parts.replyBytes().taken()).isZero();
    }

    @Test
    void add_linesOfAllLengths_sendsThemInOrderAndGivesAllBack() {
        List<String> lines = IntStream.range(0, 50)
                .mapToObj(i -> "{\"" + "é".repeat(i * i * 5) + "\":" + i + "}")
                .toList();

        lines.forEach(outbox::add);
        channel.runPendingTasks();
        long counted = outbox.bytes();
        int kept = socket.capacity();
        String taken = socket.take();

        assertThat(taken).isEqualTo(String.join("\n", lines) + "\n");
        assertThat(counted).isGreaterThanOrEqualTo(kept);
        assertThat(outbox.bytes()).isZero();
        assertThat(parts.replyBytes().taken()).isZero();
    }

    @Test
    void add_lineLargerThanASlice_givesAllBack() {
        String line = "x".repeat(1_000_000);

        outbox.add(line);
        channel.runPendingTasks();
        boolean isClogged = outbox.isClogged();
        String taken = socket.take();

        assertThat(isClogged).isTrue();
        assertThat(outbox.isClogged()).isFalse();
        assertThat(taken).isEqualTo(line + "\n");
        assertThat(parts.replyBytes().taken()).isZero();
    }

    @Test
    void close_withLinesThatWait_givesTheirRoomBack() {
        outbox.add(PONG);
        outbox.add("x".repeat(10_000));

        outbox.close();

        assertThat(outbox.bytes()).isZero();
        assertThat(parts.replyBytes().taken()).isZero();
    }

    @Test
    void add_withoutMemory_cutsTheConnectionOff() {
        channel.config().setAllocator(new NoMemory());

        outbox.add(PONG);
        outbox.add("x".repeat(10_000));
        outbox.close();

        assertThat(channel.isOpen()).isFalse();
        assertThat(parts.replyBytes().taken()).isZero();
    }
}
