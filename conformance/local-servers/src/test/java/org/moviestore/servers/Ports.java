// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;

/** Looks at a TCP port the way another machine or process would. */
final class Ports {
    private static final int PATIENCE_MILLIS = 2_000;

    private Ports() {}

    static boolean accepts(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static boolean accepts(String host, int port) throws IOException {
        return accepts(InetAddress.getByName(host), port);
    }

    /**
     * This machine's addresses beside 127.0.0.1: a server that binds every interface answers on each of them. The whole
     * net 127 is the loopback interface's, so there is one even without a network.
     */
    static List<InetAddress> otherAddresses() throws IOException {
        Stream<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress());
        return Stream.concat(outside, Stream.of(InetAddress.getByName("127.0.0.2")))
                .toList();
    }
}
