// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.FilmNotes.FILMS;
import static org.moviestore.dynamo.client.FilmNotes.NOTES;
import static org.moviestore.dynamo.client.FilmNotes.film;
import static org.moviestore.dynamo.client.FilmNotes.note;
import static org.moviestore.dynamo.client.IndexedFilms.number;
import static org.moviestore.dynamo.client.IndexedFilms.text;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TransactGetTest {
    private final MemoryStore store = FilmNotes.store();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    private static TransactGetItem of(String table, Map<String, AttributeValue> key) {
        return of(table, key, get -> {});
    }

    private static TransactGetItem of(String table, Map<String, AttributeValue> key, Consumer<Get.Builder> more) {
        Get.Builder get = Get.builder().tableName(table).key(key);
        more.accept(get);
        return TransactGetItem.builder().get(get.build()).build();
    }

    private TransactGetItemsResponse get(TransactGetItem... gets) {
        return get(List.of(gets));
    }

    private TransactGetItemsResponse get(List<TransactGetItem> gets) {
        return client.transactGetItems(request -> request.transactItems(gets));
    }

    @Test
    void get_ofSeveralTables_returnsAnItemOrNoneForEachInOrder() {
        store.table(NOTES).put(Item.of("id", "a", "words", "x"));
        store.table(FILMS).put(Item.of("year", 2013, "title", "Rush"));

        TransactGetItemsResponse response = get(
                of(FILMS, film(2013, "Rush")),
                of(NOTES, note("none")),
                of(
                        NOTES,
                        note("a"),
                        get -> get.projectionExpression("#w").expressionAttributeNames(Map.of("#w", "words"))),
                of(FILMS, film(2013, "None")));

        assertThat(response.responses())
                .containsExactly(
                        ItemResponse.builder().item(film(2013, "Rush")).build(),
                        ItemResponse.builder().build(),
                        ItemResponse.builder().item(Map.of("words", text("x"))).build(),
                        ItemResponse.builder().build());
        assertThat(response.responses().get(1).hasItem()).isFalse();
        assertThat(response.hasConsumedCapacity()).isFalse();
    }

    @Test
    void get_withAProjectionThatKeepsNothing_returnsAnEmptyItem() {
        store.table(NOTES).put(Item.of("id", "a"));

        ItemResponse response = get(of(NOTES, note("a"), get -> get.projectionExpression("nothing")))
                .responses()
                .get(0);

        assertThat(response.hasItem()).isTrue();
        assertThat(response.item()).isEmpty();
    }

    @Test
    void get_thatAsksForCapacity_countsEachUnitTwiceByWholeItems() {
        store.table(NOTES).put(Item.of("id", "a", "words", "x".repeat(5000)));

        TransactGetItemsResponse response = client.transactGetItems(request -> request.transactItems(
                        of(NOTES, note("a"), get -> get.projectionExpression("id")),
                        of(FILMS, film(2013, "Rush")),
                        of(NOTES, note("none")))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(response.consumedCapacity())
                .containsExactly(
                        ConsumedCapacity.builder()
                                .tableName(NOTES)
                                .capacityUnits(6.0)
                                .readCapacityUnits(6.0)
                                .build(),
                        ConsumedCapacity.builder()
                                .tableName(FILMS)
                                .capacityUnits(2.0)
                                .readCapacityUnits(2.0)
                                .build());
        assertThat(response.responses().get(0).item()).isEqualTo(note("a"));
    }

    @Test
    void get_ofNoneOrTooMany_isRefused() {
        String at =
                "1 validation error detected: Value %s at 'transactItems' failed to satisfy constraint: Member must ";

        assertRefused(() -> client.transactGetItems(request -> {}), at.formatted("null") + "not be null");
        assertRefused(() -> get(List.of()), at.formatted("'[]'") + "have length greater than or equal to 1");
        assertRefused(
                () -> get(Collections.nCopies(101, of(NOTES, note("a")))),
                at.formatted("'[101 actions]'") + "have length less than or equal to 100");
    }

    @Test
    void get_withoutWhatIsRequired_isRefusedForAllThatIsMissing() {
        assertRefused(
                () -> get(
                        TransactGetItem.builder().build(),
                        TransactGetItem.builder().get(get -> {}).build()),
                "3 validation errors detected: Value null at 'transactItems.1.member.get' failed to satisfy constraint:"
                        + " Member must not be null; Value null at 'transactItems.2.member.get.tableName' failed to satisfy"
                        + " constraint: Member must not be null; Value null at 'transactItems.2.member.get.key' failed to"
                        + " satisfy constraint: Member must not be null");
    }

    @Test
    void get_ofOneItemTwice_isRefused() {
        assertRefused(
                () -> get(
                        of(FILMS, film(2013, "Rush")),
                        of(FILMS, IndexedFilms.with(film(0, "Rush"), "year", number("2013.0")))),
                "Transaction request cannot include multiple operations on one item");
    }

    @Test
    void get_ofKeysOfAnotherForm_isCanceledForTheFirst() {
        assertThatThrownBy(() -> get(of(NOTES, note("a")), of(NOTES, Map.of("id", number("1"))), of(NOTES, Map.of())))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        canceled -> assertThat(canceled.cancellationReasons())
                                .containsExactly(
                                        CancellationReason.builder()
                                                .code("None")
                                                .build(),
                                        CancellationReason.builder()
                                                .code("ValidationError")
                                                .message("The provided key element does not match the schema")
                                                .build(),
                                        CancellationReason.builder()
                                                .code("None")
                                                .build()));
    }

    @Test
    void get_ofAnEmptyKeyOrABadExpression_isRefusedAsAWhole() {
        assertRefused(
                () -> get(of(NOTES, note("a")), of(NOTES, note(""))),
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an"
                        + " empty string value. Key: id");
        assertRefused(
                () -> get(of("Missing", note("a"), get -> get.projectionExpression("a..b"))),
                "Invalid ProjectionExpression: Syntax error; token: \".\", near: \"..b\"");
        assertRefused(
                () -> get(of(NOTES, note("a"), get -> get.projectionExpression("id[0]"))),
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: id");
    }

    @Test
    void get_ofATableThatIsNotThere_isNotFound() {
        assertThatThrownBy(() -> get(of(NOTES, note("a")), of("Missing", note("a"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void get_ofMoreThan4Mebibytes_isRefusedUnlessProjectionsKeepLess() {
        String words = "x".repeat(400_000);
        IntStream.range(0, 11).forEach(i -> store.table(NOTES).put(Item.of("id", Integer.toString(i), "words", words)));
        List<TransactGetItem> whole = IntStream.range(0, 11)
                .mapToObj(i -> of(NOTES, note(Integer.toString(i))))
                .toList();
        List<TransactGetItem> ids = IntStream.range(0, 11)
                .mapToObj(i -> of(NOTES, note(Integer.toString(i)), get -> get.projectionExpression("id")))
                .toList();

        assertThatThrownBy(() -> get(whole))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Payload in response is too large: ");
        assertThat(client.transactGetItems(request ->
                                request.transactItems(ids).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity()
                        .get(0)
                        .capacityUnits())
                .isEqualTo(11 * 2 * 98.0);
    }

    @Test
    void get_whoseWholeItemsTheStoreDoesNotTellAtOnce_leavesTheCapacityOut() {
        store.table(NOTES).put(Item.of("id", "a", "words", "x"));
        CallFaults faults = new CallFaults(100, (call, keys) -> keys);

        TransactGetItemsResponse response = DocumentStoreDynamoDbClient.over(faults.of(store))
                .transactGetItems(
                        request -> request.transactItems(of(NOTES, note("a"), get -> get.projectionExpression("id")))
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(faults.calls).containsExactly(1);
        assertThat(response.hasConsumedCapacity()).isFalse();
        assertThat(response.responses().get(0).item()).isEqualTo(note("a"));
    }
}
