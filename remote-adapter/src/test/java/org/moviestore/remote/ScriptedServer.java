// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import org.moviestore.item.AttributeType;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableSchema;

/**
 * A server on loopback that greets, and opens the table {@link #SCHEMA}, by itself; every other request waits until the
 * test answers it, or does something else to its connection.
 */
final class ScriptedServer implements AutoCloseable {
    static final TableSchema SCHEMA = TableSchema.builder("Movies")
            .partitionKey("id", AttributeType.NUMBER)
            .build();

    static final String GREETING = "\"ok\":true,\"version\":1,\"server\":\"scripted\",\"idleSeconds\":600,"
            + "\"maxLineBytes\":100000000,\"store\":{\"gets\":100,\"writes\":25,\"parallelCalls\":2,"
            + "\"features\":[\"CONSUMED_CAPACITY\",\"SNAPSHOT_EXPORT\"]}";

    /** What a server says that ends a connection. */
    static final String GOODBYE = "{\"ok\":false,\"error\":{\"code\":\"UNAVAILABLE\",\"message\":\"the server stops\","
            + "\"retry\":\"AFTER_BACKOFF\",\"maybeApplied\":false}}\n";

    private static final String OPENED = "\"ok\":true,\"schema\":{\"table\":\"Movies\",\"keySchema\":{\"id\":\"N\"},"
            + "\"throughput\":null,\"indexes\":[]}";
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final Pattern OPERATION = Pattern.compile("\"op\":\"(\\w+)\"");
    private static final int PATIENCE_SECONDS = 30;

    private final ServerSocket socket;
    private final Greeter greeter;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Peer> ended = new LinkedBlockingQueue<>();

    /** What is done with a client's greeting. */
    interface Greeter {
        void greet(Request hello) throws IOException;
    }

    ScriptedServer() {
        this(hello -> hello.answer(GREETING));
    }

    ScriptedServer(Greeter greeter) {
        this(greeter, ServerSocketFactory.getDefault());
    }

    ScriptedServer(Greeter greeter, ServerSocketFactory sockets) {
        this.greeter = greeter;
        try {
            socket = sockets.createServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("scripted-accept", this::accept);
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Peer peer = new Peer(peers.size(), socket.accept());
                peers.add(peer);
                start("scripted-peer", peer::read);
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Returns the URL of this server, with these parameters. */
    String url(String parameters) {
        return "tcp://127.0.0.1:" + port() + "?" + parameters;
    }

    RemoteStore.Builder client() {
        return RemoteStore.builder(url(""));
    }

    RemoteStore connect() {
        return client().connect();
    }

    /** Returns the table of a store, without asking for it. */
    static DocumentTable table(RemoteStore store) {
        return new RemoteTable(store, store.connection(), SCHEMA);
    }

    /** Returns how many connections there were. */
    int connections() {
        return peers.size();
    }

    /** Waits for a connection, the first of which is 0. */
    Peer peer(int number) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (peers.size() <= number && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return peers.get(number);
    }

    /** Waits for the next request. */
    Request take() {
        return await(requests);
    }

    boolean hasRequests() {
        return !requests.isEmpty();
    }

    /** Says goodbye on a connection, and waits until the client has ended it. */
    void dismiss(Peer peer) {
        peer.send(GOODBYE);
        assertThat(awaitEnd()).isSameAs(peer);
    }

    /** Waits for the end of a connection. */
    Peer awaitEnd() {
        return await(ended);
    }

    private static <T> T await(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("what the client should have done").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Peer peer : peers) {
                peer.close();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection. */
    final class Peer {
        private final int number;
        private final Socket client;
        private final CountDownLatch halfRead = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean readsOn = true;

        Peer(int number, Socket client) {
            this.number = number;
            this.client = client;
        }

        int number() {
            return number;
        }

        private void read() {
            try {
                client.setTcpNoDelay(true);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    take(new Request(this, line));
                    if (!readsOn) {
                        lines.read();
                        halfRead.countDown();
                        closed.await();
                    }
                }
                ended.add(this);
            } catch (IOException | InterruptedException e) {
                // One of both has broken the connection off.
                ended.add(this);
            }
        }

        private void take(Request request) throws IOException {
            switch (request.operation()) {
                case "hello" -> greeter.greet(request);
                case "openTable" -> request.answer(OPENED);
                default -> requests.add(request);
            }
        }

        /** Reads of the next request the beginning, and then nothing. */
        void stopReading() {
            readsOn = false;
            try {
                client.setReceiveBufferSize(4096);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits until there is the beginning of a request that is not read further. */
        void awaitHalfRequest() throws InterruptedException {
            assertThat(halfRead.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }

        void send(String text) {
            try {
                client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() {
            close(false);
        }

        /** Breaks the connection off, so that what is on its way is lost. */
        void reset() {
            close(true);
        }

        private void close(boolean abruptly) {
            try {
                closed.countDown();
                client.setSoLinger(abruptly, 0);
                client.close();
            } catch (IOException e) {
                // It is closed already.
                return;
            }
        }
    }

    /** A line of a client's. */
    record Request(Peer peer, String line) {
        String id() {
            return found(ID);
        }

        String operation() {
            return found(OPERATION);
        }

        private String found(Pattern pattern) {
            Matcher matcher = pattern.matcher(line);
            return matcher.find() ? matcher.group(1) : "";
        }

        /** Sends the reply of this request's id with these fields. */
        void answer(String fields) {
            peer.send("{\"id\":" + id() + "," + fields + "}\n");
        }

        void succeed() {
            answer("\"ok\":true");
        }
    }
}
