// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private Optional<String> fail(String state) {
        attempts.incrementAndGet();
        throw PostgresExceptions.translate(new SQLException("lost", state), PUT, InFlight.A_WRITE);
    }

    @Test
    void untilWon_whenItLosesAtFirst_pausesAndTriesAgain() {
        String won =
                connections.untilWon(PUT, () -> attempts.incrementAndGet() < 3 ? Optional.empty() : Optional.of("won"));

        assertThat(won).isEqualTo("won");
        assertThat(pauses).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void untilWon_whenItAlwaysLoses_givesUpAfterShortPauses(String state) {
        assertThatExceptionOfType(ContentionException.class)
                .isThrownBy(() -> connections.untilWon(PUT, () -> fail(state)));

        assertThat(attempts).hasValue(10);
        assertThat(pauses)
                .hasSize(9)
                .allSatisfy(pause -> assertThat(pause).isPositive().isLessThanOrEqualTo(Duration.ofMillis(50)));
    }

    @Test
    void untilWon_afterALockTimeout_doesNotWaitAgain() {
        assertThatExceptionOfType(ContentionException.class)
                .isThrownBy(() -> connections.untilWon(PUT, () -> fail("55P03")));

        assertThat(attempts).hasValue(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void untilWon_whenInterrupted_endsAndStaysInterrupted() {
        Connections interrupted = new Connections(new PGSimpleDataSource(), () -> {}, duration -> {
            throw new InterruptedException();
        });

        assertThatExceptionOfType(ContentionException.class)
                .isThrownBy(() -> interrupted.untilWon(PUT, Optional::empty))
                .withMessageContaining("nothing has changed");

        assertThat(Thread.interrupted()).isTrue();
    }
}
