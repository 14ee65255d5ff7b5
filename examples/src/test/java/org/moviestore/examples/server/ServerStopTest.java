// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ServerStopTest {
    private static Thread stopping(Served served) {
        Thread stopping = new Thread(served.server()::stop);
        stopping.start();
        return stopping;
    }

    /** Asks until new requests are refused. */
    private static String askUntilRefused(RawClient client) throws IOException {
        String reply = client.ask("{'op':'read','key':'z','id':'z'}");
        while (reply.equals("{'id':'z','ok':true}")) {
            reply = client.ask("{'op':'read','key':'z','id':'z'}");
        }
        return reply;
    }

    @Test
    void stop_withRequestsUnderWay_refusesNewOnesAnswersThoseAndEnds() throws IOException, InterruptedException {
        try (Served served = Served.plain();
                RawClient client = served.connect();
                RawClient idle = served.connect()) {
            assertThat(idle.ask("{'op':'ping'}")).isEqualTo("{'ok':true}");
            client.send(
                    "{'op':'write','key':'a','text':'first','gate':'g','id':1}",
                    "{'op':'write','key':'a','text':'second','id':2}",
                    "{'op':'ping','id':3}");
            served.requests().awaitSomebodyAt("g");
            assertThat(client.receive()).isEqualTo("{'id':3,'ok':true}");

            Thread stopping = stopping(served);
            String refused = askUntilRefused(client);
            served.requests().open("g");
            List<String> last = client.receive(3);
            String endOfIdle = idle.receive();
            stopping.join();

            assertThat(refused).startsWith("{'id':'z','ok':false,'error':{'code':'UNAVAILABLE',");
            assertThat(last).containsExactly("{'id':1,'ok':true}", "{'id':2,'ok':true}", "");
            assertThat(endOfIdle).isEmpty();
            assertThat(served.requests().done()).containsExactly("first", "second");
            assertThatThrownBy(served::connect).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void stop_requestsThatDoNotEndInTime_areGivenUp() throws IOException, InterruptedException {
        try (Served served = Served.withLimits(limits -> limits.stopWithin(Duration.ZERO));
                RawClient client = served.connect()) {
            client.send(
                    "{'op':'write','key':'a','gate':'g','id':1}",
                    "{'op':'write','key':'a','text':'never','id':2}",
                    "{'op':'read','key':'b','gate':'h','id':3}");
            served.requests().awaitSomebodyAt("g");
            served.requests().awaitSomebodyAt("h");

            Thread stopping = stopping(served);
            List<String> last = client.receive(4);
            stopping.join();

            assertThat(last)
                    .satisfiesExactlyInAnyOrder(
                            line -> assertThat(line)
                                    .startsWith("{'id':1,'ok':false,'error':{'code':'OUTCOME_UNKNOWN',")
                                    .contains("'maybeApplied':true"),
                            line -> assertThat(line)
                                    .startsWith("{'id':2,'ok':false,'error':{'code':'UNAVAILABLE',")
                                    .contains("'maybeApplied':false"),
                            line -> assertThat(line).startsWith("{'id':3,'ok':false,'error':{'code':'UNAVAILABLE',"),
                            line -> assertThat(line).isEmpty());
            assertThat(served.requests().done()).doesNotContain("never");
        }
    }

    @Test
    void stop_inTheMiddleOfManyWrites_losesNoneThatItAcknowledged() throws IOException, InterruptedException {
        try (Served served = Served.plain();
                RawClient client = served.connect()) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                lines.add("{'op':'write','key':'k" + i + "','text':'" + i + "','id':" + i + "}");
            }
            Thread sender = new Thread(() -> {
                try {
                    client.send(lines.toArray(String[]::new));
                } catch (IOException e) {
                    // The server ended the connection before it had read all.
                }
            });
            sender.start();
            List<String> acknowledged = new ArrayList<>(client.receive(100));

            Thread stopping = stopping(served);
            String line = receiveOrEnd(client);
            while (!line.isEmpty()) {
                acknowledged.add(line);
                line = receiveOrEnd(client);
            }
            stopping.join();
            client.reset();
            sender.join();

            Pattern ok = Pattern.compile("\\{'id':(\\d+),'ok':true}");
            List<String> texts = acknowledged.stream()
                    .map(ok::matcher)
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> matcher.group(1))
                    .toList();
            assertThat(texts).hasSizeGreaterThanOrEqualTo(100);
            assertThat(served.requests().done()).containsExactlyInAnyOrderElementsOf(texts);
        }
    }

    private static String receiveOrEnd(RawClient client) {
        try {
            return client.receive();
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void stop_twice_returnsBothTimes() throws IOException, InterruptedException {
        Served served = Served.plain();

        served.server().stop();
        served.server().stop();
        served.server().awaitStopped();

        assertThatThrownBy(served::connect).isInstanceOf(ConnectException.class);
    }

    @Test
    void start_portInUse_saysSo() throws IOException {
        try (Served served = Served.plain()) {
            ServerOptions same =
                    ServerOptions.builder(served.server().address()).build();

            assertThatThrownBy(() -> MovieServer.start(same, served.requests()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on")
                    .hasMessageContaining(":" + served.server().address().getPort());
        }
    }
}
