// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Many clients in a process of their own: each is answered once and then sends half a line and no more. It prints how
 * many there are and keeps them until its input ends.
 */
final class IdleClientsMain {
    private static final byte[] PING = "{\"op\":\"ping\"}\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HALF =
            ("{\"op\":\"write\",\"text\":\"" + "x".repeat(500)).getBytes(StandardCharsets.UTF_8);

    private IdleClientsMain() {}

    public static void main(String[] args) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        List<SocketChannel> clients = new ArrayList<>();
        try {
            for (int i = 0; i < Integer.parseInt(args[1]); i++) {
                clients.add(client(server));
            }
            System.out.println(clients.size());
            System.in.read();
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    private static SocketChannel client(InetSocketAddress server) throws IOException {
        SocketChannel client = SocketChannel.open(server);
        client.write(ByteBuffer.wrap(PING));
        ByteBuffer reply = ByteBuffer.allocate(1);
        while (reply.get(0) != '\n') {
            reply.clear();
            if (client.read(reply) < 0) {
                throw new IOException("the server ended the connection");
            }
        }
        client.write(ByteBuffer.wrap(HALF));
        return client;
    }
}
