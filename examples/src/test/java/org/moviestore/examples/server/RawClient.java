// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that sends and receives bytes and lines as a test says. Reads that never end fail after a minute. */
final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        this.out = socket.getOutputStream();
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static RawClient connect(InetSocketAddress address) throws IOException {
        return new RawClient(new Socket(address.getAddress(), address.getPort()));
    }

    /** Connects with a receive buffer of a few kilobytes. */
    static RawClient connectNarrow(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(address);
        return new RawClient(socket);
    }

    /** Sends lines, with single quotes in place of double ones, in one go. */
    RawClient send(String... lines) throws IOException {
        return sendBytes((String.join("\n", lines).replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8));
    }

    RawClient sendBytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Returns the next line, with single quotes in place of double ones, or an empty text at the end. */
    String receive() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        return line.toString(StandardCharsets.UTF_8).replace('"', '\'');
    }

    /** Returns the next bytes as text, with single quotes in place of double ones. */
    String receiveText(int bytes) throws IOException {
        return new String(in.readNBytes(bytes), StandardCharsets.UTF_8).replace('"', '\'');
    }

    List<String> receive(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(receive());
        }
        return lines;
    }

    /** Says whether something has come that was not received yet. */
    boolean hasInput() throws IOException {
        return in.available() > 0;
    }

    /** Sends a line and returns the next one. */
    String ask(String line) throws IOException {
        return send(line).receive();
    }

    /** Says that no more will be sent. */
    RawClient endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Breaks the connection, so that the server is told of a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
