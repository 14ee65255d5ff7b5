// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of those who together would take more memory than there is. */
class MemoryBudgetTest {
    private static final int MEBIBYTE = 1 << 20;
    /** So many that there is room for pings beside a line that is kept in a power of two. */
    private static final int LINE_BYTES = MEBIBYTE + (64 << 10);

    private static final String PONG = "{'ok':true}";

    private final FakeRequests requests = new FakeRequests();
    private ServerParts parts;
    private Listener listener;

    @BeforeEach
    void start() throws IOException {
        ServerOptions options = ServerOptions.builder(Served.freePort()).build();
        parts = new ServerParts(
                options,
                requests,
                new StoreThreads(options.threads()),
                new UnderWay(options.limits().maxRequests()),
                new LargeLines(),
                new Turns(1),
                new Budget(LINE_BYTES),
                new Budget(MEBIBYTE),
                new Connections(options.limits().maxConnections()),
                new ServerMetrics(new SimpleMeterRegistry()),
                new ServerLog(System::nanoTime),
                System.nanoTime());
        listener = Listener.start(parts);
    }

    @AfterEach
    void stop() throws InterruptedException {
        listener.close();
        parts.connections().close();
        parts.connections().all().forEach(connection -> connection.end(Optional.empty()));
        parts.connections().awaitNone();
        listener.end();
        parts.threads().stop(Duration.ofSeconds(10));
    }

    private void assertNothingKept() throws InterruptedException {
        stop();
        assertThat(parts.lineBytes().taken()).isZero();
        assertThat(parts.replyBytes().taken()).isZero();
        assertThat(parts.underWay().count()).isZero();
    }

    private static byte[] half(int length) {
        return ("{\"op\":\"read\",\"text\":\"" + "x".repeat(length)).getBytes(StandardCharsets.UTF_8);
    }

    private void awaitConnections(int count) throws IOException {
        try (RawClient client = RawClient.connect(listener.address())) {
            String expected = "'connections':" + (count + 1) + ",";
            String info = client.ask("{'op':'info'}");
            while (!info.contains(expected)) {
                info = client.ask("{'op':'info'}");
            }
        }
    }

    @Test
    void send_halfLinesThatTogetherAreTooMuch_endsWhoeverSendsTheLargest() throws IOException, InterruptedException {
        try (RawClient first = RawClient.connect(listener.address());
                RawClient second = RawClient.connect(listener.address())) {
            first.sendBytes(half(MEBIBYTE / 10));
            awaitTaken(MEBIBYTE / 10);
            second.sendBytes(half(MEBIBYTE * 99 / 100));

            assertEndsForRoom(second);
            assertGoesOn(first);
        }
        assertNothingKept();
    }

    @Test
    void send_halfLineWhereAnotherHoardsMore_endsTheOther() throws IOException, InterruptedException {
        try (RawClient hoarder = RawClient.connect(listener.address());
                RawClient later = RawClient.connect(listener.address())) {
            hoarder.sendBytes(half(MEBIBYTE * 99 / 100));
            awaitTaken(MEBIBYTE * 99 / 100);
            later.sendBytes(half(MEBIBYTE / 10));

            assertEndsForRoom(hoarder);
            assertGoesOn(later);
        }
        assertNothingKept();
    }

    private static void assertEndsForRoom(RawClient client) throws IOException {
        assertThat(client.receive())
                .startsWith("{'ok':false,'error':{'code':'UNAVAILABLE',")
                .contains("no room");
        assertThat(client.receive()).isEmpty();
    }

    private void assertGoesOn(RawClient client) throws IOException {
        assertThat(client.send("','key':'a','id':1}").receive()).isEqualTo("{'id':1,'ok':true}");
        assertThat(requests.done()).hasSize(1);
    }

    private void awaitTaken(long bytes) throws IOException {
        try (RawClient client = RawClient.connect(listener.address())) {
            while (parts.lineBytes().taken() < bytes) {
                assertThat(client.ask("{'op':'ping'}")).isEqualTo(PONG);
            }
        }
    }

