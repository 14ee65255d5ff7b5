// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.memory.MemoryStore;

class BatchesTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Notes")
            .partitionKey("id", AttributeType.NUMBER)
            .build();

    private final MemoryStore store = new MemoryStore();
    private final DocumentTable sound = store.createTable(SCHEMA);
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        store.close();
    }

    private Batches batches(DocumentTable table, int parallelCalls) {
        return new Batches(table, new BatchLimits(10, 5, parallelCalls), pauses::add);
    }

    private static List<Key> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(id -> SCHEMA.key(id)).toList();
    }

    private static List<Item> items(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(id -> Item.of("id", id, "n", id * id))
                .toList();
    }

    private static BatchWriteRequest puts(int count) {
        return BatchWriteRequest.ofPuts(SCHEMA, items(0, count));
    }

    private static BatchGetRequest gets(int count) {
        return BatchGetRequest.of(SCHEMA, keys(0, count));
    }

    private static StoreException unavailable() {
        return new StoreUnavailableException("no connection", new IllegalStateException());
    }

    private static StoreException unknown() {
        return new OutcomeUnknownException("no answer", new IllegalStateException());
    }

    private static List<Key> none() {
        return List.of();
    }

    private Set<Key> stored() {
        Set<Key> keys = new HashSet<>();
        sound.stream(ScanRequest.of(SCHEMA)).forEach(item -> keys.add(SCHEMA.keyOf(item)));
        return keys;
    }

    @Test
    void write_ofMoreThanOneCallTakes_doesAllOfIt() {
        sound.batchWrite(BatchWriteRequest.ofPuts(SCHEMA, items(100, 112)));
        FaultyTable table = new FaultyTable(sound, (call, keys) -> none());

        BatchWriteReport report = batches(table, 3).write(BatchWriteRequest.of(SCHEMA, items(0, 13), keys(100, 110)));

        assertThat(report.isComplete()).isTrue();
        assertThat(report.done()).containsExactlyElementsOf(concat(keys(0, 13), keys(100, 110)));
        assertThat(report.left()).isEmpty();
        assertThat(table.calls()).isEqualTo(5);
        assertThat(stored()).isEqualTo(Set.copyOf(concat(keys(0, 13), keys(110, 112))));
        assertThat(pauses).isEmpty();
    }

    private static List<Key> concat(List<Key> some, List<Key> others) {
        List<Key> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    @Test
    void get_ofMoreThanOneCallTakes_findsAllOfItInOrder() {
        sound.batchWrite(puts(20));
        FaultyTable table = new FaultyTable(sound, (call, keys) -> none());

        BatchGetReport report = batches(table, 3).get(gets(25));

        assertThat(report.isComplete()).isTrue();
        assertThat(report.items().keySet()).containsExactlyElementsOf(keys(0, 20));
        assertThat(report.items().values()).containsExactlyElementsOf(items(0, 20));
        assertThat(report.absent()).containsExactlyElementsOf(keys(20, 25));
        assertThat(table.calls()).isEqualTo(3);
    }

    @Test
    void get_withAProjection_asksForItInEachPart() {
        sound.batchWrite(puts(20));

        BatchGetReport report = batches(sound, 1)
                .get(BatchGetRequest.builder(SCHEMA, keys(0, 20)).project("n").build());

        assertThat(report.items().get(SCHEMA.key(19))).isEqualTo(Item.of("n", 19 * 19));
    }

    @Test
    void get_whoseAnswersLeaveKeys_asksAgainUntilNoneIsLeft() {
        sound.batchWrite(puts(20));
        FaultyTable table = new FaultyTable(sound, (call, keys) -> keys.subList(1, keys.size()));

        BatchGetReport report = batches(table, 2).get(gets(25));

        assertThat(report.items().keySet()).containsExactlyElementsOf(keys(0, 20));
        assertThat(report.absent()).containsExactlyElementsOf(keys(20, 25));
        assertThat(report.left()).isEmpty();
        assertThat(table.calls()).isEqualTo(25);
        assertThat(pauses).hasSize(22).allMatch(pause -> pause.compareTo(BatchTries.SHORTEST_PAUSE) <= 0);
    }

    @Test
    void write_whoseAnswersLeaveKeys_sendsThemAgainUntilNoneIsLeft() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> keys.subList(0, keys.size() / 2));

        BatchWriteReport report = batches(table, 2).write(puts(13));

        assertThat(report.done()).containsExactlyElementsOf(keys(0, 13));
        assertThat(report.left()).isEmpty();
        assertThat(stored()).isEqualTo(Set.copyOf(keys(0, 13)));
    }

    @Test
    void write_ofWhichNothingIsEverProcessed_isLeftAfterBoundedTriesAndPauses() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> keys);

        BatchWriteReport report = batches(table, 1).write(puts(5));

        assertThat(report.isComplete()).isFalse();
        assertThat(report.done()).isEmpty();
        assertThat(report.left().keySet()).containsExactlyElementsOf(keys(0, 5));
        assertThat(report.left().values())
                .allSatisfy(reason -> assertThat(reason.retryAdvice()).isEqualTo(RetryAdvice.AFTER_BACKOFF));
        assertThat(table.calls()).isEqualTo(BatchTries.MOST);
        assertThat(pauses).hasSize(BatchTries.MOST - 1);
        for (int i = 0; i < pauses.size(); i++) {
            assertThat(pauses.get(i)).isPositive().isLessThanOrEqualTo(BatchTries.SHORTEST_PAUSE.multipliedBy(2L << i));
        }
    }

    @Test
    void get_ofWhichNothingIsEverProcessed_reportsNoKeyAbsent() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> keys);

        BatchGetReport report = batches(table, 1).get(gets(25));

        assertThat(report.items()).isEmpty();
        assertThat(report.absent()).isEmpty();
        assertThat(report.left().keySet()).containsExactlyElementsOf(keys(0, 25));
    }

    @Test
    void write_afterOnePartWasGivenUp_sendsNoOther() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            throw unavailable();
        });

        BatchWriteReport report = batches(table, 1).write(puts(50));

        assertThat(table.calls()).isEqualTo(BatchTries.MOST);
        assertThat(report.left().keySet()).containsExactlyElementsOf(keys(0, 50));
        assertThat(report.left().get(SCHEMA.key(49)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("was not sent")
                .hasMessageContaining("no connection");
    }

    @Test
    void write_afterOnePartWithUnknownOutcome_saysOfTheOthersThatNothingHappened() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            throw unknown();
        });

        BatchWriteReport report = batches(table, 1).write(puts(10));

        assertThat(report.left().get(SCHEMA.key(0)).retryAdvice()).isEqualTo(RetryAdvice.IF_IDEMPOTENT);
        assertThat(report.left().get(SCHEMA.key(9)).retryAdvice()).isEqualTo(RetryAdvice.AFTER_BACKOFF);
    }

    @Test
    void write_whichFailsInAWayThatPasses_isSentAgain() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            if (call % 2 == 1) {
                throw call % 4 == 1 ? unavailable() : unknown();
            }
            return none();
        });

        BatchWriteReport report = batches(table, 1).write(puts(10));

        assertThat(report.done()).containsExactlyElementsOf(keys(0, 10));
        assertThat(table.calls()).isEqualTo(4);
    }

    @Test
    void write_whoseMiddlePartIsRejected_leavesThatPartAlone() {
        StoreException rejected = new RequestRejectedException("not this one");
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            if (keys.contains(SCHEMA.key(7))) {
                throw rejected;
            }
            return none();
        });

        BatchWriteReport report = batches(table, 1).write(puts(15));

        assertThat(report.left().keySet()).containsExactlyElementsOf(keys(5, 10));
        assertThat(report.left().values()).containsOnly(rejected);
        assertThat(report.done()).containsExactlyElementsOf(concat(keys(0, 5), keys(10, 15)));
        assertThat(stored()).isEqualTo(report.done());
        assertThat(table.calls()).isEqualTo(3);
    }

    @Test
    void write_whoseOutcomeIsUnknownAndThenRejected_mayHaveHappened() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            throw call == 1 ? unknown() : new RequestRejectedException("credentials expired");
        });

        BatchWriteReport report = batches(table, 1).write(puts(1));

        assertThat(report.left().get(SCHEMA.key(0)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("table Notes")
                .hasMessageContaining("credentials expired");
        assertThat(table.calls()).isEqualTo(2);
    }

    @Test
    void write_whoseOutcomeIsUnknownAndThenUnprocessed_mayHaveHappened() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            if (call == 1) {
                throw unknown();
            }
            return keys;
        });

        BatchWriteReport report = batches(table, 1).write(puts(1));

        assertThat(report.left().get(SCHEMA.key(0)).retryAdvice()).isEqualTo(RetryAdvice.IF_IDEMPOTENT);
    }

    @Test
    void write_ofWhichSomethingComesNowAndThen_isNotGivenUp() {
        FaultyTable table = new FaultyTable(
                sound, (call, keys) -> call % BatchTries.MOST == 0 ? keys.subList(1, keys.size()) : keys);

        BatchWriteReport report = batches(table, 1).write(puts(5));

        assertThat(report.isComplete()).isTrue();
        assertThat(table.calls()).isEqualTo(5 * BatchTries.MOST);
    }

    @Test
    void batch_thatReportsWhatItConsumed_reportsTheSumOfItsCalls() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> keys.subList(0, keys.size() / 2));

        assertThat(batches(table, 3).write(puts(23)).consumedCapacity()).hasValue(23);
        assertThat(batches(table, 3).get(gets(23)).consumedCapacity()).hasValue(23);
        assertThat(batches(sound, 3).get(gets(23)).consumedCapacity()).isEmpty();
    }

    @Test
    void batch_ofAnotherTable_isRefusedUnsent() {
        TableSchema other = TableSchema.builder("Other")
                .partitionKey("id", AttributeType.NUMBER)
                .build();
        FaultyTable table = new FaultyTable(sound, (call, keys) -> none());

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> batches(table, 1).write(BatchWriteRequest.ofPuts(other, items(0, 1))))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TABLE_MISMATCH));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> batches(table, 1).get(BatchGetRequest.of(other, keys(0, 1))))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TABLE_MISMATCH));
        assertThat(table.calls()).isZero();
    }

    @Test
    @SuppressWarnings("NullAway")
    void batch_ofNull_namesTheArgument() {
        assertThatNullPointerException()
                .isThrownBy(() -> batches(sound, 1).get(null))
                .withMessageContaining("request");
        assertThatNullPointerException()
                .isThrownBy(() -> batches(sound, 1).write(null))
                .withMessageContaining("request");
    }

    @Test
    void batch_whoseAnswerLeavesKeysOfNobody_isAMistakeOfTheTable() {
        for (List<Key> foreign : List.of(List.of(SCHEMA.key(0), SCHEMA.key(99)), List.of(SCHEMA.key(99)))) {
            FaultyTable table = new FaultyTable(sound, (call, keys) -> foreign);

            assertThatIllegalStateException()
                    .isThrownBy(() -> batches(table, 1).get(gets(3)))
                    .withMessageContaining("that are not among its keys");
        }
    }

    @Test
    void get_whoseAnswerLeavesAKeyTwice_asksForItOnce() {
        FaultyTable table =
                new FaultyTable(sound, (call, keys) -> call == 1 ? List.of(keys.get(0), keys.get(0)) : List.of());

        assertThat(batches(table, 1).get(gets(1)).isComplete()).isTrue();
    }

    @Test
    void batch_onAClosedStore_isAMistakeOfTheCaller() {
        store.close();

        assertThatIllegalStateException().isThrownBy(() -> batches(sound, 1).write(puts(50)));
        assertThatIllegalStateException().isThrownBy(() -> batches(sound, 8).write(puts(50)));
    }

    @Test
    void over_ofATable_takesTheLimitsOfItsStore() {
        BatchWriteReport report = Batches.over(sound).write(puts(2500));

        assertThat(report.done()).hasSize(2500);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Batches.over(sound).withParallelCalls(0))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.LIMIT_RANGE));
    }

    @Test
    void write_toATableThatIsGone_leavesAllAfterOneCall() {
        FaultyTable table = new FaultyTable(sound, (call, keys) -> {
            throw new TableNotFoundException("Notes");
        });

        BatchWriteReport report = batches(table, 1).write(puts(20));

        assertThat(table.calls()).isEqualTo(1);
        assertThat(report.left()).hasSize(20);
        assertThat(pauses).isEmpty();
    }

    @Test
    void write_ofAnItemThatAnIndexCannotTake_sendsNothingThoughTheRequestKnowsNoIndex() {
        DocumentTable indexed = store.createTable(TableSchema.builder("Indexed")
                .partitionKey("id", AttributeType.NUMBER)
                .index(SecondaryIndex.builder("by-n")
                        .partitionKey("n", AttributeType.NUMBER)
                        .build())
                .build());
        TableSchema bare = TableSchema.builder("Indexed")
                .partitionKey("id", AttributeType.NUMBER)
                .build();
        List<Item> items = new ArrayList<>(items(0, 19));
        items.add(Item.of("id", 19, "n", "text"));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> batches(indexed, 1).write(BatchWriteRequest.ofPuts(bare, items)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_TYPE));

        assertThat(indexed.count(ScanRequest.of(indexed.schema()))).isZero();
    }
}
