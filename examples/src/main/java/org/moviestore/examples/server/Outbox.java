// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The replies of a connection that its client has not taken yet. It takes in any number of them, but says when no more
 * should be made. Thread-safe.
 */
final class Outbox {
    /** With so many bytes waiting no more replies should be made, until there are as few as the second says. */
    private static final int CLOGGED = 256 << 10;

    private static final int FREE = 64 << 10;
    /** Shorter lines share a buffer. */
    private static final int SHORT = 4 << 10;

    private static final int SHARED = 16 << 10;
    /** So much is given to the socket at once, so that it is seen whether the client takes it. */
    private static final int SLICE = 256 << 10;

    private static final int MOST_BYTES_OF_A_UNIT = 3;

    private final Channel channel;
    private final ServerParts server;
    private final Runnable whenFree;
    private final Deque<ByteBuf> waiting = new ArrayDeque<>(2);
    private long bytes;
    private boolean isSending;
    private boolean isClosed;
    private volatile boolean isClogged;
    private volatile long lastTaken = System.nanoTime();

    /**
     * Creates the outbox of a channel; what is given is run on its event loop when it has been clogged and is no more.
     */
    Outbox(Channel channel, ServerParts server, Runnable whenFree) {
        this.channel = channel;
        this.server = server;
        this.whenFree = whenFree;
    }

    /** Says whether so much waits for the client to be read that nothing more should be done for it. */
    boolean isClogged() {
        return isClogged;
    }

    /** Returns how many bytes wait for the client. */
    synchronized long bytes() {
        return bytes;
    }

    /** Returns when the client took something last, by the nanosecond clock. */
    long lastTaken() {
        return lastTaken;
    }

    /**
     * Checks that a line may be sent.
     *
     * @throws ReplyTooLargeException if it is too long
     */
    void checkLength(String json) {
        int most = server.options().limits().maxReplyBytes();
        boolean isShort = (long) json.length() * MOST_BYTES_OF_A_UNIT <= most;
        if (!isShort && ByteBufUtil.utf8Bytes(json) > most) {
            throw new ReplyTooLargeException();
        }
    }

    /** Sends a line, to which the line feed is added. */
    void add(String json) {
        int length = ByteBufUtil.utf8Bytes(json);
        if (length < SHORT) {
            addShort(json, length);
        } else {
            addLong(json, length);
        }
        server.makeRoomForReplies();
    }

    private void addShort(String json, int length) {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            ByteBuf last = waiting.peekLast();
            if (last == null || last.writableBytes() <= length) {
                last = channel.alloc().ioBuffer(SHARED, SHARED);
                waiting.add(last);
            }
            write(json, length, last);
            count(length + 1);
        }
        send();
    }

    private void addLong(String json, int length) {
        ByteBuf buffer = channel.alloc().ioBuffer(length + 1, length + 1);
        write(json, length, buffer);
        synchronized (this) {
            if (isClosed) {
                buffer.release();
                return;
            }
            waiting.add(buffer);
            count(length + 1);
        }
        send();
    }

    private static void write(String json, int length, ByteBuf buffer) {
        ByteBufUtil.reserveAndWriteUtf8(buffer, json, length);
        buffer.writeByte('\n');
    }

    private void count(int length) {
        bytes += length;
        server.replyBytes().take(length);
        if (bytes > CLOGGED) {
            isClogged = true;
        }
    }

    private void send() {
        synchronized (this) {
            if (isSending) {
                return;
            }
            isSending = true;
        }
        channel.eventLoop().execute(this::flush);
    }

    /** Gives all that waits to the channel, on its event loop. */
    void flush() {
        ByteBuf[] taken;
        synchronized (this) {
            taken = waiting.toArray(ByteBuf[]::new);
            waiting.clear();
            isSending = false;
        }
        for (ByteBuf buffer : taken) {
            write(buffer);
        }
        channel.flush();
    }

    private void write(ByteBuf buffer) {
        while (buffer.readableBytes() > SLICE) {
            write(buffer.readRetainedSlice(SLICE), SLICE);
        }
        write(buffer, buffer.readableBytes());
    }

    private void write(ByteBuf buffer, int length) {
        ChannelFuture written = channel.write(buffer);
        written.addListener(future -> taken(length));
    }

    private void taken(int length) {
        lastTaken = System.nanoTime();
        server.replyBytes().release(length);
        boolean isFreed;
        synchronized (this) {
            bytes -= length;
            isFreed = isClogged && bytes <= FREE;
            if (isFreed) {
                isClogged = false;
            }
        }
        if (isFreed) {
            whenFree.run();
        }
    }

    /** Takes no more lines, and drops those that have not been given to the channel. */
    void close() {
        synchronized (this) {
            isClosed = true;
            long dropped = waiting.stream().mapToLong(ByteBuf::readableBytes).sum();
            waiting.forEach(ByteBuf::release);
            waiting.clear();
            bytes -= dropped;
            server.replyBytes().release(dropped);
        }
    }

    /** Takes no more lines; those that wait are still sent. */
    synchronized void seal() {
        isClosed = true;
    }
}
