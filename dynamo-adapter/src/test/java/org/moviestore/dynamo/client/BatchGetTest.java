// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.FilmNotes.FILMS;
import static org.moviestore.dynamo.client.FilmNotes.NOTES;
import static org.moviestore.dynamo.client.FilmNotes.film;
import static org.moviestore.dynamo.client.FilmNotes.keys;
import static org.moviestore.dynamo.client.FilmNotes.note;
import static org.moviestore.dynamo.client.FilmNotes.notes;
import static org.moviestore.dynamo.client.FilmNotes.of;
import static org.moviestore.dynamo.client.IndexedFilms.number;
import static org.moviestore.dynamo.client.IndexedFilms.text;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

class BatchGetTest {
    private final MemoryStore store = FilmNotes.store();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    private void putNote(String id, String words) {
        store.table(NOTES).put(Item.of("id", id, "words", words));
    }

    private BatchGetItemResponse get(Map<String, KeysAndAttributes> tables) {
        return client.batchGetItem(request -> request.requestItems(tables));
    }

    private BatchGetItemResponse get(KeysAndAttributes notes) {
        return get(Map.of(NOTES, notes));
    }

    @Test
    void get_ofSeveralTables_returnsWhatIsThereInTheOrderOfTheKeys() {
        putNote("b", "late");
        putNote("a", "early");
        store.table(FILMS).put(Item.of("year", 2013, "title", "Rush"));

        BatchGetItemResponse response =
                get(of(NOTES, keys(List.of(note("a"), note("none"), note("b"))), FILMS, keys(film(2013, "Rush"))));

        assertThat(response.responses())
                .containsExactly(
                        Map.entry(NOTES, List.of(note("a", "early"), note("b", "late"))),
                        Map.entry(FILMS, List.of(film(2013, "Rush"))));
        assertThat(response.hasUnprocessedKeys()).isTrue();
        assertThat(response.unprocessedKeys()).isEmpty();
        assertThat(response.hasConsumedCapacity()).isFalse();
        assertThat(response.responseMetadata().requestId()).isNotEmpty();
    }

    @Test
    void get_ofNothingThatIsThere_returnsAnEmptyListForTheTable() {
        assertThat(get(keys(note("none"))).responses()).containsExactly(Map.entry(NOTES, List.of()));
    }

