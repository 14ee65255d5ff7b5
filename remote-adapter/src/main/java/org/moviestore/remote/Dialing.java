// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How to reach a host that may have several addresses.
 *
 * @param sockets makes sockets
 * @param nanoTime the clock
 */
record Dialing(Supplier<Socket> sockets, LongSupplier nanoTime) {
    static final Dialing SYSTEM = new Dialing(Socket::new, System::nanoTime);

    /**
     * Connects to the first of the addresses that answers. One that does not leaves each of those after it an equal
     * share of the time.
     */
    Socket first(List<InetAddress> addresses, int port, Duration timeout) throws IOException {
        long deadline = nanoTime.getAsLong() + timeout.toNanos();
        IOException failure = new UnknownHostException("there are no addresses");
        for (int number = 0; number < addresses.size(); number++) {
            long share = (deadline - nanoTime.getAsLong()) / (addresses.size() - number);
            Socket socket = sockets.get();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                InetSocketAddress address = new InetSocketAddress(addresses.get(number), port);
                socket.connect(address, Math.toIntExact(Math.max(1, TimeUnit.NANOSECONDS.toMillis(share))));
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }
}
