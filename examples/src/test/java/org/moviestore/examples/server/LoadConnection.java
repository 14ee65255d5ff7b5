// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.moviestore.remote.protocol.Fields;

/**
 * A connection to a server under load. Each line that comes must be an object, and come in whole. Reads that never end
 * fail after two minutes. Not thread-safe.
 */
final class LoadConnection implements AutoCloseable {
    private static final int LONGEST_SILENCE_MILLIS = 120_000;
    private static final int MAX_NESTING = 200;
    private static final int NARROW = 4096;
    private static final String PING = "{\"op\":\"ping\"}";
    private static final String PONG = "{\"ok\":true}";

    private final Socket socket;
    /** Answers a ping before something is read, so that this takes its time. */
    private final Optional<LoadConnection> clock;

    private final byte[] received = new byte[1 << 16];
    private int begin;
    private int end;

    private LoadConnection(Socket socket, Optional<LoadConnection> clock) throws IOException {
        this.socket = socket;
        this.clock = clock;
        socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
    }

    static LoadConnection open(int port) throws IOException {
        return new LoadConnection(new Socket(InetAddress.getLoopbackAddress(), port), Optional.empty());
    }

    /** Opens one that takes a few kilobytes at a time, and for each of them lets another connection ask and wait. */
    static LoadConnection openSlow(int port, LoadConnection clock) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(NARROW);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new LoadConnection(socket, Optional.of(clock));
    }

    /** Sends a line, or as much of it as the server takes before it ends the connection. */
    void send(String line) {
        sendPart(line + "\n");
    }

    void sendPart(String text) {
        sendBytes(text.getBytes(UTF_8));
    }

    void sendBytes(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // The server has ended the connection, and may have said why.
        }
    }

    /** Returns the next line, or nothing at the end of the connection. */
    Optional<Fields> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = read();
        }
        return next < 0
                ? Optional.empty()
                : Optional.of(Fields.parse(ByteBuffer.wrap(line.toByteArray()), MAX_NESTING));
    }

    private int read() throws IOException {
        if (begin == end) {
            if (clock.isPresent()) {
                clock.get().ping();
            }
            begin = 0;
            end = Math.max(0, receive());
        }
        return begin == end ? -1 : Byte.toUnsignedInt(received[begin++]);
    }

    private int receive() throws IOException {
        try {
            return socket.getInputStream().read(received);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return -1;
        }
    }

    void ping() throws IOException {
        send(PING);
        byte[] pong = new byte[PONG.length() + 1];
        for (int i = 0; i < pong.length; i++) {
            pong[i] = (byte) read();
        }
        assertThat(new String(pong, UTF_8)).isEqualTo(PONG + "\n");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
