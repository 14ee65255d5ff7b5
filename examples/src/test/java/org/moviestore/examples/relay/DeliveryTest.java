// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.Movie;
import org.moviestore.MovieStore;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TransactWriteRequest;

class DeliveryTest {
    private static final Item ITEM = Movie.of(2013, "Rush").item();
    private static final Item OTHER = ITEM.with("of", "others");
    private static final Duration GIVE_UP = Duration.ofMinutes(10);

    private final KeptLines lines = new KeptLines();
    private final FakeTiming timing = new FakeTiming();
    private final Stop stop = new Stop();
    /** What each call does, one after the other; then all succeed. */
    private final Deque<UnaryOperator<Runnable>> script = new ArrayDeque<>();

    private final Deque<RuntimeException> readFailures = new ArrayDeque<>();
    private int sent;

    private final MovieStore movies = MovieStore.over(
            new HookedStore(
                    new MemoryStore(timing::now),
                    (token, call) -> {
                        sent++;
                        (script.isEmpty() ? call : script.remove().apply(call)).run();
                    },
                    (token, call) -> {
                        if (!readFailures.isEmpty()) {
                            throw readFailures.remove();
                        }
                    }),
            "Movies");

    @BeforeEach
    void createTable() {
        movies.createTable();
    }

    private Delivery delivery() {
        return new Delivery(movies, new JournalWriter(RelayJournal.of(lines), noRefused()), timing, GIVE_UP, stop);
    }

    private static RefusedRecords noRefused() {
        return RefusedRecords.of(() -> LineOutput.NONE);
    }

    private RelayRecord record(Optional<Instant> begun) {
        return record(1, begun);
    }

    private RelayRecord record(long number, Optional<Instant> begun) {
        TransactWriteRequest request = TransactWriteRequest.of(
                        PutRequest.of(movies.table().schema(), ITEM))
                .withClientToken("token-" + number);
        return new RelayRecord(
                number, "line " + number, movies.table().schema().storedKeyOf(ITEM), ITEM, request, begun);
    }

    private void failsBefore(RuntimeException failure) {
        script.add(call -> () -> {
            throw failure;
        });
    }

    private void failsAfter(RuntimeException failure) {
        script.add(call -> () -> {
            call.run();
            throw failure;
        });
    }

    private static StoreException lost() {
        return new OutcomeUnknownException("the answer is lost", new IllegalStateException("reset"));
    }

    private static StoreException unavailable() {
        return new StoreUnavailableException("gone");
    }

    private Optional<Item> stored() {
        return movies.get(2013, "Rush").map(Movie::item);
    }

    @Test
    void send_record_isBegunBeforeItIsSent() {
        script.add(call -> () -> {
            assertThat(lines.durable()).isEqualTo("B 1 " + FakeTiming.BEGIN.toEpochMilli() + "\n");
            call.run();
        });

        Optional<Outcome> outcome = delivery().send(record(Optional.empty()));

        assertThat(outcome).contains(Outcome.RELAYED);
        assertThat(stored()).contains(ITEM);
    }

    @Test
    void send_whileTheStoreIsAway_triesAgainWithPauses() {
        IntStream.range(0, 5)
                .forEach(each -> failsBefore(each % 2 == 0 ? unavailable() : new ContentionException("x")));

        Optional<Outcome> outcome = delivery().send(record(Optional.empty()));

        assertThat(outcome).contains(Outcome.RELAYED);
        assertThat(sent).isEqualTo(6);
        assertThat(timing.pauses()).hasSize(5);
    }

    @Test
    void send_whenTheAnswerIsLost_sendsTheSameTokenAgainAndDoesNothingTwice() {
        failsAfter(lost());
        script.add(call -> () -> {
            // Somebody else is faster than the second try, which must not undo that.
            movies.put(new Movie(OTHER));
            call.run();
        });

        Optional<Outcome> outcome = delivery().send(record(Optional.empty()));

        assertThat(outcome).contains(Outcome.RELAYED);
        assertThat(stored()).contains(OTHER);
    }

    @Test
    void send_whenNoTryDidAnythingForTooLong_beginsAnew() {
        failsBefore(unavailable());
        script.add(call -> () -> {
            timing.pass(Tries.TOKEN_HOLDS);
            throw unavailable();
        });

        Optional<Outcome> outcome = delivery().send(record(Optional.empty()));

        assertThat(outcome).contains(Outcome.RELAYED);
        assertThat(lines.durable().lines()).hasSize(2).allMatch(line -> line.startsWith("B 1 "));
    }

