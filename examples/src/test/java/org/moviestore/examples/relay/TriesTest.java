// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreUnavailableException;

class TriesTest {
    private static final Instant BEGIN = FakeTiming.BEGIN;

    private static StoreUnavailableException unavailable() {
        return new StoreUnavailableException("gone");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "299, true", "300, false", "100000, false", "-59, true", "-60, false", "-100000, false"})
    void doesTokenHold_byAge_isForFiveMinutes(long seconds, boolean expected) {
        Tries tries = new Tries(Optional.of(BEGIN));

        boolean holds = tries.doesTokenHold(BEGIN.plusSeconds(seconds));

        assertThat(holds).isEqualTo(expected);
    }

    @Test
    void doesTokenHold_ofARecordThatWasNotBegun_doesNot() {
        Tries tries = new Tries(Optional.empty());

        boolean holds = tries.doesTokenHold(BEGIN);

        assertThat(holds).isFalse();
    }

    @Test
    void mayBeStored_afterAnUnknownOutcome_staysSo() {
        Tries tries = new Tries(Optional.empty());
        tries.begin(BEGIN);

        tries.failed(new OutcomeUnknownException("lost", unavailable()), 1);
        tries.failed(unavailable(), 2);

        assertThat(tries.mayBeStored()).isTrue();
        assertThat(tries.hasBegunInVain()).isFalse();
    }

    @Test
    void mayBeStored_afterFailuresThatDidNothing_isFalse() {
        Tries tries = new Tries(Optional.empty());
        tries.begin(BEGIN);

        tries.failed(unavailable(), 1);
        tries.failed(new ContentionException("busy"), 2);

        assertThat(tries.mayBeStored()).isFalse();
        assertThat(tries.hasBegunInVain()).isTrue();
    }

    @Test
    void mayBeStored_ofARecordBegunBefore_isTrue() {
        Tries tries = new Tries(Optional.of(BEGIN));

        tries.failed(unavailable(), 1);

        assertThat(tries.mayBeStored()).isTrue();
        assertThat(tries.hasBegunInVain()).isFalse();
    }

    @Test
    void failing_afterSeveralFailures_countsFromTheFirst() {
        Tries tries = new Tries(Optional.empty());

        tries.failed(unavailable(), 100);
        tries.failed(unavailable(), 200);

        assertThat(tries.failing(350)).isEqualTo(Duration.ofNanos(250));
    }

    @Test
    void nextPause_afterMoreAndMoreFailures_growsToFiveSecondsAndIsRandom() {
        Tries tries = new Tries(Optional.empty());

        tries.failed(unavailable(), 0);
        Duration longestFirst = longestOf(tries);
        IntStream.range(0, 100).forEach(more -> tries.failed(unavailable(), 0));
        Duration longestLast = longestOf(tries);

        assertThat(longestFirst).isPositive().isLessThanOrEqualTo(Duration.ofMillis(50));
        assertThat(longestLast).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
    }

    private static Duration longestOf(Tries tries) {
        return IntStream.range(0, 200)
                .mapToObj(draw -> tries.nextPause())
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
