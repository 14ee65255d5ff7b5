// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.io.IOException;

/** A server of fake requests as a process of its own: it prints its port and runs until its input ends. */
final class FakeServerMain {
    private FakeServerMain() {}

    public static void main(String[] args) throws IOException {
        int connections = Integer.parseInt(args[0]);
        try (Served served = Served.withLimits(limits -> limits.maxConnections(connections))) {
            System.out.println(served.server().address().getPort());
            System.in.read();
        }
    }
}