    @Test
    void send_whenTheTokenIsTooOldAndTheItemIsThere_hasRelayedIt() {
        failsAfter(lost());
        script.add(call -> () -> {
            timing.pass(Tries.TOKEN_HOLDS);
            throw unavailable();
        });

        Optional<Outcome> outcome = delivery().send(record(Optional.empty()));

        assertThat(outcome).contains(Outcome.RELAYED);
        assertThat(sent).isEqualTo(2);
    }

    @Test
    void send_whenTheTokenIsTooOldAndTheItemIsAnother_isUnknownAndNotSentAgain() {
        movies.put(new Movie(OTHER));
        failsBefore(lost());
        script.add(call -> () -> {
            timing.pass(Tries.TOKEN_HOLDS);
            throw unavailable();
        });

        Optional<Outcome> outcome = delivery().send(record(Optional.empty()));

        assertThat(outcome.map(Outcome::kind)).contains(Outcome.Kind.UNKNOWN);
        assertThat(sent).isEqualTo(2);
        assertThat(stored()).contains(OTHER);
    }

    @Test
    void send_recordBegunJustBefore_sendsItWithoutBeginningAgain() {
        Optional<Outcome> outcome = delivery().send(record(Optional.of(FakeTiming.BEGIN.minus(Duration.ofMinutes(4)))));

        assertThat(outcome).contains(Outcome.RELAYED);
        assertThat(sent).isEqualTo(1);
        assertThat(lines.appended()).isEmpty();
    }

    @Test
    void send_recordBegunLongAgo_looksOnly() {
        RelayRecord record = record(Optional.of(FakeTiming.BEGIN.minus(Tries.TOKEN_HOLDS)));

        Optional<Outcome> absent = delivery().send(record);
        movies.put(new Movie(ITEM));
        Optional<Outcome> present = delivery().send(record);

        assertThat(absent.map(Outcome::kind)).contains(Outcome.Kind.UNKNOWN);
        assertThat(present).contains(Outcome.RELAYED);
        assertThat(sent).isZero();
    }

    @Test
    void send_whenLookingFailsForAWhile_looksAgain() {
        movies.put(new Movie(ITEM));
        readFailures.add(unavailable());

        Optional<Outcome> outcome =
                delivery().send(record(Optional.of(FakeTiming.BEGIN.minus(Duration.ofMinutes(20)))));

        assertThat(outcome).contains(Outcome.RELAYED);
        assertThat(timing.pauses()).hasSize(1);
    }

    @Test
    void send_whenLookingIsRefused_failsAndLeavesTheRecordBegun() {
        readFailures.add(new RequestRejectedException("no permission"));
        RelayRecord record = record(Optional.of(FakeTiming.BEGIN.minus(Duration.ofMinutes(20))));
        Delivery delivery = delivery();

        assertThatThrownBy(() -> delivery.send(record))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessage("line 1 may be stored, and the store refuses to say: no permission");

        assertThat(lines.appended()).isEmpty();
    }

    @Test
    void send_whatTheStoreRefuses_isRefusedWithTheReason() {
        List<RuntimeException> refusals = List.of(
                new RequestRejectedException(ErrorCode.ITEM_SIZE, "too large"),
                new InvalidRequestException(ErrorCode.KEY_LENGTH, "too long"),
                new TransactionCanceledException("a condition", List.of(CancellationReason.conditionFailed())));
        refusals.forEach(this::failsBefore);

        List<Optional<Outcome>> outcomes = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> delivery().send(record(number, Optional.empty())))
                .toList();

