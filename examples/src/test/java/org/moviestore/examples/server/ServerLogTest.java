// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.remote.protocol.ReplyError;

/** What the log of a server tells, and what it does not. */
class ServerLogTest {
    private final CapturedLog log = CapturedLog.open();
    private final AtomicLong nanos = new AtomicLong();
    private final ServerLog serverLog = new ServerLog(nanos::get);

    @AfterEach
    void close() {
        log.close();
    }

    /** Sends lines to a server, each once the one before is answered. */
    private static void ask(String... lines) throws IOException {
        try (Served served = Served.plain();
                RawClient client = served.connect()) {
            for (String line : lines) {
                client.ask(line);
            }
        }
    }

    @Test
    void fault_ofARequest_isLoggedByWhereItHappenedWithoutItsMessage() throws IOException {
        ask("{'op':'fault','id':1}");

        assertThat(log.text())
                .contains(
                        "ERROR",
                        "request fault ended by a fault",
                        "java.lang.IllegalArgumentException",
                        "at org.moviestore.examples.server.FakeRequests.",
                        "java.lang.IllegalStateException")
                .doesNotContain("secret");
    }

    @Test
    void fault_atUnderstanding_isLoggedByWhereItHappened() throws IOException {
        ask("{'op':'large','size':-1,'id':1}");

        assertThat(log.text())
                .contains("request large ended by a fault", "at org.moviestore.examples.server.FakeRequests.");
    }

    @Test
    void store_thatIsDownForSomeRequests_isToldOnceAndSoIsThatItWorksAgain() throws IOException {
        try (Served served = Served.plain();
                RawClient client = served.connect()) {
            client.ask("{'op':'down','id':1}");
            client.ask("{'op':'down','id':2}");
            String whileDown = log.text();
            while (!log.text().contains("INFO ServerLog - the store works again")) {
                client.ask("{'op':'read','key':'a'}");
            }
            client.ask("{'op':'read','key':'a'}");

            assertThat(whileDown)
                    .contains(
                            "WARN ServerLog - the store fails; the client of request down was told UNAVAILABLE",
                            "org.moviestore.error.StoreUnavailableException",
                            "at org.moviestore.examples.server.FakeRequests.")
                    .doesNotContain("the fake is down");
            assertThat(log.text()).containsOnlyOnce("the store fails").containsOnlyOnce("the store works again");
        }
    }

    @Test
    void token_thatIsWrong_isToldWithoutIt() throws IOException {
        try (Served served = new Served(options -> options.token("open sesame"));
                RawClient client = served.connect()) {
            client.send("{'op':'hello','version':1,'token':'hocus pocus'}").receive(2);

            assertThat(log.text())
                    .contains(
                            "WARN ServerLog - a connection ended since no token came, or a wrong one; its client is /")
                    .doesNotContain("sesame", "pocus");
        }
    }

    @Test
    void request_thatItsClientGotWrong_isNotTold() throws IOException {
        ask("nonsense", "{'op':'dance','id':1}");

        assertThat(log.text()).doesNotContain("WARN", "ERROR");
    }

    @Test
    void warn_sameThingAgainAndAgain_isOneLineASecond() {
        for (int i = 0; i < 100; i++) {
            serverLog.warn("one thing", null);
        }
        serverLog.warn("another thing", null);
        nanos.addAndGet(999_999_999);
        serverLog.warn("one thing", null);
        nanos.addAndGet(1);
        serverLog.warn("one thing", null);

        assertThat(log.text().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("one thing;").endsWith("not told since the last time: 0"),
                        line -> assertThat(line).contains("another thing;"),
                        line -> assertThat(line).contains("one thing;").endsWith("not told since the last time: 100"));
    }

    @Test
    void store_thatFailsAndWorksByTurns_isOneLineASecond() {
        OutcomeUnknownException failure =
                new OutcomeUnknownException("a secret value", new IllegalStateException("another secret value"));
        for (int i = 0; i < 200; i++) {
            serverLog.failed("put", ReplyError.of(failure), failure);
            serverLog.succeeded();
            nanos.addAndGet(10_000_000);
        }

        assertThat(log.text().lines().filter(line -> line.contains("ServerLog - the store")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("the store fails", "OUTCOME_UNKNOWN"),
                        line -> assertThat(line).endsWith("the store works again"));
        assertThat(log.text()).doesNotContain("secret");
    }
}
