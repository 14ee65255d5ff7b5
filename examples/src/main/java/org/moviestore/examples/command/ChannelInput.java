// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads from a channel. Where the system lets it, and the channel is interruptible, the interruption of a thread ends
 * its waiting for more, as it does not with {@link System#in}. A pipe is never asked where in it the reading stands, as
 * {@link java.nio.file.Files#newInputStream} asks, and fails. Not thread-safe.
 */
final class ChannelInput extends InputStream {
    private final ReadableByteChannel channel;

    ChannelInput(ReadableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(bytes, from, length));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
