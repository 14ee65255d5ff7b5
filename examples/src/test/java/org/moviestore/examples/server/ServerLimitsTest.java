// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerLimitsTest {
    private static final String PONG = "{'ok':true}";

    @Test
    void connect_moreThanThereMayBe_isRefusedWithOneLineAndEnds() throws IOException {
        try (Served served = Served.withLimits(limits -> limits.maxConnections(2));
                RawClient first = served.connect();
                RawClient second = served.connect()) {
            assertThat(List.of(first.ask("{'op':'ping'}"), second.ask("{'op':'ping'}")))
                    .containsOnly(PONG);

            List<String> refused;
            try (RawClient third = served.connect()) {
                refused = third.send("{'op':'ping'}").receive(2);
            }
            first.endOutput().receive();
            String later = ask(served);

            assertThat(refused)
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith(
                                            "{'ok':false,'error':{'code':'UNAVAILABLE','message':'this server has 2"),
                            line -> assertThat(line).isEmpty());
            assertThat(later).isEqualTo(PONG);
        }
    }

    /** Connects until there is room. */
    private static String ask(Served served) throws IOException {
        String reply = "";
        while (!reply.equals(PONG)) {
            try (RawClient client = served.connect()) {
                reply = client.ask("{'op':'ping'}");
            }
        }
        return reply;
    }

    @Test
    void send_moreThanAConnectionMayHaveUnderWay_isReadLater() throws IOException, InterruptedException {
        try (Served served = Served.withLimits(limits -> limits.maxRequestsPerConnection(4));
                RawClient client = served.connect();
                RawClient other = served.connect()) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                lines.add("{'op':'read','key':'k','gate':'g','id':" + i + "}");
            }

            client.send(lines.toArray(String[]::new));
            served.requests().awaitSomebodyAt("g");
            String meanwhile = other.ask("{'op':'read','key':'k'}");
            served.requests().open("g");

            assertThat(meanwhile).isEqualTo(PONG);
            assertThat(client.receive(1000))
                    .allMatch(reply -> reply.endsWith("'ok':true}"))
                    .doesNotHaveDuplicates();
            assertThat(served.requests().mostRunning()).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void send_moreThanTheServerMayHaveUnderWay_isRefused() throws IOException, InterruptedException {
        try (Served served = Served.withLimits(limits -> limits.maxRequests(2));
                RawClient client = served.connect();
                RawClient other = served.connect()) {
            client.send("{'op':'read','key':'a','gate':'g','id':1}", "{'op':'read','key':'b','gate':'h','id':2}");
            served.requests().awaitSomebodyAt("g");
            served.requests().awaitSomebodyAt("h");

            String refused = other.ask("{'op':'read','key':'c','id':3}");
            String ping = other.ask("{'op':'ping'}");
            served.requests().open("g");
            String answered = client.receive();
            String later = other.ask("{'op':'read','key':'c','id':3}");
            served.requests().open("h");

            assertThat(refused)
                    .startsWith("{'id':3,'ok':false,'error':{'code':'UNAVAILABLE',")
                    .contains("'retry':'AFTER_BACKOFF','maybeApplied':false");
            assertThat(ping).isEqualTo(PONG);
            assertThat(answered).isEqualTo("{'id':1,'ok':true}");
            assertThat(later).isEqualTo("{'id':3,'ok':true}");
            assertThat(client.receive()).isEqualTo("{'id':2,'ok':true}");
        }
    }

    @Test
    void wait_withoutARequest_endsTheConnection() throws IOException {
        try (Served served = Served.withLimits(limits -> limits.idle(Duration.ofSeconds(1)));
                RawClient client = served.connect()) {
            List<String> lines = client.send("{'op':'ping'}").receive(3);

            assertThat(lines)
                    .satisfiesExactly(
                            line -> assertThat(line).isEqualTo(PONG),
                            line -> assertThat(line)
                                    .startsWith("{'ok':false,'error':{'code':'UNAVAILABLE',")
                                    .contains("for 1 seconds"),
                            line -> assertThat(line).isEmpty());
        }
    }

    @Test
    void wait_forARequestUnderWay_doesNotEndTheConnection() throws IOException, InterruptedException {
        try (Served served = Served.withLimits(limits -> limits.idle(Duration.ofSeconds(1)));
                RawClient client = served.connect();
                RawClient idle = served.connect()) {
            client.send("{'op':'read','key':'a','gate':'g','id':1}");
            served.requests().awaitSomebodyAt("g");
            assertThat(idle.receive(2)).last().isEqualTo("");

            served.requests().open("g");

            assertThat(client.receive()).isEqualTo("{'id':1,'ok':true}");
        }
    }

    @Test
    void send_aByteNowAndThen_isNoRequest() throws IOException {
        try (Served served = Served.withLimits(limits -> limits.idle(Duration.ofSeconds(1)));
                RawClient loris = served.connect();
                RawClient other = served.connect()) {
            while (!loris.hasInput()) {
                loris.sendBytes("x".getBytes(StandardCharsets.UTF_8));
                other.ask("{'op':'ping'}");
            }
            List<String> last = loris.receive(2);

            assertThat(last.get(0)).contains("'UNAVAILABLE'", "for 1 seconds");
            assertThat(last.get(1)).isEmpty();
            assertThat(other.ask("{'op':'ping'}")).isEqualTo(PONG);
        }
    }
}