    @Test
    void get_ofATableThatOthersHaveDropped_isNotFoundUntilItIsThereAgain() {
        putNote("a", "early");
        Map<String, KeysAndAttributes> both = of(NOTES, keys(note("a")), FILMS, keys(film(2013, "Rush")));
        get(both);
        store.dropTable(FILMS);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> get(both)).isInstanceOf(ResourceNotFoundException.class);
        }
        store.createTable(IndexedFilms.SCHEMA);

        assertThat(get(both).responses()).containsEntry(NOTES, List.of(note("a", "early")));
    }

    @Test
    void get_withAProjection_keepsWhatItNames() {
        store.table(NOTES).put(Item.of("id", "a", "words", "x").with("stars", 5));
        store.table(NOTES).put(Item.of("id", "b", "stars", 3));

        BatchGetItemResponse byExpression = get(notes(
                0,
                keys -> keys.keys(List.of(note("a"), note("b")))
                        .projectionExpression("#w")
                        .expressionAttributeNames(Map.of("#w", "words"))));
        BatchGetItemResponse byNames =
                get(notes(0, keys -> keys.keys(List.of(note("a"), note("b"))).attributesToGet("stars", "id")));

        assertThat(byExpression.responses().get(NOTES)).containsExactly(Map.of("words", text("x")), Map.of());
        assertThat(byNames.responses().get(NOTES))
                .containsExactly(
                        Map.of("stars", number("5"), "id", text("a")), Map.of("stars", number("3"), "id", text("b")));
    }

    @Test
    void get_ofMoreThan16MebibytesByWholeItems_leavesTheRestUnprocessedInItsWords() {
        String words = "x".repeat(409_600 - "id00words".length());
        IntStream.range(10, 60).forEach(i -> putNote(Integer.toString(i), words));
        List<Map<String, AttributeValue>> keys =
                IntStream.range(10, 60).mapToObj(i -> note(Integer.toString(i))).toList();
        KeysAndAttributes asked = KeysAndAttributes.builder()
                .keys(keys)
                .projectionExpression("#i")
                .expressionAttributeNames(Map.of("#i", "id"))
                .consistentRead(true)
                .build();

        BatchGetItemResponse response = get(of(NOTES, asked, FILMS, keys(film(2013, "Rush"))));

        assertThat(response.responses().get(NOTES)).isEqualTo(keys.subList(0, 40));
        assertThat(response.responses().get(FILMS)).isEmpty();
        assertThat(response.unprocessedKeys())
                .containsExactly(
                        Map.entry(
                                NOTES,
                                asked.toBuilder().keys(keys.subList(40, 50)).build()),
                        Map.entry(FILMS, keys(film(2013, "Rush"))));
    }

    @Test
    void get_ofMoreThan16Mebibytes_readsNoMoreThanTwiceThat() {
        String words = "x".repeat(400_000);
        IntStream.range(0, 100).forEach(i -> putNote(Integer.toString(i), words));
        CallFaults faults = new CallFaults(100, (call, keys) -> List.of());
        DynamoDbClient watched = DocumentStoreDynamoDbClient.over(faults.of(store));

        BatchGetItemResponse response =
                watched.batchGetItem(request -> request.requestItems(Map.of(NOTES, notes(100))));

        assertThat(faults.calls).containsExactly(40, 40);
        assertThat(response.responses().get(NOTES)).hasSize(41);
        assertThat(response.unprocessedKeys().get(NOTES).keys()).hasSize(59).startsWith(note("41"));
    }

    @Test
    void get_thatAsksForCapacity_countsWholeItemsFoundOrNotForEachTable() {
        putNote("a", "x".repeat(5000));
        KeysAndAttributes consistent = notes(
                0,
                keys -> keys.keys(List.of(note("a"), note("none")))
                        .projectionExpression("id")
                        .consistentRead(true));

        BatchGetItemResponse response = client.batchGetItem(request -> request.requestItems(
                        of(NOTES, consistent, FILMS, keys(film(2013, "Rush"))))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(response.consumedCapacity())
                .containsExactly(
                        ConsumedCapacity.builder()
                                .tableName(NOTES)
                                .capacityUnits(3.0)
                                .build(),
                        ConsumedCapacity.builder()
                                .tableName(FILMS)
                                .capacityUnits(0.5)
                                .build());
        assertThat(response.responses().get(NOTES)).containsExactly(note("a"));
    }

    @Test
    void get_thatTheStoreTakesInPieces_handsBackWhatEachLeaves() {
        putNote("1", "one");
        putNote("2", "two");
        CallFaults faults = new CallFaults(2, (call, keys) -> call == 2 ? keys.subList(0, 1) : List.of());
        DynamoDbClient limited = DocumentStoreDynamoDbClient.over(faults.of(store));
        KeysAndAttributes asked = notes(5, keys -> keys.consistentRead(true));

        BatchGetItemResponse response = limited.batchGetItem(request -> request.requestItems(Map.of(NOTES, asked)));

        assertThat(faults.calls).containsExactly(2, 2, 1);
        assertThat(response.responses().get(NOTES)).containsExactly(note("1", "one"));
        assertThat(response.unprocessedKeys())
                .containsExactly(Map.entry(
                        NOTES, asked.toBuilder().keys(List.of(note("2"))).build()));
    }

    @Test
    void get_ofWhichALaterCallFails_leavesItsKeysAndAllAfterThemUnprocessed() {
        putNote("0", "nil");
        CallFaults faults = new CallFaults(1, (call, keys) -> {
            if (call == 2) {
                throw new StoreUnavailableException("too busy");
            }
            return List.of();
        });
        DynamoDbClient limited = DocumentStoreDynamoDbClient.over(faults.of(store));

        BatchGetItemResponse response = limited.batchGetItem(request -> request.requestItems(Map.of(NOTES, notes(3))));

        assertThat(faults.calls).hasSize(2);
        assertThat(response.responses().get(NOTES)).containsExactly(note("0", "nil"));
        assertThat(response.unprocessedKeys().get(NOTES).keys()).containsExactly(note("1"), note("2"));
    }

    @Test
    void get_ofWhichTheFirstCallFails_fails() {
        CallFaults faults = new CallFaults(1, (call, keys) -> {
            throw new StoreUnavailableException("too busy");
        });
        DynamoDbClient limited = DocumentStoreDynamoDbClient.over(faults.of(store));

        assertThatThrownBy(() -> limited.batchGetItem(request -> request.requestItems(Map.of(NOTES, notes(3)))))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        failure -> assertThat(failure.statusCode()).isEqualTo(503));
        assertThat(faults.calls).hasSize(1);
    }
}
