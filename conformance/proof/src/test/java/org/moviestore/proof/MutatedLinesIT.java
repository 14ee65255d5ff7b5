// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.examples.command.Main;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.ReplyError;
import org.moviestore.remote.protocol.ReplyReader;

/**
 * Requests that were damaged at random, and some that take many times their own length, sent to a server of little
 * memory.
 */
class MutatedLinesIT {
    private static final long SEED = 3;
    private static final int HEAP_MEGABYTES = 64;
    private static final int LINES_TOGETHER = 200;
    private static final int MAX_NESTING = 200;
    private static final int LONGEST_SILENCE_MILLIS = 60_000;
    private static final String LISTENING = "listening on ";
    /** Answered last, since it has no id; and by no line of {@link #REQUESTS}. */
    private static final String LAST = "{\"op\":\"hello\",\"version\":1}";

    private static final String DROP = "{\"op\":\"dropTable\",\"table\":\"Movies\"}";
    private static final String CREATE = "{\"op\":\"createTable\",\"schema\":{\"table\":\"Movies\",\"keySchema\":"
            + "{\"year\":\"N\",\"title\":\"S\"},\"throughput\":null,\"indexes\":[]}}";

    /** Each id is replaced by another. */
    private static final List<String> REQUESTS = List.of(
            "{\"op\":\"put\",\"id\":0,\"movie\":{\"year\":2013,\"title\":\"Rush\",\"info\":{\"rating\":8.1}}}",
            "{\"op\":\"putIfAbsent\",\"id\":0,\"movie\":{\"year\":2013,\"title\":\"Gravity\"}}",
            "{\"op\":\"get\",\"id\":0,\"year\":2013,\"title\":\"Rush\"}",
            "{\"op\":\"update\",\"year\":2013,\"title\":\"Rush\",\"update\":\"SET info.rating = :r\",\"values\":{\":r\":8}}",
            "{\"op\":\"delete\",\"id\":0,\"year\":2013,\"title\":\"Rush\",\"condition\":\"#i.rating < :r\","
                    + "\"names\":{\"#i\":\"info\"},\"values\":{\":r\":8}}",
            "{\"op\":\"query\",\"id\":0,\"year\":2013,\"titleBetween\":[\"A\",\"Z\"],\"limit\":2,\"descending\":true}",
            "{\"op\":\"scan\",\"id\":0,\"filter\":\"contains(info.actors, :a)\",\"values\":{\":a\":\"Tom Hanks\"}}",
            "{\"op\":\"count\",\"id\":0,\"year\":2013}",
            "{\"op\":\"putItem\",\"id\":0,\"table\":\"Movies\",\"item\":{\"year\":{\"N\":\"2013\"},\"title\":{\"S\":\"Her\"},"
                    + "\"tags\":{\"SS\":[\"a\",\"b\"]},\"raw\":{\"B\":\"AQI=\"}},\"returning\":\"OLD\"}",
            "{\"op\":\"getItem\",\"id\":0,\"table\":\"Movies\",\"key\":{\"year\":{\"N\":\"2013\"},\"title\":{\"S\":\"Her\"}}}",
            "{\"op\":\"scanPage\",\"id\":0,\"table\":\"Movies\",\"segment\":[0,4],\"limit\":3}",
            "{\"op\":\"batchWrite\",\"id\":0,\"table\":\"Movies\",\"deletes\":[{\"year\":{\"N\":\"2013\"},\"title\":{\"S\":\"Her\"}}]}",
            "{\"op\":\"transactWrite\",\"id\":0,\"token\":\"t\",\"actions\":[{\"check\":{\"table\":\"Movies\",\"key\":"
                    + "{\"year\":{\"N\":\"1\"},\"title\":{\"S\":\"x\"}},\"condition\":\"attribute_not_exists(year)\"}}]}",
            "{\"op\":\"describeTable\",\"id\":0,\"table\":\"Movies\"}",
            "{\"op\":\"info\"}");

    private static final String PING = "{\"op\":\"ping\"}";

    private Process server;
    private int port;
    private Socket socket;
    private BufferedReader replies;

