// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.ContentionException;
import org.moviestore.item.Key;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.postgres.PostgresExceptions.InFlight;
import org.postgresql.ds.PGSimpleDataSource;

class ConnectionsTest {
    private static final Call PUT = Operation.PUT.on("Movies", Key.of("id", 7));

    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final Connections connections = new Connections(new PGSimpleDataSource(), () -> {}, pauses::add);

    private String fail(String state) {
        attempts.incrementAndGet();
        throw PostgresExceptions.translate(new SQLException("lost", state), PUT, InFlight.A_WRITE);
    }

    @Test
    void retrying_whenItLosesAtFirst_pausesAndTriesAgain() {
        String won = connections.retrying(PUT, () -> attempts.get() < 2 ? fail("40001") : "won");

        assertThat(won).isEqualTo("won");
        assertThat(pauses).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void retrying_whenItAlwaysLoses_givesUpAfterShortPauses(String state) {
        assertThatExceptionOfType(ContentionException.class)
                .isThrownBy(() -> connections.retrying(PUT, () -> fail(state)));

        assertThat(attempts).hasValue(10);
        assertThat(pauses)
                .hasSize(9)
                .allSatisfy(pause -> assertThat(pause).isPositive().isLessThanOrEqualTo(Duration.ofMillis(50)));
    }

    @Test
    void retrying_afterALockTimeout_doesNotWaitAgain() {
        assertThatExceptionOfType(ContentionException.class)
                .isThrownBy(() -> connections.retrying(PUT, () -> fail("55P03")));

        assertThat(attempts).hasValue(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void retrying_whenInterrupted_endsAndStaysInterrupted() {
        Connections interrupted = new Connections(new PGSimpleDataSource(), () -> {}, duration -> {
            throw new InterruptedException();
        });

        assertThatExceptionOfType(ContentionException.class)
                .isThrownBy(() -> interrupted.retrying(PUT, () -> fail("40001")))
                .withMessageContaining("nothing has changed");

        assertThat(Thread.interrupted()).isTrue();
    }
}
