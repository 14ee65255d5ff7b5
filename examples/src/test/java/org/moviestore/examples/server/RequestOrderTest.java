// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which order a connection's requests are carried out. */
class RequestOrderTest {
    private Served served;
    private RawClient client;

    @BeforeEach
    void connect() throws IOException {
        served = Served.plain();
        client = served.connect();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        served.close();
    }

    @Test
    void send_writesOfTheSameItems_areCarriedOutInTheOrderSent() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            lines.add("{'op':'write','key':'k" + i % 3 + "','text':'" + i + "','id':" + i + "}");
        }

        client.send(lines.toArray(String[]::new));
        List<String> replies = client.receive(2000);

        assertThat(replies).allMatch(reply -> reply.endsWith("'ok':true}")).doesNotHaveDuplicates();
        for (int key = 0; key < 3; key++) {
            int remainder = key;
            List<Integer> done = served.requests().done().stream()
                    .map(Integer::valueOf)
                    .filter(number -> number % 3 == remainder)
                    .toList();
            assertThat(done).hasSizeGreaterThan(600).isSortedAccordingTo(Comparator.naturalOrder());
        }
    }

    @Test
    void send_independentRequests_areCarriedOutSideBySide() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            lines.add("{'op':'write','key':'k" + i + "','gate':'g" + i + "','id':" + i + "}");
        }

        client.send(lines.toArray(String[]::new));
        for (int i = 0; i < 8; i++) {
            served.requests().awaitSomebodyAt("g" + i);
        }
        for (int i = 7; i >= 0; i--) {
            served.requests().open("g" + i);
        }

        assertThat(client.receive(8)).hasSize(8).doesNotHaveDuplicates();
        assertThat(served.requests().mostRunning()).isEqualTo(8);
    }

    @Test
    void send_readBehindAWriteOfTheSameItem_waitsForIt() throws IOException, InterruptedException {
        client.send(
                "{'op':'write','key':'a','text':'write','gate':'g','id':1}",
                "{'op':'read','key':'a','text':'read','id':2}",
                "{'op':'read','key':'b','text':'other','id':3}");
        served.requests().awaitSomebodyAt("g");

        String first = client.receive();
        List<String> before = served.requests().done();
        served.requests().open("g");
        List<String> rest = client.receive(2);

        assertThat(first).isEqualTo("{'id':3,'ok':true}");
        assertThat(before).containsExactlyInAnyOrder("write", "other");
        assertThat(rest).containsExactly("{'id':1,'ok':true}", "{'id':2,'ok':true}");
    }

    @Test
    void send_readsOfTheSameItem_areCarriedOutSideBySide() throws IOException, InterruptedException {
        client.send("{'op':'read','key':'a','gate':'g','id':1}", "{'op':'read','key':'a','id':2}");
        served.requests().awaitSomebodyAt("g");

        String first = client.receive();
        served.requests().open("g");

        assertThat(first).isEqualTo("{'id':2,'ok':true}");
        assertThat(client.receive()).isEqualTo("{'id':1,'ok':true}");
    }

    @Test
    void send_changeOfATable_waitsForAllOfItAndIsWaitedFor() throws IOException, InterruptedException {
        client.send(
                "{'op':'write','key':'a','text':'before','gate':'g','id':1}",
                "{'op':'change','text':'change','gate':'h','id':2}",
                "{'op':'read','key':'b','text':'after','id':3}");
        served.requests().awaitSomebodyAt("g");

        giveItTime();
        served.requests().open("g");
        String first = client.receive();
        served.requests().awaitSomebodyAt("h");
        List<String> during = served.requests().done();
        served.requests().open("h");

        assertThat(first).isEqualTo("{'id':1,'ok':true}");
        assertThat(during).containsExactly("before", "change");
        assertThat(client.receive(2)).containsExactly("{'id':2,'ok':true}", "{'id':3,'ok':true}");
        assertThat(served.requests().mostRunning()).isEqualTo(1);
    }

    /** Lets the server do what it would do wrongly. */
    private void giveItTime() throws IOException {
        try (RawClient other = served.connect()) {
            for (int i = 0; i < 100; i++) {
                assertThat(other.ask("{'op':'ping'}")).isEqualTo("{'ok':true}");
            }
        }
    }

    @Test
    void send_withoutIds_isAnsweredInTheOrderSent() throws IOException {
        client.send(
                "{'op':'stream','lines':2,'size':1}",
                "nonsense",
                "{'op':'read','key':'a','text':'read'}",
                "{'op':'ping'}",
                "{'op':'stream','lines':0,'size':1}");

        assertThat(client.receive(7))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("{'text':'x'}"),
                        line -> assertThat(line).isEqualTo("{'text':'x'}"),
                        line -> assertThat(line).isEqualTo("{'ok':true,'count':2}"),
                        line -> assertThat(line).contains("MALFORMED"),
                        line -> assertThat(line).isEqualTo("{'ok':true}"),
                        line -> assertThat(line).isEqualTo("{'ok':true}"),
                        line -> assertThat(line).isEqualTo("{'ok':true,'count':0}"));
    }

    @Test
    void send_withoutId_waitsForAllBeforeItAndIsWaitedFor() throws IOException, InterruptedException {
        client.send(
                "{'op':'read','key':'a','text':'first','gate':'g','id':1}",
                "{'op':'read','key':'b','text':'barrier'}",
                "{'op':'read','key':'c','text':'last','id':3}");
        served.requests().awaitSomebodyAt("g");

        List<String> before = served.requests().done();
        served.requests().open("g");

        assertThat(before).containsExactly("first");
        assertThat(client.receive(3)).containsExactly("{'id':1,'ok':true}", "{'ok':true}", "{'id':3,'ok':true}");
        assertThat(served.requests().done()).containsExactly("first", "barrier", "last");
    }

    @Test
    void send_pingWhileAllThreadsWait_isAnswered() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add("{'op':'read','key':'k','gate':'g','id':" + i + "}");
        }
        client.send(lines.toArray(String[]::new));
        served.requests().awaitSomebodyAt("g");

        String reply = client.ask("{'op':'ping','id':'p'}");
        served.requests().open("g");

        assertThat(reply).isEqualTo("{'id':'p','ok':true}");
        assertThat(client.receive(20)).hasSize(20);
        assertThat(served.requests().mostRunning()).isEqualTo(8);
    }

    @Test
    void send_byOneConnectionMoreThanThreads_keepsNoOtherWaitingForAll() throws IOException, InterruptedException {
        try (Served single = new Served(options -> options.threads(1));
                RawClient greedy = single.connect();
                RawClient modest = single.connect()) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                lines.add("{'op':'read','key':'k','text':'greedy','gate':'g','id':" + i + "}");
            }
            greedy.send(lines.toArray(String[]::new));
            single.requests().awaitSomebodyAt("g");
            modest.send("{'op':'read','key':'k','text':'modest','gate':'h','id':1}", "{'op':'ping','id':2}");
            assertThat(modest.receive()).isEqualTo("{'id':2,'ok':true}");

            single.requests().open("g");
            single.requests().awaitSomebodyAt("h");
            List<String> before = single.requests().done();
            single.requests().open("h");

            assertThat(before.indexOf("modest")).isBetween(1, 3);
            assertThat(greedy.receive(100)).hasSize(100);
        }
    }
}
