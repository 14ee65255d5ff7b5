// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final int MAX_BYTES = 1000;

    private final Budget budget = new Budget(10_000);
    private final List<Object> events = new ArrayList<>();
    private boolean isEnded;
    private final EmbeddedChannel channel =
            channel(new Lines(MAX_BYTES, budget, (bytes, line) -> false, () -> false, () -> isEnded));

    private EmbeddedChannel channel(Lines lines) {
        return new EmbeddedChannel(lines, new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object event) {
                events.add(event);
            }
        });
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    /** Returns the lines that came, those that are faulty as "faulty". */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        Line line = channel.readInbound();
        while (line != null) {
            budget.release(line.weight());
            lines.add(
                    line.isFaulty()
                            ? "faulty"
                            : StandardCharsets.UTF_8.decode(line.bytes()).toString());
            line = channel.readInbound();
        }
        return lines;
    }

    @Test
    void receive_severalLinesAtOnce_areCut() {
        receive("one\ntwo\nthr");

        assertThat(lines()).containsExactly("one", "two");
    }

    @Test
    void receive_halfLines_arePutTogether() {
        receive("{\"o");
        receive("");
        receive("p\"");
        receive(":1}\nnext\n");

        assertThat(lines()).containsExactly("{\"op\":1}", "next");
        assertThat(budget.taken()).isZero();
    }

    @Test
    void receive_characterCutInTwo_isPutTogether() {
        byte[] bytes = "é\n".getBytes(StandardCharsets.UTF_8);

        channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, 1));
        channel.writeInbound(Unpooled.copiedBuffer(bytes, 1, 2));

        assertThat(lines()).containsExactly("é");
    }

    @Test
    void receive_carriageReturnsAndEmptyLines_areLeftOut() {
        receive("a\r\n\r\n\n\nb\r");
        receive("\n");

        assertThat(lines()).containsExactly("a", "b");
        assertThat(budget.taken()).isZero();
    }

    @Test
    void receive_longestLine_isKept() {
        receive("x".repeat(MAX_BYTES) + "\n");

        assertThat(lines()).containsExactly("x".repeat(MAX_BYTES));
    }

    @Test
    void receive_lineThatIsTooLong_isSaidOnceAndSkipped() {
        receive("x".repeat(MAX_BYTES - 1));
        for (int i = 0; i < 100_000; i++) {
            receive("x".repeat(MAX_BYTES));
        }
        receive("x\nnext\n");

        assertThat(lines()).containsExactly("faulty", "next");
        assertThat(budget.taken()).isZero();
    }

    @Test
    void receive_halfLine_takesItsRoomUntilTheConnectionIsGone() {
        receive("x".repeat(300));
        long taken = budget.taken();
        channel.close();

        assertThat(taken).isGreaterThanOrEqualTo(300);
        assertThat(budget.taken()).isZero();
    }

    @Test
    void receive_withoutRoom_saysSoAndDropsAllThatFollows() {
        budget.take(9_900);

        receive("x".repeat(200) + "\nnext\n");
        receive("more\n");

        assertThat(lines()).isEmpty();
        assertThat(events).containsExactly(Lines.Event.NO_ROOM);
        assertThat(budget.taken()).isEqualTo(9_900);
    }

    @Test
    void receive_afterTheConnectionEnded_isDropped() {
        receive("one\nha");
        isEnded = true;
        receive("lf\ntwo\n");

        assertThat(lines()).containsExactly("one");
    }

    @Test
    void giveWay_withHalfALine_givesTheRoomBackAndDropsAllThatFollows() {
        receive("x".repeat(300));

        channel.pipeline().fireUserEventTriggered(Lines.Event.GIVE_WAY);
        channel.pipeline().fireUserEventTriggered(Lines.Event.GIVE_WAY);
        receive("x\nnext\n");

        assertThat(lines()).isEmpty();
        assertThat(events).containsExactly(Lines.Event.NO_ROOM);
        assertThat(budget.taken()).isZero();
    }

    @Test
    void receive_withoutRoomWhereAnotherGivesWay_isKept() {
        List<Long> asked = new ArrayList<>();
        Lines lines = new Lines(
                MAX_BYTES,
                budget,
                (bytes, line) -> {
                    asked.add(line);
                    budget.take(bytes);
                    return true;
                },
                () -> false,
                () -> false);
        EmbeddedChannel crowded = channel(lines);
        budget.take(10_000);

        crowded.writeInbound(Unpooled.copiedBuffer("x".repeat(200), StandardCharsets.UTF_8));

        assertThat(asked).containsExactly(200L);
        assertThat(lines.kept()).isEqualTo(200);
        crowded.finishAndReleaseAll();
        assertThat(budget.taken()).isEqualTo(10_000);
    }

    @Test
    void receive_endOfTlsWithinALine_saysSo() {
        receive("{\"op\":\"ping\"}");
        channel.pipeline().fireUserEventTriggered(SslCloseCompletionEvent.SUCCESS);
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(lines()).containsExactly("faulty");
    }

    @Test
    void receive_endWithinALine_saysSo() {
        receive("one\n{\"op\":\"ping\"}");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(lines()).containsExactly("one", "faulty");
        assertThat(events).containsExactly(ChannelInputShutdownEvent.INSTANCE);
        assertThat(budget.taken()).isZero();
    }

    @Test
    void receive_endAfterALine_saysNothing() {
        receive("one\n");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(lines()).containsExactly("one");
    }

    @Test
    void receive_moreThanOneArrayHolds_givesTheRoomBackAndFails() {
        Budget large = new Budget(Long.MAX_VALUE);
        EmbeddedChannel failing =
                channel(new Lines(Integer.MAX_VALUE, large, (bytes, line) -> false, () -> false, () -> false));
        ByteBuf part = Unpooled.wrappedBuffer(new byte[1 << 24]);
        CompositeByteBuf parts = new CompositeByteBuf(UnpooledByteBufAllocator.DEFAULT, false, 128) {
            /** There is no line feed, and two gigabytes need not be searched for it. */
            @Override
            public int indexOf(int fromIndex, int toIndex, byte value) {
                return -1;
            }
        };
        for (int i = 0; i < 127; i++) {
            parts.addComponent(true, part.retainedDuplicate());
        }
        parts.addComponent(true, part.slice(0, (1 << 24) - 1));

        assertThatThrownBy(() -> failing.writeInbound(parts)).isInstanceOf(OutOfMemoryError.class);

        assertThat(large.taken()).isZero();
        failing.finishAndReleaseAll();
    }
}
