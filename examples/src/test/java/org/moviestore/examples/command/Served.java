// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server that the command runs in this process, until it is stopped. */
final class Served implements AutoCloseable {
    private static final String READY = "listening on ";

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    private final BufferedReader out;
    private final Thread thread;
    private final String address;
    private volatile int code = -1;

    private Served(Map<String, String> environment, List<String> arguments) throws IOException {
        PipedOutputStream written = new PipedOutputStream();
        this.out = new BufferedReader(new InputStreamReader(new PipedInputStream(written), StandardCharsets.UTF_8));
        PrintStream err = new PrintStream(messages, true, StandardCharsets.UTF_8);
        Shell shell =
                new Shell(InputStream.nullInputStream(), new Output(written), err, environment, Progress.none(err));
        this.thread = new Thread(
                () -> {
                    try (written) {
                        code = Main.run(shell, arguments.toArray(String[]::new));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "served");
        thread.start();
        String line = out.readLine();
        if (line == null || !line.startsWith(READY)) {
            throw new IllegalStateException("not " + READY + "anything: " + line + " " + messages());
        }
        this.address = line.substring(READY.length());
    }

    /** Serves a store on a free port of this machine. */
    static Served store(String url, String... more) throws IOException {
        return with(Map.of(), url, more);
    }

    static Served with(Map<String, String> environment, String url, String... more) throws IOException {
        return listening("127.0.0.1:0", environment, url, more);
    }

    static Served listening(String listen, Map<String, String> environment, String url, String... more)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve", "--store", url, "--listen", listen));
        arguments.addAll(List.of(more));
        return new Served(environment, arguments);
    }

    String url() {
        return "tcp://" + address;
    }

    int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    Socket connect() throws IOException {
        return new Socket("127.0.0.1", port());
    }

    String messages() {
        return messages.toString(StandardCharsets.UTF_8);
    }

    /** Stops the command and returns its exit code. */
    int stop() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a test is interrupted by nobody", e);
        }
        return code;
    }

    @Override
    public void close() throws IOException {
        stop();
        out.close();
    }
}
