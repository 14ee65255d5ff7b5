// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerRepliesTest {
    private Served served;
    private RawClient client;

    @BeforeEach
    void connect() throws IOException {
        served = Served.withLimits(limits -> limits.maxReplyBytes(2000));
        client = served.connect();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        served.close();
    }

    @Test
    void hello_tellsTheServerItsLimitsAndItsStore() throws IOException {
        String reply = client.ask("{'op':'hello','version':1,'id':1}");

        assertThat(reply)
                .isEqualTo(
                        "{'id':1,'ok':true,'version':1,'server':'fake 1.0','idleSeconds':600,'maxLineBytes':16777216,"
                                + "'store':{'gets':100,'writes':25,'parallelCalls':4,'features':['CONSUMED_CAPACITY']}}");
    }

    @Test
    void hello_anotherVersion_isRefusedWithTheOneThereIs() throws IOException {
        String reply = client.ask("{'op':'hello','version':2}");

        assertThat(reply).contains("'REQUEST_REJECTED'", "version 1 of the protocol, not 2");
        assertThat(client.ask("{'op':'ping'}")).isEqualTo("{'ok':true}");
    }

    @Test
    void info_countsConnectionsAndRequests() throws IOException {
        client.ask("{'op':'read','key':'a'}");

        String reply = client.ask("{'op':'info'}");

        assertThat(reply)
                .startsWith(
                        "{'ok':true,'server':'fake 1.0','store':'fake','table':'Fakes','connections':1,'requests':1,"
                                + "'uptimeSeconds':");
    }

    @Test
    void reply_tooLong_isRefused() throws IOException {
        String fits = client.ask("{'op':'large','size':1900,'id':1}");
        String tooLong = client.ask("{'op':'large','size':2000,'id':2}");

        assertThat(fits).startsWith("{'id':1,'ok':true,'text':'xxx");
        assertThat(tooLong)
                .startsWith("{'id':2,'ok':false,'error':{'code':'TOO_LARGE',")
                .contains("2000 bytes", "'retry':'NEVER','maybeApplied':false");
    }

    @Test
    void reply_lineOfAStreamTooLong_endsTheStream() throws IOException {
        client.send("{'op':'stream','size':2000,'lines':3,'id':1}", "{'op':'ping','id':2}");

        assertThat(client.receive(2))
                .anyMatch(line -> line.startsWith("{'id':1,'ok':false,'error':{'code':'TOO_LARGE',"))
                .contains("{'id':2,'ok':true}");
    }

    @Test
    void reply_storeDown_tellsSoEachTimeAndTheConnectionGoesOn() throws IOException {
        List<String> replies =
                client.send("{'op':'down','id':1}", "{'op':'down','id':2}").receive(2);

        assertThat(replies)
                .allMatch(
                        reply -> reply.contains(
                                "'ok':false,'error':{'code':'UNAVAILABLE','message':'the fake is down; wait','retry':'AFTER_BACKOFF'"));
        assertThat(client.ask("{'op':'ping'}")).isEqualTo("{'ok':true}");
    }

    @Test
    void reply_fault_tellsNothingOfIt() throws IOException {
        String reply = client.ask("{'op':'fault','id':1}");

        assertThat(reply)
                .startsWith("{'id':1,'ok':false,'error':{'code':'INTERNAL',")
                .doesNotContain("secret");
        assertThat(client.ask("{'op':'ping'}")).isEqualTo("{'ok':true}");
    }

    @Test
    void reply_faultAtUnderstanding_saysThatNothingHappened() throws IOException {
        String reply = client.ask("{'op':'large','size':-1,'id':1}");

        assertThat(reply)
                .startsWith("{'id':1,'ok':false,'error':{'code':'INTERNAL',")
                .contains("'retry':'NEVER','maybeApplied':false");
        assertThat(client.ask("{'op':'ping'}")).isEqualTo("{'ok':true}");
    }

    @Test
    void reply_faultThatCannotBeTold_endsTheConnectionAndNoOther() throws IOException {
        try (RawClient broken = served.connect()) {
            String line = broken.ask("{'op':'broken','id':1}");
            while (!line.isEmpty()) {
                line = broken.receive();
            }
        }

        String info = client.ask("{'op':'info'}");
        while (!info.contains("'connections':1,")) {
            info = client.ask("{'op':'info'}");
        }

        assertThat(client.ask("{'op':'read','key':'a'}")).isEqualTo("{'ok':true}");
    }

    @Test
    void endOfOutput_withRequestsUnderWay_isAnsweredBeforeTheEnd() throws IOException, InterruptedException {
        client.send("{'op':'read','key':'a','gate':'g'}", "{'op':'read','key':'b'}", "{'op':'ping'}")
                .endOutput();
        served.requests().awaitSomebodyAt("g");

        served.requests().open("g");

        assertThat(client.receive(4)).containsExactly("{'ok':true}", "{'ok':true}", "{'ok':true}", "");
    }

    @Test
    void reset_inTheMiddleOfAReply_leavesTheOthersAlone() throws IOException, InterruptedException {
        try (RawClient broken = served.connect()) {
            broken.send(
                    "{'op':'stream','size':1000,'lines':1000000,'id':1}", "{'op':'read','key':'a','gate':'g','id':2}");
            served.requests().awaitSomebodyAt("g");
            broken.receive();
            broken.reset();
        }
        served.requests().open("g");

        String reply = client.ask("{'op':'read','key':'b'}");
        String info = client.ask("{'op':'info'}");
        while (!info.contains("'connections':1,")) {
            info = client.ask("{'op':'info'}");
        }

        assertThat(reply).isEqualTo("{'ok':true}");
        assertThat(served.requests().streamed()).isLessThan(1_000_000);
    }
}