    @Test
    void answer_whenAllIsAnswered_givesTheMemoryBack() throws IOException, InterruptedException {
        try (RawClient client = RawClient.connect(listener.address())) {
            client.send("nonsense", "{'op':'down'}", "{'op':'large','size':500000}", "{'op':'read','key':'a'}");

            assertThat(client.receive(4)).last().isEqualTo(PONG);
        }
        assertNothingKept();
    }

    @Test
    void reset_withAllKindsOfThingsUnderWay_givesTheMemoryBack() throws IOException, InterruptedException {
        RawClient client = RawClient.connect(listener.address());
        client.send(
                "{'op':'write','key':'a','gate':'g','id':1}",
                "{'op':'write','key':'a','text':'behind','id':2}",
                "{'op':'stream','size':1000,'lines':1000000,'id':3}",
                "{'op':'ping'}",
                "{'op':'change'}");
        client.sendBytes(half(1000));
        requests.awaitSomebodyAt("g");

        client.reset();
        awaitConnections(0);
        requests.open("g");

        assertNothingKept();
        assertThat(requests.done()).isEmpty();
    }

    /** Returns a request on the one item whose numbers weigh about so much, behind a gate or behind one that is. */
    private static String heavy(int id, int weight) {
        String numbers = "11,".repeat(weight / 99) + "11";
        return "{'op':'write','key':'a','gate':'g','more':[" + numbers + "],'id':" + id + "}";
    }

    @Test
    void send_shortLinesOfManyNumbers_keepsNoMoreOfThemThanThereIsRoomFor() throws IOException, InterruptedException {
        try (RawClient client = RawClient.connect(listener.address());
                RawClient other = RawClient.connect(listener.address())) {
            for (int id = 0; id < 20; id++) {
                client.send(heavy(id, MEBIBYTE / 20));
            }
            requests.awaitSomebodyAt("g");
            awaitTaken(MEBIBYTE / 6);
            String refused = other.ask(heavy(20, MEBIBYTE / 2 - MEBIBYTE / 20));
            String pong = other.ask("{'op':'ping'}");
            int underWay = parts.underWay().count();
            requests.open("g");

            assertThat(refused)
                    .startsWith("{'id':20,'ok':false,'error':{'code':'UNAVAILABLE',")
                    .contains("no room now", "AFTER_BACKOFF", "'maybeApplied':false");
            assertThat(pong).isEqualTo(PONG);
            assertThat(underWay).isBetween(3, 12);
            assertThat(client.receive(20)).allMatch(reply -> reply.endsWith(",'ok':true}"));
        }
        assertNothingKept();
    }

    @Test
    void send_lineOfMoreNumbersThanThereIsEverRoomFor_isRefusedBeforeTheyAreMade()
            throws IOException, InterruptedException {
        try (RawClient client = RawClient.connect(listener.address())) {
            String refused = client.ask(heavy(1, MEBIBYTE));

            assertThat(refused)
                    .startsWith("{'id':1,'ok':false,'error':{'code':'MALFORMED',")
                    .contains("more memory than this server has for a request", "split");
            assertThat(client.ask("{'op':'ping'}")).isEqualTo(PONG);
        }
        assertNothingKept();
    }

    @Test
    void send_lineOfMoreNumbersThanThereIsEverRoomForBesideIt_isRefusedAsOneThatNeverFits()
            throws IOException, InterruptedException {
        try (RawClient client = RawClient.connect(listener.address())) {
            String refused = client.ask(heavy(1, LINE_BYTES / 2 - (8 << 10)));

            assertThat(refused)
                    .startsWith("{'id':1,'ok':false,'error':{'code':'MALFORMED',")
                    .contains("'retry':'NEVER'");
        }
        assertNothingKept();
    }

    @Test
    void admit_requestThatCannotBeAdmitted_cutsOffAndGivesTheMemoryBack() throws IOException, InterruptedException {
        try (RawClient client = RawClient.connect(listener.address())) {
            client.send("{'op':'write','key':'a','gate':'g','id':1}");
            requests.awaitSomebodyAt("g");

            client.send("{'op':'untouchable','key':'a','id':2}");

            assertThat(client.receive()).startsWith("{'id':2,'ok':false,'error':{'code':'UNAVAILABLE',");
            assertThat(client.receive()).isEmpty();
            requests.open("g");
        }
        assertNothingKept();
    }

