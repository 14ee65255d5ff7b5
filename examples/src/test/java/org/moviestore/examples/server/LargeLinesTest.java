// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeLinesTest {
    private static final Line LARGE = Line.of(ByteBuffer.allocate(LargeLines.LONGEST_OF_MANY + 1));
    private static final Line SHORT = Line.of(ByteBuffer.allocate(LargeLines.LONGEST_OF_MANY));

    private final LargeLines lines = new LargeLines();
    private final List<String> given = new ArrayList<>();
    private final Turns.Place first = lines.place(() -> given.add("first"));
    private final Turns.Place second = lines.place(() -> given.add("second"));

    @Test
    void begin_shortLine_doesNotWaitForALongOne() {
        boolean isLongFirst = lines.begin(LARGE, first);
        boolean isShortToo = lines.begin(SHORT, second);
        lines.end(SHORT);

        assertThat(isLongFirst).isTrue();
        assertThat(isShortToo).isTrue();
        assertThat(lines.begin(LARGE, second)).isFalse();
    }

    @Test
    void begin_longLines_oneAfterAnother() {
        boolean isFirst = lines.begin(LARGE, first);
        boolean isSecond = lines.begin(LARGE, second);
        lines.end(LARGE);
        boolean isAfterwards = lines.begin(LARGE, second);

        assertThat(isFirst).isTrue();
        assertThat(isSecond).isFalse();
        assertThat(given).containsExactly("second");
        assertThat(isAfterwards).isTrue();
    }

    @Test
    void ping_whileManyLongLinesWaitForTheirTurn_isAnswered() throws IOException, InterruptedException {
        String text = "x".repeat(2 * LargeLines.LONGEST_OF_MANY);
        List<RawClient> clients = new ArrayList<>();
        try (Served served = Served.plain();
                RawClient other = served.connect()) {
            for (int i = 0; i < 20; i++) {
                clients.add(served.connect());
                clients.get(i)
                        .send("{'op':'read','key':'a','understoodAt':'g','more':'" + text + "'}", "{'op':'ping'}");
            }
            served.requests().awaitSomebodyAt("g");

            String pong = other.ask("{'op':'ping'}");
            boolean hasAnyAnswer = clients.stream().anyMatch(LargeLinesTest::hasInput);
            served.requests().open("g");
            for (RawClient client : clients) {
                assertThat(client.receive(2)).containsOnly("{'ok':true}");
                client.close();
            }

            assertThat(pong).isEqualTo("{'ok':true}");
            assertThat(hasAnyAnswer).isFalse();
        }
    }

    private static boolean hasInput(RawClient client) {
        try {
            return client.hasInput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
