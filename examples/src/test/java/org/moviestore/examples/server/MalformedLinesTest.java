// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedLinesTest {
    private static final int MEBIBYTE = 1 << 20;

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

    private void assertAlive() throws IOException {
        assertThat(client.ask("{'op':'ping'}")).isEqualTo("{'ok':true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{",
                "{'op':'ping'",
                "[{'op':'ping'}]",
                "'ping'",
                "null",
                "{}",
                "{'op':null}",
                "{'op':7}",
                "{'op':'ping','op':'ping'}",
                "{'op':'ping'} {'op':'ping'}",
                "{'op':'ping','more':1}",
                "{'op':'dance'}",
                "{'op':'ping','id':1.5}",
                "{'op':'ping','id':''}",
                "{'op':'ping','id':null}",
                "{'op':'hello'}",
                "{'op':'hello','version':'1'}",
                "{'op':'write'}"
            })
    void send_lineThatIsNoRequest_isRefusedAndTheConnectionGoesOn(String line) throws IOException {
        String reply = client.ask(line);

        assertThat(reply).startsWith("{'ok':false,'error':{'code':'MALFORMED',").endsWith("}}");
        assertAlive();
    }

    @Test
    void send_badRequestWithId_isRefusedWithTheId() throws IOException {
        String reply = client.ask("{'op':'dance','id':'x7'}");

        assertThat(reply)
                .startsWith("{'id':'x7','ok':false,'error':{'code':'MALFORMED',")
                .contains("stream", "ping");
        assertAlive();
    }

    @Test
    void send_notUtf8_isRefused() throws IOException {
        client.sendBytes(new byte[] {'{', '"', 'o', 'p', '"', ':', '"', (byte) 0xC3, '"', '}', '\n'});

        assertThat(client.receive()).contains("'MALFORMED'", "UTF-8");
        assertAlive();
    }

    @Test
    void send_depthBomb_isRefused() throws IOException {
        String reply = client.ask("{'op':'write','key':" + "[".repeat(MEBIBYTE) + "]".repeat(MEBIBYTE) + "}");

        assertThat(reply).contains("'MALFORMED'");
        assertAlive();
    }

    @Test
    void send_lineOfAHundredMegabytes_isRefusedOnceAndTheNextIsRead() throws IOException {
        byte[] part = new byte[MEBIBYTE];
        Arrays.fill(part, (byte) 'x');

        for (int i = 0; i < 100; i++) {
            client.sendBytes(part);
        }
        client.send("", "{'op':'ping','id':1}");

        assertThat(client.receive()).contains("'MALFORMED'", "longer than the 16777216 bytes");
        assertThat(client.receive()).isEqualTo("{'id':1,'ok':true}");
    }

    @Test
    void send_halfALineAndTheRestLater_isOneRequest() throws IOException {
        client.sendBytes("{\"op\":\"pi".getBytes(StandardCharsets.UTF_8));
        try (RawClient other = served.connect()) {
            assertThat(other.ask("{'op':'ping'}")).isEqualTo("{'ok':true}");
        }

        String reply = client.ask("ng','id':2}");

        assertThat(reply).isEqualTo("{'id':2,'ok':true}");
    }

    @Test
    void send_halfALineAndTheEnd_isRefusedAndTheConnectionEnds() throws IOException {
        client.sendBytes("{\"op\":\"ping\"}".getBytes(StandardCharsets.UTF_8)).endOutput();

        assertThat(client.receive()).contains("'MALFORMED'", "no line feed");
        assertThat(client.receive()).isEmpty();
    }

    @Test
    void send_linesOfOtherSystems_areRead() throws IOException {
        client.sendBytes("\r\n\n{\"op\":\"ping\"}\r\n".getBytes(StandardCharsets.UTF_8));

        assertThat(client.receive()).isEqualTo("{'ok':true}");
    }
}
