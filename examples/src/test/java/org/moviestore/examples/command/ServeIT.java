// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A server as a process of its own, which is told to end. */
class ServeIT {
    private static Process serve() throws IOException {
        return CommandProcess.of("serve", "--store", "memory:", "--create-table", "--listen", "127.0.0.1:0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int portOf(String ready) {
        assertThat(ready).startsWith("listening on 127.0.0.1:");
        return Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
    }

    @Test
    void serve_thatIsTerminated_endsConnectionsAndThenItselfWith0() throws Exception {
        Process process = serve();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            try (Socket socket = new Socket("127.0.0.1", portOf(out.readLine()));
                    BufferedReader replies = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                socket.getOutputStream().write("{\"op\":\"count\"}\n".getBytes(StandardCharsets.UTF_8));
                String counted = replies.readLine();

                process.toHandle().destroy();
                String last = replies.readLine();

                assertThat(counted).isEqualTo("{\"ok\":true,\"count\":0}");
                assertThat(last).isNull();
            }
            assertThat(process.waitFor()).isZero();
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }
}
