// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/** A socket whose client takes what was written when a test says so. Not thread-safe. */
final class HeldSocket extends ChannelOutboundHandlerAdapter {
    private final Queue<ByteBuf> written = new ArrayDeque<>();
    private final Queue<ChannelPromise> promises = new ArrayDeque<>();

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        written.add((ByteBuf) message);
        promises.add(promise);
    }

    int capacity() {
        return written.stream().mapToInt(ByteBuf::capacity).sum();
    }

    /** Returns what the client has taken of all that there is. */
    String take() {
        StringBuilder taken = new StringBuilder();
        while (!written.isEmpty()) {
            taken.append(takeOne());
        }
        return taken.toString();
    }

    /** Returns what the client has taken of what was written first. */
    String takeOne() {
        ByteBuf first = written.remove();
        String taken = first.toString(StandardCharsets.UTF_8);
        first.release();
        promises.remove().setSuccess();
        return taken;
    }
}
