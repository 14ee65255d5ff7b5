// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs DynamoDB Local as a process that prints its port and ends when its standard input does, so with this JVM. */
final class DynamoDbProcess {
    private static final String MAIN_CLASS = "org.moviestore.dynamodblocal.LoopbackServer";
    private static final String PORT_LINE = "port ";
    private static final long START_DEADLINE_SECONDS = 60;
    private static final long STOP_DEADLINE_SECONDS = 10;

    private DynamoDbProcess() {}

    static LocalDynamoDb start(Path libraries) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            // Measured: half the start's work, and calls as fast as with the full compiler.
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            libraries.resolveSibling("classes") + File.pathSeparator + libraries + File.separator + "*",
                            MAIN_CLASS)
                    .redirectErrorStream(true)
                    .start();
            return LocalDynamoDb.of("127.0.0.1", portOf(process), () -> stop(process));
        } catch (IOException e) {
            throw new IllegalStateException("DynamoDB Local did not start: " + e.getMessage(), e);
        }
    }

    private static int portOf(Process process) {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, port), "dynamodb-local-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return port.get(START_DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(process, "interrupted", e);
        } catch (TimeoutException e) {
            throw failed(process, "no answer in " + START_DEADLINE_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw failed(process, String.valueOf(e.getMessage()), e);
        }
    }

    /** Reads until the process ends, so that it never waits for a reader; what comes after the port is dropped. */
    private static void read(Process process, CompletableFuture<Integer> port) {
        StringBuilder before = new StringBuilder();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (port.isDone()) {
                    continue;
                }
                if (line.startsWith(PORT_LINE)) {
                    port.complete(Integer.valueOf(line.substring(PORT_LINE.length())));
                } else {
                    before.append(System.lineSeparator()).append(line);
                }
            }
            port.completeExceptionally(new IllegalStateException("it ended, having said:" + before));
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
    }

    private static IllegalStateException failed(Process process, String why, Exception cause) {
        process.destroyForcibly();
        return new IllegalStateException("DynamoDB Local did not start: " + why, cause);
    }

    private static void stop(Process process) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
