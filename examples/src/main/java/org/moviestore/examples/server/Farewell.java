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
 * client to close. Thread-safe.
 */
final class Farewell {
    /** For the client to take the replies that wait. */
    private static final long FLUSH_SECONDS = 10;
    /** For the client to close. */
    private static final long LINGER_SECONDS = 2;

    private final Channel channel;
    private final Outbox outbox;
    private boolean isInputEnded;
    private boolean isSaid;

    Farewell(Channel channel, Outbox outbox) {
        this.channel = channel;
        this.outbox = outbox;
    }

    /** Sends what waits, and then ends the connection. */
    void begin() {
        channel.eventLoop().execute(this::flush);
    }

    private void flush() {
        closeAfter(FLUSH_SECONDS);
        outbox.flush();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> say());
    }

    private void say() {
        isSaid = true;
        @Nullable SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (isInputEnded || !channel.isActive()) {
            cutOff();
        } else if (tls != null) {
            tls.closeOutbound().addListener(closed -> closeAfter(LINGER_SECONDS));
        } else if (channel instanceof DuplexChannel socket) {
            socket.shutdownOutput().addListener(ended -> closeAfter(LINGER_SECONDS));
        } else {
            cutOff();
        }
    }

    private void closeAfter(long seconds) {
        ScheduledFuture<?> closing = channel.eventLoop().schedule(this::cutOff, seconds, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> closing.cancel(false));
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
        channel.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
}
