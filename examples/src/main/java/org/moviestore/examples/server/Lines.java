// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Cuts what a connection receives into lines. Of a line that is too long nothing is kept, and the next one is read as
 * if nothing had been. Not thread-safe: used by the event loop of its connection.
 */
final class Lines extends ChannelInboundHandlerAdapter {
    private static final byte[] NOTHING = {};
    /** The longest line of a stranger. */
    private static final int STRANGERS_BYTES = 4 << 10;

    /** What happens when the memory that is set aside for lines is full; then all of the connection is dropped. */
    enum Event {
        /** There is no room for the line. */
        NO_ROOM,
        /** The incomplete line takes the room of others. */
        GIVE_WAY
    }

    /** The other connections. */
    interface Others {
        /** Takes bytes for a line that is so long with them, if somebody ends for it; says whether that is so. */
        boolean giveWay(long bytes, long line);
    }

    private final int maxBytes;
    private final Budget budget;
    private final Others others;
    private final BooleanSupplier isStranger;
    private final BooleanSupplier isEnded;

    private byte[] part = NOTHING;
    private volatile int kept;
    private int partLength;
    private boolean isTooLong;
    private boolean isDropped;

    Lines(int maxBytes, Budget budget, Others others, BooleanSupplier isStranger, BooleanSupplier isEnded) {
        this.maxBytes = maxBytes;
        this.budget = budget;
        this.others = others;
        this.isStranger = isStranger;
        this.isEnded = isEnded;
    }

    /** Returns how many bytes are kept of a line that is not complete. Thread-safe. */
    int kept() {
        return kept;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf received = (ByteBuf) message;
        try {
            while (received.isReadable() && !isDropped && !isEnded.getAsBoolean()) {
                cut(context, received);
            }
        } finally {
            received.release();
        }
    }

    private void cut(ChannelHandlerContext context, ByteBuf received) {
        int end = received.indexOf(received.readerIndex(), received.writerIndex(), (byte) '\n');
        boolean isWhole = end >= 0;
        int length = (isWhole ? end : received.writerIndex()) - received.readerIndex();
        add(context, received, length);
        if (isWhole && !isDropped) {
            received.skipBytes(1);
            end(context);
        }
    }

    private void add(ChannelHandlerContext context, ByteBuf received, int length) {
        boolean isLimited = isStranger.getAsBoolean();
        int most = isLimited ? Math.min(STRANGERS_BYTES, maxBytes) : maxBytes;
        if (!isTooLong && length > most - partLength) {
            isTooLong = true;
            dropPart();
            pass(context, tooLong(most, isLimited));
        }
        if (isTooLong) {
            received.skipBytes(length);
        } else if (grow(partLength + length)) {
            received.readBytes(part, partLength, length);
            partLength += length;
        } else {
            drop(context);
        }
    }

    private static Line tooLong(int most, boolean isLimited) {
        return Line.faulty("the line is longer than the " + most + " bytes that this server reads"
                + (isLimited
                        ? " before it has answered hello; it was skipped, so begin with hello"
                        : "; it was skipped, so split what it asks for"));
    }

    /** Makes room for so many bytes in all; returns false if there is none. */
    private boolean grow(int length) {
        if (length <= part.length) {
            return true;
        }
        int capacity = part.length == 0 ? length : (int) Math.min(maxBytes, Math.max(length, 2L * part.length));
        if (!budget.tryTake(capacity - part.length)) {
            capacity = length;
            if (!take(capacity - part.length, length)) {
                return false;
            }
        }
        allocate(capacity);
        return true;
    }

    /** Makes the part so long, for which bytes have been taken; they are given back if there is no memory. */
    private void allocate(int capacity) {
        int taken = capacity - part.length;
        try {
            part = part.length == 0 ? new byte[capacity] : Arrays.copyOf(part, capacity);
            kept = capacity;
            taken = 0;
        } finally {
            budget.release(taken);
        }
    }

    private boolean take(long bytes, long line) {
        return budget.tryTake(bytes) || others.giveWay(bytes, line);
    }

    private void drop(ChannelHandlerContext context) {
        isDropped = true;
        dropPart();
        context.fireUserEventTriggered(Event.NO_ROOM);
    }

    private void dropPart() {
        budget.release(part.length);
        part = NOTHING;
        kept = 0;
        partLength = 0;
    }

    private void end(ChannelHandlerContext context) {
        if (isTooLong) {
            isTooLong = false;
            return;
        }
        int length = partLength > 0 && part[partLength - 1] == '\r' ? partLength - 1 : partLength;
        if (length == 0) {
            dropPart();
            return;
        }
        Line line = Line.of(ByteBuffer.wrap(part, 0, length));
        dropPart();
        pass(context, line);
    }

    private void pass(ChannelHandlerContext context, Line line) {
        if (take(line.weight(), line.weight())) {
            context.fireChannelRead(line);
        } else {
            drop(context);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event == Event.GIVE_WAY) {
            if (!isDropped) {
                drop(context);
            }
            return;
        }
        boolean isEnd = event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent;
        if (isEnd && partLength > 0) {
            dropPart();
            pass(
                    context,
                    Line.faulty("the last line has no line feed at its end, so it may be cut off; end it with one"));
        }
        super.userEventTriggered(context, event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        dropPart();
        super.channelInactive(context);
    }
}
