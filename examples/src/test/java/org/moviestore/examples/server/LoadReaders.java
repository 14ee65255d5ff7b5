// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.ReplyError;
import org.moviestore.remote.protocol.ReplyReader;

/** The clients of a mixed load that read movies, or nothing at all. */
final class LoadReaders {
    private static final int TOGETHER = 2;
    /** After so many movies a client has read enough of them. */
    private static final int MOVIES = 10;

    private static final int MOVIES_OF_SLOW = 2;

    private final MixedLoad load;

    LoadReaders(MixedLoad load) {
        this.load = load;
    }

    /** Reads all movies, twice at once, and goes away before the end. */
    void streams(Random random, int year) throws IOException {
        for (int round = 0; round < load.rounds(); round++) {
            try (LoadConnection connection = LoadConnection.open(load.port())) {
                scan(connection, "streams", MOVIES);
            }
        }
    }

    /** Does the same, but reads so slowly that it may be cut off. */
    void slowly(Random random, int year) throws IOException {
        for (int round = 0; round < load.rounds(); round++) {
            try (LoadConnection clock = LoadConnection.open(load.port());
                    LoadConnection connection = LoadConnection.openSlow(load.port(), clock)) {
                scan(connection, "slow streams", MOVIES_OF_SLOW);
            }
        }
    }

    private void scan(LoadConnection connection, String name, int movies) throws IOException {
        for (int id = 0; id < TOGETHER; id++) {
            connection.send("{\"op\":\"scan\",\"id\":" + id + "}");
        }
        for (int i = 0; i < movies; i++) {
            Optional<Fields> line = connection.next();
            if (line.isEmpty()) {
                load.count(name + ": cut off");
                return;
            }
            assertThat(line.get().has("movie") || !load.isRefused(line.get(), name))
                    .isTrue();
        }
        load.count(name + ": result");
    }

    void pings(Random random, int year) throws IOException {
        try (LoadConnection connection = LoadConnection.open(load.port())) {
            while (!load.isOver()) {
                connection.ping();
                load.count("pings");
            }
        }
    }

    /** Sends nonsense; when a long line of it gives way, which ends the connection, over another one. */
    void nonsense(Random random, int year) throws IOException {
        while (!load.isOver()) {
            try (LoadConnection connection = LoadConnection.open(load.port())) {
                boolean isEnd = false;
                while (!load.isOver() && !isEnd) {
                    isEnd = nonsense(random, connection);
                }
            }
        }
    }

    /**
     * Sends a line with a wrong byte, one that is too long, or a request that is too heavy; says whether it gave way.
     */
    private boolean nonsense(Random random, LoadConnection connection) throws IOException {
        switch (random.nextInt(100)) {
            case 0 -> connection.send(" ".repeat(10_000_000));
            case 1 -> connection.send("{\"op\":\"put\",\"movie\":[" + "1,".repeat(500_000) + "1]}");
            default -> connection.sendBytes(damaged(random));
        }
        Fields reply = connection.next().orElseThrow();
        ReplyError.Code code = ReplyReader.error(reply).orElseThrow().code();
        if (code == ReplyError.Code.UNAVAILABLE) {
            return load.isRefused(reply, "nonsense");
        }
        assertThat(code).isIn(ReplyError.Code.MALFORMED, ReplyError.Code.INVALID_REQUEST);
        load.count("nonsense: " + code);
        return false;
    }

    private static byte[] damaged(Random random) {
        String title = "x".repeat(random.nextInt(3000));
        byte[] line = ("{\"op\":\"get\",\"year\":1,\"title\":\"" + title + "\"}\n").getBytes(UTF_8);
        line[random.nextInt(5)] = (byte) "}[],:\\0-".charAt(random.nextInt(8));
        line[line.length - 3] = (byte) 0xFF;
        return line;
    }
}
