// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.FilmNotes.FILMS;
import static org.moviestore.dynamo.client.FilmNotes.NOTES;
import static org.moviestore.dynamo.client.FilmNotes.film;
import static org.moviestore.dynamo.client.FilmNotes.note;
import static org.moviestore.dynamo.client.FilmNotes.words;
import static org.moviestore.dynamo.client.IndexedFilms.number;
import static org.moviestore.dynamo.client.IndexedFilms.text;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class BatchWriteTest {
    private static final String MISMATCH = "The provided key element does not match the schema";
    private static final String BOTH_OR_NEITHER =
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported"
                    + " datatypes";

    private final MemoryStore store = FilmNotes.store();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    private static WriteRequest put(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    private static WriteRequest delete(Map<String, AttributeValue> key) {
        return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
    }

    private static List<WriteRequest> puts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> put(note(Integer.toString(i), "new")))
                .toList();
    }

    private static Map<String, List<WriteRequest>> of(
            String table, List<WriteRequest> writes, String other, List<WriteRequest> otherWrites) {
        Map<String, List<WriteRequest>> both = new LinkedHashMap<>();
        both.put(table, writes);
        both.put(other, otherWrites);
        return both;
    }

    private BatchWriteItemResponse write(Map<String, List<WriteRequest>> tables) {
        return client.batchWriteItem(request -> request.requestItems(tables));
    }

    private BatchWriteItemResponse write(WriteRequest... notes) {
        return write(Map.of(NOTES, List.of(notes)));
    }

    @Test
    void write_toSeveralTables_putsAndDeletes() {
        store.table(NOTES).put(Item.of("id", "old", "words", "gone"));

        BatchWriteItemResponse response = write(of(
                NOTES,
                List.of(put(note("a", "new")), delete(note("old")), delete(note("none"))),
                FILMS,
                List.of(put(film(2013, "Rush")))));

        assertThat(words(store, "a")).contains("new");
        assertThat(words(store, "old")).isEmpty();
        assertThat(store.table(FILMS).get(IndexedFilms.SCHEMA.key(2013, "Rush")))
                .isPresent();
        assertThat(response.hasUnprocessedItems()).isTrue();
        assertThat(response.unprocessedItems()).isEmpty();
        assertThat(response.hasConsumedCapacity()).isFalse();
        assertThat(response.hasItemCollectionMetrics()).isFalse();
    }

    @Test
    void write_thatAsksForCapacity_countsWhatItReplacesAndRemoves() {
        store.table(NOTES).put(Item.of("id", "a", "words", "x".repeat(3000)));
        store.table(FILMS).put(Item.of("year", 2013, "title", "Rush").with("genre", "Drama"));

        BatchWriteItemResponse response = client.batchWriteItem(request -> request.requestItems(of(
                        NOTES,
                        List.of(put(note("a", "short")), delete(note("none"))),
                        FILMS,
                        List.of(delete(film(2013, "Rush")))))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(response.consumedCapacity())
                .containsExactly(
                        ConsumedCapacity.builder()
                                .tableName(NOTES)
                                .capacityUnits(4.0)
                                .build(),
                        ConsumedCapacity.builder()
                                .tableName(FILMS)
                                .capacityUnits(2.0)
                                .build());
    }

    @Test
    void write_thatAsksForMetrics_tellsThoseOfEachCollectionOnce() {
        BatchWriteItemResponse response = client.batchWriteItem(request -> request.requestItems(of(
                        NOTES,
                        puts(1),
                        FILMS,
                        List.of(put(film(2013, "Rush")), put(film(2013, "Her")), delete(film(1985, "None")))))
                .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE));

        assertThat(response.itemCollectionMetrics()).containsOnlyKeys(FILMS);
        assertThat(response.itemCollectionMetrics().get(FILMS))
                .extracting(metrics -> metrics.itemCollectionKey().get("year").n())
                .containsExactly("2013", "1985");
    }

    @Test
    void write_thatTheStoreTakesInPieces_handsBackWhatEachLeaves() {
        CallFaults faults = new CallFaults(2, (call, keys) -> call == 2 ? keys.subList(0, 1) : List.of());
        DynamoDbClient limited = DocumentStoreDynamoDbClient.over(faults.of(store));

        BatchWriteItemResponse response =
                limited.batchWriteItem(request -> request.requestItems(Map.of(NOTES, puts(5))));

        assertThat(faults.calls).containsExactly(2, 2, 1);
        assertThat(response.unprocessedItems()).containsExactly(Map.entry(NOTES, List.of(put(note("2", "new")))));
        assertThat(words(store, "2")).isEmpty();
        assertThat(words(store, "3")).contains("new");
    }

    @Test
    void write_ofWhichALaterCallFails_leavesItsItemsAndAllAfterThemUnprocessed() {
        CallFaults faults = new CallFaults(1, (call, keys) -> {
            if (call == 2) {
                throw new StoreUnavailableException("too busy");
            }
            return List.of();
        });
        DynamoDbClient limited = DocumentStoreDynamoDbClient.over(faults.of(store));
        Map<String, List<WriteRequest>> asked = of(NOTES, puts(2), FILMS, List.of(put(film(2013, "Rush"))));

        BatchWriteItemResponse response = limited.batchWriteItem(request -> request.requestItems(asked));

        assertThat(faults.calls).hasSize(2);
        assertThat(words(store, "0")).contains("new");
        assertThat(response.unprocessedItems())
                .isEqualTo(of(NOTES, puts(2).subList(1, 2), FILMS, List.of(put(film(2013, "Rush")))));
    }

    @Test
    void write_ofWhichTheFirstCallFails_fails() {
        CallFaults faults = new CallFaults(1, (call, keys) -> {
            throw new StoreUnavailableException("too busy");
        });
        DynamoDbClient limited = DocumentStoreDynamoDbClient.over(faults.of(store));

        assertThatThrownBy(() -> limited.batchWriteItem(request -> request.requestItems(Map.of(NOTES, puts(2)))))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        failure -> assertThat(failure.statusCode()).isEqualTo(503));
    }

    @Test
    void write_ofWhichACallMayHaveHappened_fails() {
        CallFaults faults = new CallFaults(1, (call, keys) -> {
            if (call == 2) {
                throw new OutcomeUnknownException("no answer", new IllegalStateException("cut"));
            }
            return List.of();
        });
        DynamoDbClient limited = DocumentStoreDynamoDbClient.over(faults.of(store));

        assertThatThrownBy(() -> limited.batchWriteItem(request -> request.requestItems(Map.of(NOTES, puts(3)))))
                .isInstanceOf(InternalServerErrorException.class);
    }

    @Test
    void write_ofWhichALaterCallIsRejected_leavesTheRestUnprocessed() {
        CallFaults faults = new CallFaults(1, (call, keys) -> {
            if (call == 2) {
                throw new RequestRejectedException("not allowed");
            }
            return List.of();
        });
        DynamoDbClient limited = DocumentStoreDynamoDbClient.over(faults.of(store));

        BatchWriteItemResponse response =
                limited.batchWriteItem(request -> request.requestItems(Map.of(NOTES, puts(3))));

        assertThat(response.unprocessedItems()).isEqualTo(Map.of(NOTES, puts(3).subList(1, 3)));
    }

    @Test
    void write_toATableThatOthersHaveDropped_isNotFound() {
        write(of(NOTES, puts(1), FILMS, List.of(put(film(2013, "Rush")))));
        store.dropTable(FILMS);
        List<WriteRequest> film = List.of(put(film(2013, "Her")));

        assertThatThrownBy(() -> write(of(FILMS, film, NOTES, List.of(put(note("a", "new"))))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(words(store, "a")).isEmpty();
    }

    @Test
    void write_toATableThatOthersHaveDropped_isNotFoundEvenIfToAnotherItemsWereWritten() {
        write(of(NOTES, puts(1), FILMS, List.of(put(film(2013, "Rush")))));
        store.dropTable(FILMS);
        Map<String, List<WriteRequest>> both = of(NOTES, puts(2), FILMS, List.of(put(film(2013, "Her"))));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> write(both)).isInstanceOf(ResourceNotFoundException.class);
        }
        store.createTable(IndexedFilms.SCHEMA);

        assertThat(write(both).unprocessedItems()).isEmpty();
        assertThat(store.table(FILMS).scan(ScanRequest.of(IndexedFilms.SCHEMA)).items())
                .hasSize(1);
    }

    @Test
    void write_toATableWithAnotherKeyMeanwhile_handsBackWhatIsLeftByThat() {
        CallFaults faults = new CallFaults(25, (call, keys) -> keys.subList(0, 1));
        DynamoDbClient limited = DocumentStoreDynamoDbClient.over(faults.of(store));
        limited.getItem(request -> request.tableName(NOTES).key(note("any")));
        store.dropTable(NOTES);
        store.createTable(TableSchema.builder(NOTES)
                .partitionKey("id", AttributeType.STRING)
                .sortKey("words", AttributeType.STRING)
                .build());

        BatchWriteItemResponse response =
                limited.batchWriteItem(request -> request.requestItems(Map.of(NOTES, puts(2))));

        assertThat(response.unprocessedItems()).isEqualTo(Map.of(NOTES, puts(2).subList(0, 1)));
    }

    @Test
    void write_whoseOldItemsTheStoreDoesNotTellAtOnce_leavesTheCapacityOut() {
        CallFaults leaving = new CallFaults(25, (call, keys) -> call == 1 ? keys : List.of());
        CallFaults failing = new CallFaults(25, (call, keys) -> {
            if (call == 1) {
                throw new StoreUnavailableException("too busy");
            }
            return List.of();
        });

        for (CallFaults faults : List.of(leaving, failing)) {
            BatchWriteItemResponse response = DocumentStoreDynamoDbClient.over(faults.of(store))
                    .batchWriteItem(request -> request.requestItems(Map.of(NOTES, puts(1)))
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

            assertThat(faults.calls).containsExactly(1, 1);
            assertThat(response.consumedCapacity()).isEmpty();
            assertThat(response.unprocessedItems()).isEmpty();
        }
        assertThat(words(store, "0")).contains("new");
    }

    @Test
    void write_toNoTable_isRefused() {
        assertRefused(
                () -> client.batchWriteItem(request -> {}),
                "The requestItems parameter is required for BatchWriteItem");
    }

    @Test
    void write_ofTooManyOrNoItems_isRefused() {
        String mapValue = "at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member"
                + " must have length less than or equal to 25, Member must have length greater than or equal to 1]";

        assertRefused(
                () -> write(Map.of(NOTES, puts(26))),
                "1 validation error detected: Value '{Notes=[26 items]}' " + mapValue);
        assertRefused(
                () -> write(Map.of(NOTES, List.of())), "1 validation error detected: Value '{Notes=[]}' " + mapValue);
        assertRefused(
                () -> write(of(NOTES, puts(13), FILMS, puts(13))),
                "Too many items requested for the BatchWriteItem call");
        assertThat(words(store, "0")).isEmpty();
    }

    @Test
    void write_ofBothKindsAtOnceOrNone_isRefused() {
        WriteRequest both = put(note("a")).toBuilder()
                .deleteRequest(delete -> delete.key(note("b")))
                .build();

        assertRefused(() -> write(both), BOTH_OR_NEITHER);
        assertRefused(() -> write(WriteRequest.builder().build()), BOTH_OR_NEITHER);
        assertRefused(
                () -> write(
                        WriteRequest.builder().putRequest(put -> {}).build(),
                        WriteRequest.builder().deleteRequest(delete -> {}).build()),
                "2 validation errors detected: Value null at 'requestItems.Notes.member.1.member.putRequest.item' failed"
                        + " to satisfy constraint: Member must not be null; Value null at"
                        + " 'requestItems.Notes.member.2.member.deleteRequest.key' failed to satisfy constraint: Member"
                        + " must not be null");
    }

    @Test
    void write_ofOneKeyTwiceInWhateverNotation_isRefused() {
        String duplicates = "Provided list of item keys contains duplicates";

        assertRefused(() -> write(put(note("a")), delete(note("a"))), duplicates);
        assertRefused(
                () -> write(Map.of(
                        FILMS,
                        List.of(
                                put(film(2013, "Rush")),
                                put(IndexedFilms.with(film(0, "Rush"), "year", number("2013.0")))))),
                duplicates);
    }

    @Test
    void write_ofWhichOneItemIsWrong_writesNothing() {
        List<WriteRequest> writes = new ArrayList<>(puts(2));
        writes.add(put(Map.of("id", number("1"))));

        assertRefused(() -> write(Map.of(NOTES, writes)), MISMATCH);
        assertThatThrownBy(() -> write(of(NOTES, puts(1), "Missing", puts(1))))
                .isInstanceOf(ResourceNotFoundException.class);

        assertThat(words(store, "0")).isEmpty();
    }

    @Test
    void write_ofKeysThatTableOrIndexCannotTake_isRefused() {
        assertRefused(() -> write(put(Map.of("words", text("x")))), MISMATCH);
        assertRefused(() -> write(delete(note("a", "words"))), MISMATCH);
        assertRefused(
                () -> write(put(note(""))),
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an"
                        + " empty string value. Key: id");
        assertRefused(
                () -> write(Map.of(FILMS, List.of(put(film(2013, "Rush", "genre", number("1")))))),
                "One or more parameter values were invalid: Type mismatch for Index Key genre Expected: S Actual: N"
                        + " IndexName: byGenre");
        assertRefused(
                () -> write(Map.of(FILMS, List.of(put(film(2013, "Rush", "genre", text("")))))),
                "One or more parameter values are not valid. A value specified for a secondary index key is not"
                        + " supported. The AttributeValue for a key attribute cannot contain an empty string value."
                        + " IndexName: byGenre, IndexKey: genre");
    }

    @Test
    void write_ofAnItemThatIsTooLarge_isRefusedBeforeTheTableIsSought() {
        assertRefused(
                () -> write(Map.of("Missing", List.of(put(note("a", "x".repeat(409_600)))))),
                "Item size has exceeded the maximum allowed size");
    }
}