    @Test
    void carryOut_requestsForManyItems_takeTurnsAndKeepNobodyElseWaiting() throws IOException, InterruptedException {
        try (RawClient first = RawClient.connect(listener.address());
                RawClient second = RawClient.connect(listener.address())) {
            first.send("{'op':'many','gate':'g','id':1}");
            requests.awaitSomebodyAt("g");
            second.send("{'op':'many','text':'second','id':1}", "{'op':'read','key':'a','id':2}");
            String early = second.receive();
            List<String> done = requests.done();
            requests.open("g");

            assertThat(early).isEqualTo("{'id':2,'ok':true}");
            assertThat(done).isEmpty();
            assertThat(first.receive()).isEqualTo("{'id':1,'ok':true}");
            assertThat(second.receive()).isEqualTo("{'id':1,'ok':true}");
        }
        assertNothingKept();
    }

    @Test
    void carryOut_manyRequestsOfOneForManyItems_doNotOvertakeThoseOfOthers() throws IOException, InterruptedException {
        try (RawClient first = RawClient.connect(listener.address());
                RawClient second = RawClient.connect(listener.address())) {
            first.send("{'op':'many','gate':'g','id':'g'}");
            requests.awaitSomebodyAt("g");
            for (int i = 0; i < 50; i++) {
                first.send("{'op':'many','text':'first','id':" + i + "}");
            }
            second.send("{'op':'many','text':'second','id':1}", "{'op':'read','key':'a','id':2}");
            String early = second.receive();
            requests.open("g");
            first.receive(51);

            assertThat(early).isEqualTo("{'id':2,'ok':true}");
            assertThat(second.receive()).isEqualTo("{'id':1,'ok':true}");
            assertThat(requests.done().indexOf("second")).isBetween(0, 1);
        }
        assertNothingKept();
    }

    @Test
    void carryOut_whileThoseWhoWaitedLeave_passesTheirTurnsOn() throws IOException, InterruptedException {
        try (RawClient first = RawClient.connect(listener.address());
                RawClient narrow = RawClient.connectNarrow(listener.address());
                RawClient last = RawClient.connect(listener.address())) {
            first.send("{'op':'many','gate':'g','id':1}");
            requests.awaitSomebodyAt("g");
            try (RawClient gone = RawClient.connect(listener.address())) {
                gone.send("{'op':'many','id':1}", "{'op':'read','key':'a','id':2}");
                gone.receive();
                gone.reset();
            }
            awaitConnections(3);
            narrow.send("{'op':'many','id':1}", "{'op':'stream','size':20000,'lines':1000,'id':2}");
            while (parts.replyBytes().taken() < MEBIBYTE / 4) {
                Thread.onSpinWait();
            }
            last.send("{'op':'many','id':1}", "{'op':'read','key':'a','id':2}");
            last.receive();
            requests.open("g");

            assertThat(last.receive()).isEqualTo("{'id':1,'ok':true}");
            assertThat(first.receive()).isEqualTo("{'id':1,'ok':true}");
        }
        assertNothingKept();
    }

    @Test
    void answer_toManyWhoDoNotRead_cutsThoseOffWhoLeaveMost() throws IOException, InterruptedException {
        try (RawClient modest = RawClient.connectNarrow(listener.address());
                RawClient other = RawClient.connect(listener.address())) {
            assertThat(modest.ask("{'op':'ping'}")).isEqualTo(PONG);
            for (int i = 0; i < 4; i++) {
                leaveUnread(other);
            }
            String reply = modest.ask("{'op':'large','size':1000}");

            assertThat(reply).startsWith("{'ok':true,'text':'xxx");
            assertThat(other.ask("{'op':'ping'}")).isEqualTo(PONG);
        }
        assertNothingKept();
    }

    /** Asks for much without reading it, until that connection is gone. */
    private void leaveUnread(RawClient other) throws IOException {
        try (RawClient slow = RawClient.connectNarrow(listener.address())) {
            assertThat(slow.ask("{'op':'ping'}")).isEqualTo(PONG);
            slow.send("{'op':'stream','size':1000000,'lines':10,'id':1}");
            while (other.ask("{'op':'info'}").contains("'connections':3,")) {
                assertThat(other.ask("{'op':'read','key':'a'}")).isEqualTo(PONG);
            }
        }
    }
}
