// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the log of a server tells, and what it does not. */
class ServerLogTest {
    @Test
    void fault_ofARequest_isLoggedByWhereItHappenedWithoutItsMessage() throws IOException {
        try (CapturedLog log = CapturedLog.open();
                Served served = Served.plain();
                RawClient client = served.connect()) {
            client.ask("{'op':'fault','id':1}");

            assertThat(log.text())
                    .contains(
                            "ERROR",
                            "request fault ended by a fault",
                            "java.lang.IllegalArgumentException",
                            "at org.moviestore.examples.server.FakeRequests.",
                            "java.lang.IllegalStateException")
                    .doesNotContain("secret");
        }
    }

    @Test
    void fault_atUnderstanding_isLoggedByWhereItHappened() throws IOException {
        try (CapturedLog log = CapturedLog.open();
                Served served = Served.plain();
                RawClient client = served.connect()) {
            client.ask("{'op':'large','size':-1,'id':1}");

            assertThat(log.text())
                    .contains("request large ended by a fault", "at org.moviestore.examples.server.FakeRequests.");
        }
    }
}
