// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChannelInputTest {
    @Test
    void read_toTheEnd_givesAllBytes() throws IOException {
        byte[] bytes = {0, 'a', (byte) 0x80, (byte) 0xFF};

        try (ChannelInput one = new ChannelInput(Channels.newChannel(new ByteArrayInputStream(bytes)));
                ChannelInput many = new ChannelInput(Channels.newChannel(new ByteArrayInputStream(bytes)))) {
            assertThat(List.of(one.read(), one.read(), one.read(), one.read(), one.read()))
                    .containsExactly(0, 0x61, 0x80, 0xFF, -1);
            assertThat(many.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void read_byAThreadThatIsInterrupted_waitsNoMore() throws Exception {
        List<IOException> failures = new ArrayList<>();
        ChannelInput in = new ChannelInput(Pipe.open().source());
        Thread reader = new Thread(() -> {
            try {
                in.read();
            } catch (IOException e) {
                failures.add(e);
            }
        });

        reader.start();
        reader.interrupt();
        reader.join();

        assertThat(failures).singleElement().isInstanceOf(ClosedByInterruptException.class);
    }
}