    @BeforeEach
    void start() throws IOException {
        server = JavaProcess.of(
                        Main.class,
                        HEAP_MEGABYTES,
                        Map.of("MOVIESTORE_STORE", "memory:"),
                        "serve",
                        "--create-table",
                        "--listen",
                        "127.0.0.1:0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8)).readLine();
        assertThat(line).startsWith(LISTENING);
        port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
        socket = connect();
        replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    private Socket connect() throws IOException {
        Socket connected = new Socket(InetAddress.getLoopbackAddress(), port);
        connected.setSoTimeout(LONGEST_SILENCE_MILLIS);
        return connected;
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        JavaProcess.kill(server.toHandle());
    }

    /** Sends damaged lines, each of which is a line still, and checks what comes back. */
    private void exchange(int lines) throws IOException {
        Random random = new Random(SEED);
        for (int sent = 0; sent < lines; sent += LINES_TOGETHER) {
            ByteArrayOutputStream together = new ByteArrayOutputStream();
            for (int i = 0; i < LINES_TOGETHER; i++) {
                together.writeBytes(damaged(random, i));
                together.write('\n');
            }
            together.writeBytes((DROP + "\n" + CREATE + "\n" + LAST + "\n").getBytes(UTF_8));
            socket.getOutputStream().write(together.toByteArray());
            checkReplies();
        }
    }

    private static byte[] damaged(Random random, int id) {
        byte[] line = REQUESTS.get(random.nextInt(REQUESTS.size()))
                .replace("\"id\":0", "\"id\":" + id)
                .getBytes(UTF_8);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(line.length);
            switch (random.nextInt(4)) {
                case 0 -> line[at] = (byte) random.nextInt(256);
                case 1 -> line[at] = (byte) "{}[],:\"\\0-".charAt(random.nextInt(10));
                case 2 -> System.arraycopy(line, at, line, at / 2, line.length - at);
                default -> line[at] = line[random.nextInt(line.length)];
            }
        }
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }

    private void checkReplies() throws IOException {
        int answers = 0;
        for (String reply = replies.readLine(); true; reply = replies.readLine()) {
            assertThat(reply).as("the server ended the connection").isNotNull();
            Fields fields = Fields.parse(ByteBuffer.wrap(reply.getBytes(UTF_8)), MAX_NESTING);
            if (fields.has("version")) {
                break;
            }
            assertThat(ReplyReader.error(fields).map(ReplyError::code))
                    .as("%s", reply)
                    .isNotEqualTo(Optional.of(ReplyError.Code.INTERNAL));
            answers += fields.has("ok") ? 1 : 0;
        }
        assertThat(answers).isEqualTo(LINES_TOGETHER + 2);
    }

    @Test
    void lines_damagedTenThousandTimes_areAllAnswered() throws IOException {
        exchange(10_000);

        assertThat(server.isAlive()).isTrue();
    }

    @Test
    @Tag("full")
    void lines_damagedAMillionTimes_areAllAnswered() throws IOException {
        exchange(1_000_000);

        assertThat(server.isAlive()).isTrue();
    }

    /** Returns a request to put a movie of as many short numbers, all of them parts of one value. */
    private static String putOf(int numbers, int id) {
        return "{\"op\":\"put\",\"id\":" + id + ",\"movie\":{\"year\":1,\"title\":\"a\",\"x\":["
                + "11,".repeat(numbers - 1) + "11]}}\n";
    }

    private void assertAnswersPing() throws IOException {
        socket.getOutputStream().write((PING + "\n").getBytes(UTF_8));
        assertThat(replies.readLine()).isEqualTo("{\"ok\":true}");
        assertThat(server.isAlive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 500_000, 690_000, 5_000_000})
    void line_ofMoreNumbersThanThereIsMemoryFor_isRefused(int numbers) throws IOException {
        socket.getOutputStream().write(putOf(numbers, 1).getBytes(UTF_8));

        assertThat(replies.readLine()).contains("\"MALFORMED\"");
        assertAnswersPing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{},", "[[[]]],", "\"a\",", "{\"a\":1},", "true,"})
    void lines_ofTinyValuesFromMany_areAnsweredOrRefused(String value) throws IOException {
        String values = value.repeat(30_000 / value.length());
        String line = "{\"op\":\"putIfAbsent\",\"movie\":{\"year\":1,\"title\":\"a\",\"x\":[" + values + "1]}}\n";
        List<Socket> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            others.add(connect());
        }
        for (Socket other : others) {
            other.getOutputStream().write(line.repeat(10).getBytes(UTF_8));
        }
        for (Socket other : others) {
            BufferedReader answers = new BufferedReader(new InputStreamReader(other.getInputStream(), UTF_8));
            for (int i = 0; i < 10; i++) {
                assertThat(answers.readLine()).containsAnyOf("{\"ok\":true,\"stored\":", "\"UNAVAILABLE\"");
            }
            other.close();
        }

        assertAnswersPing();
    }

    @Test
    void puts_ofManyNumbersFromMany_areAnsweredOrRefused() throws IOException {
        List<Socket> others = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            others.add(connect());
        }
        for (int i = 0; i < 20; i++) {
            for (Socket other : others) {
                other.getOutputStream().write(putOf(20_000, i).getBytes(UTF_8));
            }
        }
        int stored = 0;
        for (Socket other : others) {
            BufferedReader answers = new BufferedReader(new InputStreamReader(other.getInputStream(), UTF_8));
            for (int i = 0; i < 20; i++) {
                String answer = answers.readLine();
                assertThat(answer).containsAnyOf(",\"ok\":true}", "\"UNAVAILABLE\"");
                stored += answer.contains("\"ok\":true") ? 1 : 0;
            }
            other.close();
        }

        assertThat(stored).isPositive();
        assertAnswersPing();
    }
}
