// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTokenTest {
    private Served served;
    private RawClient client;

    @BeforeEach
    void connect() throws IOException {
        served = new Served(options -> options.token("open sesame"));
        client = served.connect();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        served.close();
    }

    @Test
    void hello_rightToken_opensTheServer() throws IOException {
        List<String> replies = client.send(
                        "{'op':'ping'}", "{'op':'hello','version':1,'token':'open sesame'}", "{'op':'read','key':'a'}")
                .receive(3);

        assertThat(replies.get(0)).isEqualTo("{'ok':true}");
        assertThat(replies.get(1)).startsWith("{'ok':true,'version':1,");
        assertThat(replies.get(2)).isEqualTo("{'ok':true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'hello','version':1,'token':'open sesam'}",
                "{'op':'hello','version':1,'token':'open sesame '}",
                "{'op':'hello','version':1,'token':''}",
                "{'op':'hello','version':1}",
                "{'op':'hello','version':2,'token':'wrong'}",
                "{'op':'read','key':'a'}",
                "{'op':'info'}",
                "{'op':'nonsense'}"
            })
    void send_withoutTheToken_endsTheConnection(String line) throws IOException {
        List<String> replies =
                client.send(line, "{'op':'read','key':'b','text':'b'}").receive(2);

        assertThat(replies.get(0))
                .startsWith("{'ok':false,'error':{'code':'UNAUTHORIZED',")
                .doesNotContain("sesam");
        assertThat(replies.get(1)).isEmpty();
        assertThat(served.requests().done()).isEmpty();
    }

    @Test
    void send_longLine_isReadOnceHelloIsAnswered() throws IOException {
        String line = "{'op':'read','key':'" + "k".repeat(5000) + "'}";

        String refused = client.ask(line);
        client.ask("{'op':'hello','version':1,'token':'open sesame'}");
        String answered = client.ask(line);

        assertThat(refused).contains("'MALFORMED'", "longer than the 4096 bytes", "begin with hello");
        assertThat(answered).isEqualTo("{'ok':true}");
    }

    @Test
    void hello_rightTokenWrongVersion_maySayAnotherButNothingElse() throws IOException {
        String refused = client.ask("{'op':'hello','version':2,'token':'open sesame'}");
        String unauthorized = client.ask("{'op':'info'}");

        assertThat(refused).contains("REQUEST_REJECTED");
        assertThat(unauthorized).contains("UNAUTHORIZED");
    }

    @Test
    void ping_againAndAgainWithoutTheToken_isNoReasonToStay() throws IOException {
        ServerLimits limits = ServerLimits.builder().idle(Duration.ofSeconds(1)).build();
        try (Served brief = new Served(options -> options.token("open sesame").limits(limits));
                RawClient guest = brief.connect();
                RawClient stranger = brief.connect()) {
            guest.ask("{'op':'hello','version':1,'token':'open sesame'}");
            String reply = stranger.ask("{'op':'ping'}");
            while (reply.equals("{'ok':true}")) {
                assertThat(guest.ask("{'op':'ping'}")).isEqualTo("{'ok':true}");
                reply = stranger.ask("{'op':'ping'}");
            }
            String last = reply;
            while (!reply.isEmpty()) {
                last = reply;
                reply = stranger.receive();
            }

            assertThat(last)
                    .startsWith("{'ok':false,'error':{'code':'UNAVAILABLE',")
                    .contains("none came within 1 seconds", "begin with");
            assertThat(guest.ask("{'op':'ping'}")).isEqualTo("{'ok':true}");
        }
    }
}
