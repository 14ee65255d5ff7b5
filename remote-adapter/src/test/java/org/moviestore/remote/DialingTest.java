// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A host with several addresses, of which some do not answer. */
class DialingTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(12);
    private static final int PORT = 7070;

    /** Drops packets. */
    private static final InetAddress SILENT = address(1);

    private static final InetAddress ALSO_SILENT = address(2);

    /** Has no server. */
    private static final InetAddress REFUSING = address(3);

    private static final InetAddress ANSWERING = address(4);

    private final AtomicLong clock = new AtomicLong();
    private final List<FakeSocket> made = new ArrayList<>();
    private final Dialing dialing = new Dialing(this::socket, clock::get);

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
        } catch (IOException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private Socket socket() {
        FakeSocket socket = new FakeSocket();
        made.add(socket);
        return socket;
    }

    /** Connects, or does not, in the time of the test's clock. */
    private final class FakeSocket extends Socket {
        private SocketAddress asked;
        private int millis;

        @Override
        public void connect(SocketAddress address, int timeoutMillis) throws IOException {
            asked = address;
            millis = timeoutMillis;
            InetAddress host = ((InetSocketAddress) address).getAddress();
            if (host.equals(REFUSING)) {
                throw new ConnectException("Connection refused");
            } else if (!host.equals(ANSWERING)) {
                clock.addAndGet(Duration.ofMillis(timeoutMillis).toNanos());
                throw new SocketTimeoutException("Connect timed out");
            }
        }
    }

    private List<Integer> secondsGiven() {
        return made.stream().map(socket -> socket.millis / 1000).toList();
    }

    @Test
    void first_addressThatIsSilent_leavesTheNextHalfOfTheTime() throws IOException {
        Socket socket = dialing.first(List.of(SILENT, ANSWERING), PORT, TIMEOUT);

        assertThat(made).hasSize(2).last().isSameAs(socket);
        assertThat(made.get(1).asked).isEqualTo(new InetSocketAddress(ANSWERING, PORT));
        assertThat(secondsGiven()).containsExactly(6, 6);
        assertThat(made.get(0).isClosed()).isTrue();
        assertThat(socket.isClosed()).isFalse();
    }

    @Test
    void first_addressThatRefuses_leavesTheNextAllOfTheTime() throws IOException {
        dialing.first(List.of(REFUSING, ANSWERING), PORT, TIMEOUT);

        assertThat(secondsGiven()).containsExactly(6, 12);
    }

    @Test
    void first_addressThatAnswers_isTheLastThatIsTried() throws IOException {
        dialing.first(List.of(ANSWERING, SILENT), PORT, TIMEOUT);

        assertThat(made).hasSize(1);
    }

    @Test
    void first_whereNoneAnswers_takesTheWholeTimeAndSaysWhyTheLastFailed() {
        assertThatThrownBy(() -> dialing.first(List.of(SILENT, REFUSING, ALSO_SILENT), PORT, TIMEOUT))
                .isInstanceOf(SocketTimeoutException.class);

        assertThat(secondsGiven()).containsExactly(4, 4, 8);
        assertThat(made).allMatch(Socket::isClosed);
    }

    @Test
    void first_withTimeForNone_triesAllTheSame() throws IOException {
        dialing.first(List.of(SILENT, ANSWERING), PORT, Duration.ZERO);

        assertThat(made).extracting(socket -> socket.millis).containsExactly(1, 1);
    }
}
