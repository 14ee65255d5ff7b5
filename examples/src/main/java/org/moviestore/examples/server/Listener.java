// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** The socket on which a server listens, and the threads of all its sockets. Thread-safe. */
final class Listener {
    private static final int BACKLOG = 1024;
    private static final int MOST_THREADS = 8;
    private static final int END_SECONDS = 5;

    private final EventLoopGroup threads;
    private final Channel channel;

    private Listener(EventLoopGroup threads, Channel channel) {
        this.threads = threads;
        this.channel = channel;
    }

    static Listener start(ServerParts parts) throws IOException {
        Optional<SslContext> tls = parts.options().tls().map(Listener::tls);
        EventLoopGroup threads = new MultiThreadIoEventLoopGroup(
                Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS),
                new DefaultThreadFactory("moviestore-io", true),
                NioIoHandler.newFactory());
        InetSocketAddress address = parts.options().address();
        ChannelFuture bound = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new Pipelines(parts, tls))
                .bind(address)
                .awaitUninterruptibly();
        Listener listener = new Listener(threads, bound.channel());
        if (!bound.isSuccess()) {
            listener.end();
            throw new IOException(
                    "the server cannot listen on " + address.getHostString() + ":" + address.getPort() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return listener;
    }

    private static SslContext tls(TlsFiles files) {
        try {
            return SslContextBuilder.forServer(
                            files.certificates().toFile(), files.key().toFile())
                    .build();
        } catch (IllegalArgumentException | SSLException e) {
            throw new IllegalArgumentException(
                    "the certificates of " + files.certificates() + " and the key of " + files.key()
                            + " cannot be used for TLS; they must be PEM files that belong together,"
                            + " the key one of PKCS #8 without a password",
                    e);
        }
    }

    /** Puts together what handles a new connection. */
    private static final class Pipelines extends ChannelInitializer<SocketChannel> {
        private final ServerParts parts;
        private final Optional<SslContext> tls;

        Pipelines(ServerParts parts, Optional<SslContext> tls) {
            this.parts = parts;
            this.tls = tls;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            Connection connection = new Connection(parts, channel);
            tls.ifPresent(context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
            channel.pipeline().addLast(connection.lines()).addLast(new ConnectionHandler(parts, connection));
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Accepts no more connections. */
    void close() {
        channel.close().awaitUninterruptibly();
    }

    /** Ends the threads, and with them all connections that are left. */
    void end() {
        threads.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
