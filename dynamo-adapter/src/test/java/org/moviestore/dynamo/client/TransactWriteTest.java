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
import static org.moviestore.dynamo.client.WriteActions.check;
import static org.moviestore.dynamo.client.WriteActions.delete;
import static org.moviestore.dynamo.client.WriteActions.put;
import static org.moviestore.dynamo.client.WriteActions.update;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.ContentionException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TransactWriteTest {
    private static final CancellationReason NONE =
            CancellationReason.builder().code("None").build();
    private static final CancellationReason CONDITION_FAILED = CancellationReason.builder()
            .code("ConditionalCheckFailed")
            .message("The conditional request failed")
            .build();

    private final MemoryStore store = FilmNotes.store();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    @BeforeEach
    void thereIsANote() {
        store.table(NOTES).put(Item.of("id", "old", "words", "first"));
    }

    private TransactWriteItemsResponse write(TransactWriteItem... actions) {
        return client.transactWriteItems(request -> request.transactItems(actions));
    }

    private static CancellationReason invalid(String message) {
        return CancellationReason.builder()
                .code("ValidationError")
                .message(message)
                .build();
    }

    private static void assertCanceled(ThrowingCallable call, CancellationReason... reasons) {
        List<String> codes =
                List.of(reasons).stream().map(CancellationReason::code).toList();
        assertThatThrownBy(call).isInstanceOfSatisfying(TransactionCanceledException.class, canceled -> {
            assertThat(canceled.cancellationReasons()).containsExactly(reasons);
            assertThat(canceled.awsErrorDetails().errorCode()).isEqualTo("TransactionCanceledException");
            assertThat(canceled.awsErrorDetails().errorMessage())
                    .isEqualTo(
                            "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes);
        });
    }

    @Test
    void write_ofAllKindsToSeveralTables_happensAtOnce() {
        store.table(FILMS).put(Item.of("year", 2013, "title", "Rush"));
        store.table(NOTES).put(Item.of("id", "gone"));

        TransactWriteItemsResponse response = write(
                put(NOTES, note("new", "x"), put -> put.conditionExpression("attribute_not_exists(id)")),
                update(NOTES, note("old"), "SET words = :v", text("second")),
                delete(NOTES, note("gone")),
                check(FILMS, film(2013, "Rush"), "attribute_exists(title)"));

        assertThat(words(store, "new")).contains("x");
        assertThat(words(store, "old")).contains("second");
        assertThat(store.table(NOTES).get(FilmNotes.NOTES_SCHEMA.key("gone"))).isEmpty();
        assertThat(response.hasConsumedCapacity()).isFalse();
        assertThat(response.hasItemCollectionMetrics()).isFalse();
    }

    @Test
    void write_ofWhichConditionsFail_isCanceledWithAReasonForEachActionInOrder() {
        assertCanceled(
                () -> write(
                        put(NOTES, note("new", "x")),
                        put(
                                NOTES,
                                note("old", "x"),
                                put -> put.conditionExpression("attribute_not_exists(id)")
                                        .returnValuesOnConditionCheckFailure(
                                                ReturnValuesOnConditionCheckFailure.ALL_OLD)),
                        delete(
                                NOTES,
                                note("none"),
                                delete -> delete.conditionExpression("attribute_exists(id)")
                                        .returnValuesOnConditionCheckFailure(
                                                ReturnValuesOnConditionCheckFailure.ALL_OLD)),
                        check(FILMS, film(2013, "Rush"), "attribute_exists(title)")),
                NONE,
                CONDITION_FAILED.toBuilder().item(note("old", "first")).build(),
                CONDITION_FAILED,
                CONDITION_FAILED);

        assertThat(words(store, "new")).isEmpty();
    }

    @Test
    void write_ofWhichUpdatesCannotBeApplied_isCanceledForThemAndForConditionsAlike() {
        assertCanceled(
                () -> write(
                        update(NOTES, note("none"), "SET stars = stars + :v", number("1")),
                        update(NOTES, note("old"), "SET stars = words + :v", number("1")),
                        update(NOTES, note("other"), "SET stars.best = :v", number("1")),
                        check(FILMS, film(2013, "Rush"), "attribute_exists(title)"),
                        put(NOTES, note("new"))),
                invalid("The provided expression refers to an attribute that does not exist in the item"),
                invalid("An operand in the update expression has an incorrect data type"),
                invalid("The document path provided in the update expression is invalid for update"),
                CONDITION_FAILED,
                NONE);
    }

    @Test
    void write_ofAnUpdateWhoseResultIsTooLarge_isCanceled() {
        assertCanceled(
                () -> write(
                        put(NOTES, note("new")),
                        update(NOTES, note("old"), "SET more = :v", text("x".repeat(409_590)))),
                NONE,
                invalid("Item size to update has exceeded the maximum allowed size"));
    }

    @Test
    void write_ofWrongKeys_isCanceledForTheFirstBeforeConditionsAreTested() {
        String mismatch = "The provided key element does not match the schema";
        TransactWriteItem failing = check(NOTES, note("none"), "attribute_exists(id)");

        assertCanceled(
                () -> write(failing, put(NOTES, Map.of("id", number("7"))), put(NOTES, Map.of("id", number("8")))),
                NONE,
                invalid("One or more parameter values were invalid: Type mismatch for key id expected: S actual: N"),
                NONE);
        assertCanceled(
                () -> write(put(NOTES, Map.of("words", text("x")))),
                invalid("One or more parameter values were invalid: Missing the key id in the item"));
        assertCanceled(() -> write(delete(NOTES, Map.of("id", number("7")))), invalid(mismatch));
        assertCanceled(() -> write(failing, delete(NOTES, note("a", "more"))), NONE, invalid(mismatch));
        assertCanceled(() -> write(check(NOTES, Map.of(), "attribute_exists(id)")), invalid(mismatch));
        assertCanceled(
                () -> write(failing, update(NOTES, note("old"), "SET id = :v", text("new"))),
                NONE,
                invalid("One or more parameter values were invalid: Cannot update attribute id. This attribute is part"
                        + " of the key"));
    }

    @Test
    void write_ofAnIndexKeyOfAnotherType_isCanceled() {
        String mismatch = "One or more parameter values were invalid: Type mismatch for Index Key genre Expected: S"
                + " Actual: N IndexName: byGenre";

        assertCanceled(() -> write(put(FILMS, film(2013, "Rush", "genre", number("1")))), invalid(mismatch));
        assertCanceled(
                () -> write(update(FILMS, film(2013, "Rush"), "SET genre = :v", number("1"))), invalid(mismatch));
    }

    @Test
    void write_withATokenAgain_happensOnce() {
        TransactWriteItem raise = update(NOTES, note("counter"), "ADD stars :v", number("1"));

        for (int i = 0; i < 2; i++) {
            client.transactWriteItems(request -> request.transactItems(raise).clientRequestToken("token"));
        }

        assertThat(store.table(NOTES).get(FilmNotes.NOTES_SCHEMA.key("counter")))
                .contains(Item.of("id", "counter", "stars", 1));
    }

    @Test
    void write_withATokenAgain_isToldTheUnitsOfWritingItToWhatThereIs() {
        TransactWriteItem put = put(FILMS, film(2013, "Rush", "genre", text("Drama")));
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .transactItems(put)
                .clientRequestToken("token")
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();

        TransactWriteItemsResponse first = client.transactWriteItems(request);
        TransactWriteItemsResponse second = client.transactWriteItems(request);

        assertThat(first.consumedCapacity())
                .extracting(ConsumedCapacity::writeCapacityUnits)
                .containsExactly(4.0);
        // The index has the film already.
        assertThat(second.consumedCapacity())
                .extracting(ConsumedCapacity::writeCapacityUnits)
                .containsExactly(2.0);
    }

    @Test
    void write_withTheTokenOfAnother_isRefused() {
        client.transactWriteItems(
                request -> request.transactItems(put(NOTES, note("a"))).clientRequestToken("token"));

        assertThatThrownBy(() -> client.transactWriteItems(
                        request -> request.transactItems(put(NOTES, note("b"))).clientRequestToken("token")))
                .isInstanceOf(IdempotentParameterMismatchException.class);
    }

    @Test
    void write_thatAsksForCapacity_countsEachUnitTwiceForEachTableAndIndex() {
        store.table(NOTES).put(Item.of("id", "long", "words", "x".repeat(2000)));

        TransactWriteItemsResponse response = client.transactWriteItems(request -> request.transactItems(
                        update(NOTES, note("long"), "SET words = :v", text("short")),
                        put(FILMS, film(2013, "Rush", "genre", text("Drama"))),
                        check(NOTES, note("none"), "attribute_not_exists(id)"))
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));

        assertThat(response.consumedCapacity())
                .containsExactly(
                        ConsumedCapacity.builder()
                                .tableName(NOTES)
                                .capacityUnits(6.0)
                                .writeCapacityUnits(6.0)
                                .table(units(6.0))
                                .build(),
                        ConsumedCapacity.builder()
                                .tableName(FILMS)
                                .capacityUnits(4.0)
                                .writeCapacityUnits(4.0)
                                .table(units(2.0))
                                .globalSecondaryIndexes(Map.of("byGenre", units(2.0)))
                                .build());
    }

    @Test
    void write_whoseOldItemsTheStoreDoesNotTellAtOnce_leavesTheCapacityOut() {
        CallFaults faults = new CallFaults(100, (call, keys) -> keys);

        TransactWriteItemsResponse response = DocumentStoreDynamoDbClient.over(faults.of(store))
                .transactWriteItems(request -> request.transactItems(put(NOTES, note("a", "new")))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(faults.calls).containsExactly(1);
        assertThat(response.hasConsumedCapacity()).isFalse();
        assertThat(words(store, "a")).contains("new");
    }

    private static Capacity units(double units) {
        return Capacity.builder().capacityUnits(units).writeCapacityUnits(units).build();
    }

    @Test
    void write_thatAsksForMetrics_tellsThoseOfWrittenCollectionsAlone() {
        TransactWriteItemsResponse response = client.transactWriteItems(request -> request.transactItems(
                        put(FILMS, film(2013, "Rush")),
                        delete(FILMS, film(2013, "None")),
                        check(FILMS, film(1985, "None"), "attribute_not_exists(title)"),
                        put(NOTES, note("a")))
                .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE));

        assertThat(response.itemCollectionMetrics()).containsOnlyKeys(FILMS);
        assertThat(response.itemCollectionMetrics().get(FILMS))
                .extracting(metrics -> metrics.itemCollectionKey())
                .containsExactly(Map.of("year", number("2013")));
    }

    @Test
    void write_toATableThatOthersMadeAnewMeanwhile_isComparedWithTheNewOne() {
        write(put(NOTES, note("a")));
        store.dropTable(NOTES);
        store.createTable(TableSchema.builder(NOTES)
                .partitionKey("id", AttributeType.NUMBER)
                .build());

        assertCanceled(
                () -> write(put(FILMS, film(2013, "Rush")), put(NOTES, note("b"))),
                NONE,
                invalid("One or more parameter values were invalid: Type mismatch for key id expected: N actual: S"));
    }

    @Test
    void write_toATableThatOthersDroppedMeanwhile_isNotFound() {
        write(put(NOTES, note("a")));
        store.dropTable(NOTES);

        assertThatThrownBy(() -> write(put(FILMS, film(2013, "Rush")), put(NOTES, note("b"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void write_thatOthersKeptFromHappening_isCanceledForConflicts() {
        CancellationReason conflict = CancellationReason.builder()
                .code("TransactionConflict")
                .message("Transaction is ongoing for the item")
                .build();
        DynamoDbClient busy = DocumentStoreDynamoDbClient.over(meetingOthers(store));

        assertCanceled(
                () -> busy.transactWriteItems(
                        request -> request.transactItems(put(NOTES, note("a")), put(NOTES, note("b")))),
                conflict,
                conflict);
    }

    private static DocumentStore meetingOthers(DocumentStore store) {
        return (DocumentStore) Proxy.newProxyInstance(
                DocumentStore.class.getClassLoader(),
                new Class<?>[] {DocumentStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("transactWrite")) {
                        throw new ContentionException("others kept winning", new IllegalStateException());
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
