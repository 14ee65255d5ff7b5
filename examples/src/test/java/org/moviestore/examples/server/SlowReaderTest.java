// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a client that does not read its replies: nobody else is kept waiting. */
class SlowReaderTest {
    private static final int LINES = 20_000;
    private static final String STREAM = "{'op':'stream','size':2000,'lines':" + LINES + ",'id':1}";

    /** Asks on another connection until the stream has not gone on for some time. */
    private static long streamedAtRest(Served served, RawClient other) throws IOException {
        long streamed = -1;
        int unchanged = 0;
        while (unchanged < 500) {
            assertThat(other.ask("{'op':'read','key':'a'}")).isEqualTo("{'ok':true}");
            long now = served.requests().streamed();
            unchanged = now == streamed && now > 0 ? unchanged + 1 : 0;
            streamed = now;
        }
        return streamed;
    }

    @Test
    void stream_thatIsNotRead_waitsAndGoesOnWhenItIs() throws IOException {
        try (Served served = new Served(options -> options.threads(1));
                RawClient slow = RawClient.connectNarrow(served.server().address());
                RawClient other = served.connect()) {
            slow.send(STREAM, "{'op':'read','key':'b','text':'behind','id':2}");

            long streamed = streamedAtRest(served, other);
            List<String> behind = served.requests().done();
            List<String> lines = slow.receive(LINES + 2);

            assertThat(streamed).isLessThan(LINES / 2);
            assertThat(behind.size()).isLessThanOrEqualTo(1);
            assertThat(lines).contains("{'id':1,'ok':true,'count':" + LINES + "}", "{'id':2,'ok':true}");
            assertThat(lines.stream().filter(line -> line.startsWith("{'id':1,'text':'xx")))
                    .hasSize(LINES);
        }
    }

    @Test
    void requests_whoseRepliesAreNotRead_areReadNoFurther() throws IOException, InterruptedException {
        try (Served served = Served.plain();
                RawClient slow = RawClient.connectNarrow(served.server().address());
                RawClient other = served.connect()) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                lines.add("{'op':'stream','size':100000,'lines':1,'id':" + i + "}");
            }
            Thread sender = new Thread(() -> {
                try {
                    slow.send(lines.toArray(String[]::new));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            sender.start();

            long streamed = streamedAtRest(served, other);
            List<String> replies = slow.receive(400);
            sender.join();

            assertThat(streamed).isLessThan(150);
            assertThat(replies.stream().filter(reply -> reply.endsWith("'count':1}")))
                    .hasSize(200);
        }
    }

    @Test
    void stream_thatIsNeverRead_endsAsIdle() throws IOException {
        try (Served served = Served.withLimits(limits -> limits.idle(Duration.ofSeconds(1)));
                RawClient slow = RawClient.connectNarrow(served.server().address());
                RawClient other = served.connect()) {
            slow.send(STREAM);

            String info = other.ask("{'op':'info'}");
            while (!info.contains("'connections':1,")) {
                info = other.ask("{'op':'info'}");
            }

            assertThat(served.requests().streamed()).isLessThan(LINES);
        }
    }
}
