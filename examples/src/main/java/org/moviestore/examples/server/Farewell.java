// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection so that its client receives all that was sent: a socket that is closed while there is something
 * unread would take back what was sent on it. So the server says that it sends no more, and then waits a little for the
 * client to close. A client that does not go on taking what was sent, or takes too long in all, is cut off.
 * Thread-safe.
 */
final class Farewell {
    /** For the client to take some more of the replies that wait. */
    private static final long TAKE_SECONDS = 10;
    /** How often it has that long. */
    private static final int MOST_TIMES = 3;
    /** For the client to close. */
    private static final long LINGER_SECONDS = 2;

    private final Channel channel;
    private final Outbox outbox;
    private final ServerLog log;
    private boolean isInputEnded;
    private boolean isSaid;
    private volatile boolean isCutOff;
    private @Nullable ScheduledFuture<?> next;

    Farewell(Channel channel, Outbox outbox, ServerLog log) {
        this.channel = channel;
        this.outbox = outbox;
        this.log = log;
    }

    /** Does something once the client has taken all that was sent by then, however long that may be, or is gone. */
    void onceTaken(Runnable action) {
        channel.eventLoop().execute(() -> flush(action));
    }

    private void flush(Runnable whenTaken) {
        outbox.flush();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(taken -> whenTaken.run());
    }

    /** Sends what waits, and then ends the connection. */
    void begin() {
        channel.eventLoop().execute(() -> {
            cutOffUnlessTaken(MOST_TIMES);
            channel.closeFuture().addListener(closed -> stopWaiting());
            flush(this::say);
        });
    }

    private void cutOffUnlessTaken(int times) {
        long before = outbox.lastTaken();
        after(TAKE_SECONDS, () -> {
            if (times == 1 || outbox.lastTaken() == before) {
                log.warn("a connection was cut off since its last replies were not read", channel.remoteAddress());
                cutOff();
            } else {
                cutOffUnlessTaken(times - 1);
            }
        });
    }

    private void say() {
        isSaid = true;
        @Nullable SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (isInputEnded || !channel.isActive()) {
            cutOff();
        } else if (tls != null) {
            tls.closeOutbound().addListener(closed -> after(LINGER_SECONDS, this::cutOff));
        } else if (channel instanceof DuplexChannel socket) {
            socket.shutdownOutput().addListener(ended -> after(LINGER_SECONDS, this::cutOff));
        } else {
            cutOff();
        }
    }

    /** Does something later, instead of what was to be done later. */
    private void after(long seconds, Runnable action) {
        stopWaiting();
        next = channel.eventLoop().schedule(action, seconds, TimeUnit.SECONDS);
    }

    private void stopWaiting() {
        if (next != null) {
            next.cancel(false);
        }
    }

    /** Notes that the client sends no more; on the event loop. */
    void inputEnded() {
        isInputEnded = true;
        if (isSaid) {
            cutOff();
        }
    }

    /** Ends the connection at once. */
    void cutOff() {
        isCutOff = true;
        channel.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /** Says whether the connection is ending at once. */
    boolean isCutOff() {
        return isCutOff;
    }
}