        assertThat(outcomes)
                .containsExactly(
                        Optional.of(Outcome.refused("too large")),
                        Optional.of(Outcome.refused("too long")),
                        Optional.of(Outcome.refused("a condition")));
        assertThat(stop.isCalled()).isFalse();
    }

    @Test
    void send_refusedAfterALostAnswer_looks() {
        failsAfter(lost());
        failsBefore(new RequestRejectedException(ErrorCode.TX_TOKEN_MISMATCH, "of another"));
        failsBefore(lost());
        failsBefore(new RequestRejectedException(ErrorCode.TX_TOKEN_MISMATCH, "of another"));

        Optional<Outcome> present = delivery().send(record(1, Optional.empty()));
        movies.put(new Movie(OTHER));
        Optional<Outcome> another = delivery().send(record(2, Optional.empty()));

        assertThat(present).contains(Outcome.RELAYED);
        assertThat(another).contains(Outcome.unknown("of another"));
    }

    @Test
    void send_inVainForTooLong_stopsTheRelayAndTakesTheBeginningBack() {
        IntStream.range(0, 5000).forEach(each -> failsBefore(unavailable()));
        JournalWriter journal = new JournalWriter(RelayJournal.of(lines), noRefused());

        Optional<Outcome> outcome = new Delivery(movies, journal, timing, GIVE_UP, stop).send(record(Optional.empty()));
        journal.close();

        assertThat(outcome).isEmpty();
        assertThat(lines.durable().lines()).last().asString().isEqualTo("N 1");
        assertThatThrownBy(stop::throwReason)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("line 1 could not be relayed within 10m: gone");
        assertThat(timing.pauses().stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(GIVE_UP, GIVE_UP.plusSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, ''", "PT0.5S, ' within 0.5s'", "PT30S, ' within 30s'", "PT90S, ' within 1m30s'"})
    void send_inVain_saysForHowLong(Duration giveUp, String time) {
        IntStream.range(0, 5000).forEach(each -> failsBefore(unavailable()));
        JournalWriter journal = new JournalWriter(RelayJournal.of(lines), noRefused());

        new Delivery(movies, journal, timing, giveUp, stop).send(record(Optional.empty()));

        assertThatThrownBy(stop::throwReason).hasMessage("line 1 could not be relayed" + time + ": gone");
    }

    @Test
    void send_inVainAfterALostAnswer_leavesTheRecordBegun() {
        failsBefore(lost());
        IntStream.range(0, 5000).forEach(each -> failsBefore(unavailable()));
        IntStream.range(0, 5000).forEach(each -> readFailures.add(unavailable()));
        JournalWriter journal = new JournalWriter(RelayJournal.of(lines), noRefused());

        Optional<Outcome> outcome = new Delivery(movies, journal, timing, GIVE_UP, stop).send(record(Optional.empty()));
        journal.close();

        assertThat(outcome).isEmpty();
        assertThat(lines.durable().lines()).singleElement().asString().startsWith("B 1 ");
        assertThat(readFailures).isNotEmpty();
    }

    @Test
    void send_withoutTheTable_failsAndTakesTheBeginningBack() {
        failsBefore(new TableNotFoundException("Movies"));
        JournalWriter journal = new JournalWriter(RelayJournal.of(lines), noRefused());
        Delivery delivery = new Delivery(movies, journal, timing, GIVE_UP, stop);

        assertThatThrownBy(() -> delivery.send(record(Optional.empty()))).isInstanceOf(TableNotFoundException.class);
        journal.close();

        assertThat(lines.durable().lines()).hasSize(2).last().asString().isEqualTo("N 1");
    }

    @Test
    void send_afterTheRelayStopped_sendsNothing() {
        stop.because(unavailable());

        Optional<Outcome> outcome = delivery().send(record(Optional.empty()));

        assertThat(outcome).isEmpty();
        assertThat(sent).isZero();
        assertThat(lines.appended()).isEmpty();
    }

    @Test
    void send_whenTheJournalIsFull_sendsNothing() {
        lines.withRoomFor(5);
        Delivery delivery = delivery();

        assertThatThrownBy(() -> delivery.send(record(Optional.empty()))).hasMessageContaining("No space left");

        assertThat(sent).isZero();
        assertThat(stored()).isEmpty();
    }

    @Test
    void send_whenTheStoreRefusesForNoRule_failsAndTakesTheBeginningBack() {
        failsBefore(new RequestRejectedException("no permission"));
        JournalWriter journal = new JournalWriter(RelayJournal.of(lines), noRefused());
        Delivery delivery = new Delivery(movies, journal, timing, GIVE_UP, stop);

        assertThatThrownBy(() -> delivery.send(record(Optional.empty())))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessage("line 1 could not be relayed: no permission");
        journal.close();

        assertThat(lines.durable().lines()).hasSize(2).last().asString().isEqualTo("N 1");
    }

    @Test
    void send_whenTheStoreRefusesForNoRuleAfterALostAnswer_failsAndLeavesTheRecordBegun() {
        failsAfter(lost());
        failsBefore(new RequestRejectedException("no permission any more"));
        JournalWriter journal = new JournalWriter(RelayJournal.of(lines), noRefused());
        Delivery delivery = new Delivery(movies, journal, timing, GIVE_UP, stop);

        assertThatThrownBy(() -> delivery.send(record(Optional.empty())))
                .hasMessage("line 1 could not be relayed: no permission any more");
        journal.close();

        assertThat(lines.durable().lines()).singleElement().asString().startsWith("B 1 ");
    }
}
