// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replies of a connection that its client has not taken yet. It takes in any number of them, but says when no more
 * should be made. Where a reply cannot be sent, as without memory, the connection is cut off, since its client would
 * wait for it. Thread-safe.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    /** With so many bytes waiting no more replies should be made, until there are as few as the second says. */
    private static final int CLOGGED = 256 << 10;

    private static final int FREE = 64 << 10;
    /** Lines of fewer characters share a buffer. */
    private static final int SHORT = 4 << 10;

    private static final int SHARED = 16 << 10;
    /** So large a shared buffer is at first; it grows as lines come. */
    private static final int LEAST_SHARED = 256;
    /** What a buffer takes besides its bytes until the socket has taken it, roughly. */
    private static final int OVERHEAD = 256;
    /** So much is given to the socket at once, so that it is seen whether the client takes it. */
    private static final int SLICE = 256 << 10;

    private final Channel channel;
    private final ServerParts server;
    private final ReplySize replySize;
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
        this.replySize = new ReplySize(server.options().limits().maxReplyBytes());
        this.whenFree = whenFree;
    }

    /** Says whether so much waits for the client to be read that nothing more should be done for it. */
    boolean isClogged() {
        return isClogged;
    }

    /** Returns how many bytes are kept for the client until it takes them, full or not. */
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
        if (!replySize.fits(json)) {
            throw new ReplyTooLargeException();
        }
    }

    /** Sends a line, to which the line feed is added. If that fails, the connection is cut off. */
    void add(String json) {
        try {
            if (json.length() < SHORT) {
                addShort(json.getBytes(StandardCharsets.UTF_8));
            } else {
                addLong(json);
            }
            server.makeRoomForReplies();
        } catch (RuntimeException | Error e) {
            cutOff(e);
        }
    }

    private void cutOff(Throwable failure) {
        seal();
        channel.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        LOG.error("a reply could not be sent, so its connection was cut off", Faults.trace(failure));
    }

    private void addShort(byte[] line) {
        int length = line.length + 1;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            ByteBuf last = waiting.peekLast();
            if (last == null || last.maxWritableBytes() < length) {
                last = channel.alloc().ioBuffer(Math.max(LEAST_SHARED, length), SHARED);
                waiting.add(last);
                count(OVERHEAD + last.capacity());
            }
            int before = last.capacity();
            last.ensureWritable(length);
            count(last.capacity() - before);
            last.writeBytes(line).writeByte('\n');
        }
        send();
    }

    private void addLong(String json) {
        int length = ByteBufUtil.utf8Bytes(json);
        ByteBuf buffer = channel.alloc().ioBuffer(length + 1, length + 1);
        ByteBufUtil.reserveAndWriteUtf8(buffer, json, length);
        buffer.writeByte('\n');
        synchronized (this) {
            if (isClosed) {
                buffer.release();
                return;
            }
            waiting.add(buffer);
            count(OVERHEAD + buffer.capacity());
        }
        send();
    }

    private void count(int kept) {
        bytes += kept;
        server.replyBytes().take(kept);
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

    /** Gives all that waits to the channel, on its event loop. If that fails, the connection is cut off. */
    void flush() {
        try {
            writeWaiting();
        } catch (RuntimeException | Error e) {
            cutOff(e);
        }
    }

    private void writeWaiting() {
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
        int kept = OVERHEAD + buffer.capacity();
        while (buffer.readableBytes() > SLICE) {
            write(buffer.readRetainedSlice(SLICE), SLICE);
            kept -= SLICE;
        }
        write(buffer, kept);
    }

    private void write(ByteBuf buffer, int kept) {
        ChannelFuture written = channel.write(buffer);
        written.addListener(future -> taken(kept));
    }

    private void taken(int kept) {
        lastTaken = System.nanoTime();
        server.replyBytes().release(kept);
        boolean isFreed;
        synchronized (this) {
            bytes -= kept;
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
            long dropped = waiting.stream()
                    .mapToLong(buffer -> OVERHEAD + buffer.capacity())
                    .sum();
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
