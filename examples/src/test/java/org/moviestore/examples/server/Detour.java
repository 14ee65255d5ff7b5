// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A way to another port of this machine that can be cut or stalled, and mended again. Thread-safe. */
final class Detour implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 13;

    private final int target;
    private final ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = new HashSet<>();
    private boolean isCut;
    private boolean isStalled;

    Detour(int target) throws IOException {
        this.target = target;
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                lead(listener.accept());
            } catch (IOException e) {
                // It was closed, or the target takes no connection.
                continue;
            }
        }
    }

    private synchronized void lead(Socket from) throws IOException {
        open.add(from);
        if (isCut) {
            closeAll();
            return;
        }
        Socket to = connect(from);
        open.add(to);
        threads.execute(() -> copy(from, to));
        threads.execute(() -> copy(to, from));
    }

    /** Connects to the target; if it refuses, whoever came this way is refused too. */
    private Socket connect(Socket from) throws IOException {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            open.remove(from);
            from.close();
            throw e;
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            byte[] bytes = new byte[BUFFER_BYTES];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                awaitMended();
                to.getOutputStream().write(bytes, 0, read);
            }
        } catch (IOException e) {
            // One end is gone, and then the other goes too.
            return;
        }
    }

    private synchronized void awaitMended() throws IOException {
        try {
            while (isStalled) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException("a test is interrupted by nobody", e);
        }
    }

    private void closeAll() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** Ends all connections; new ones are ended at once. */
    synchronized void cut() throws IOException {
        isCut = true;
        closeAll();
    }

    /** Lets nothing more through on any connection, without ending it. */
    synchronized void stall() {
        isStalled = true;
    }

    /** Lets new connections through again, and on those that are open what was held up, though late. */
    synchronized void mend() {
        isCut = false;
        isStalled = false;
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
        mend();
        threads.shutdown();
    }
}
