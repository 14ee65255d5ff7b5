// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.moviestore.remote.protocol.ReplyError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a connection what happens on its channel. Not thread-safe: used by the event loop of its channel. */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);

    private final ServerParts server;
    private final Connection connection;
    private @Nullable Future<?> idleCheck;

    ConnectionHandler(ServerParts server, Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Optional<ReplyError> refusal = server.connections().enter(connection);
        if (refusal.isPresent()) {
            server.metrics().refusedConnection();
            warn(context, "a connection was refused: " + refusal.get().message());
            endRefused(refusal);
        } else {
            checkIdle(context);
        }
    }

    private void endRefused(Optional<ReplyError> refusal) {
        if (server.connections().mayBeTold(connection)) {
            connection.end(refusal);
        } else {
            connection.cutOff();
        }
    }

    private void warn(ChannelHandlerContext context, String what) {
        server.log().warn(what, context.channel().remoteAddress());
    }

    private void checkIdle(ChannelHandlerContext context) {
        OptionalLong left = connection.endIfIdle();
        left.ifPresent(nanos ->
                idleCheck = context.executor().schedule(() -> checkIdle(context), nanos, TimeUnit.NANOSECONDS));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        connection.receive((Line) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        connection.readOn();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == Lines.Event.NO_ROOM) {
            warn(context, "a connection ended since there is no room left for lines");
            connection.end(Optional.of(Refusals.noRoomForLines()));
        } else if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            connection.readOn();
            connection.inputEnded();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (idleCheck != null) {
            idleCheck.cancel(false);
        }
        connection.gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("a connection broke", Faults.trace(cause));
        connection.cutOff();
    }
}
