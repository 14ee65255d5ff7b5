// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that takes its time over its replies. */
class SlowReaderIT {
    private static final int LENGTH = 16_000_000;
    private static final int PART = 100_000;
    private static final String BEGIN = "{'id':1,'ok':true,'text':'";
    private static final String END = "'}";

    /** Waits until a server has found a client idle for a second. */
    private static void awaitASecond(Served clock) throws IOException {
        try (RawClient idle = clock.connect()) {
            idle.receive(2);
        }
    }

    @Test
    @Tag("full")
    void endOfOutput_longReplyThatIsReadForTwelveSeconds_isReceivedWhole() throws IOException {
        try (Served served = Served.plain();
                Served clock = Served.withLimits(limits -> limits.idle(Duration.ofSeconds(1)));
                RawClient slow = RawClient.connectNarrow(served.server().address())) {
            slow.send("{'op':'large','size':" + LENGTH + ",'id':1}").endOutput();

            StringBuilder reply = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                awaitASecond(clock);
                reply.append(slow.receiveText(PART));
            }
            reply.append(slow.receive());
            String end = slow.receive();

            assertThat(reply.toString()).isEqualTo(BEGIN + "x".repeat(LENGTH) + END);
            assertThat(end).isEmpty();
        }
    }
}
