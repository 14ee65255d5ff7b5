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
import static org.moviestore.dynamo.client.WriteActions.check;
import static org.moviestore.dynamo.client.WriteActions.delete;
import static org.moviestore.dynamo.client.WriteActions.put;
import static org.moviestore.dynamo.client.WriteActions.update;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.memory.MemoryStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

class TransactWriteRefusalsTest {
    private static final String MISSING =
            "Value null at 'transactItems.%s' failed to satisfy constraint: Member must" + " not be null";
    private static final String NOT_VALID = "One or more parameter values are not valid. ";
    private static final String NO_EMPTY_KEY =
            "The AttributeValue for a key attribute cannot contain an empty string value.";

    private final MemoryStore store = FilmNotes.store();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    private TransactWriteItemsResponse write(TransactWriteItem... actions) {
        return client.transactWriteItems(request -> request.transactItems(actions));
    }

    private static TransactWriteItem[] puts(int count, String words) {
        return IntStream.range(0, count)
                .mapToObj(i -> put(NOTES, note(Integer.toString(i), words)))
                .toArray(TransactWriteItem[]::new);
    }

    @Test
    void write_ofNoneOrTooMany_isRefused() {
        String at =
                "1 validation error detected: Value %s at 'transactItems' failed to satisfy constraint: Member must ";

        assertRefused(() -> client.transactWriteItems(request -> {}), at.formatted("null") + "not be null");
        assertRefused(() -> write(), at.formatted("'[]'") + "have length greater than or equal to 1");
        assertRefused(
                () -> write(puts(101, "x")), at.formatted("'[101 actions]'") + "have length less than or equal to 100");
        write(puts(100, "x"));
        assertThat(words(store, "99")).contains("x");
    }

    @Test
    void write_withoutWhatIsRequired_isRefusedForAllThatIsMissing() {
        assertRefused(
                () -> write(
                        TransactWriteItem.builder().put(put -> {}).build(),
                        update(NOTES, note("a"), update -> {}),
                        check(NOTES, note("b"), check -> {}),
                        TransactWriteItem.builder()
                                .delete(delete -> delete.tableName(NOTES))
                                .build()),
                "5 validation errors detected: "
                        + String.join(
                                "; ",
                                MISSING.formatted("1.member.put.tableName"),
                                MISSING.formatted("1.member.put.item"),
                                MISSING.formatted("2.member.update.updateExpression"),
                                MISSING.formatted("3.member.conditionCheck.conditionExpression"),
                                MISSING.formatted("4.member.delete.key")));
    }

    @Test
    void write_withValuesThatNoParameterHas_isRefused() {
        assertRefused(
                () -> write(
                        put("no name", note("a")),
                        put(NOTES, note("b"), put -> put.returnValuesOnConditionCheckFailure("SOME"))),
                "2 validation errors detected: Value 'no name' at 'transactItems.1.member.put.tableName' failed to satisfy"
                        + " constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value 'SOME' at"
                        + " 'transactItems.2.member.put.returnValuesOnConditionCheckFailure' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [ALL_OLD, NONE]");
    }

    @ParameterizedTest
    @CsvSource({"0, greater than or equal to 1", "37, less than or equal to 36"})
    void write_withATokenOfAnotherLength_isRefused(int length, String range) {
        String token = "t".repeat(length);

        assertRefused(
                () -> client.transactWriteItems(
                        request -> request.transactItems(put(NOTES, note("a"))).clientRequestToken(token)),
                "1 validation error detected: Value '" + token
                        + "' at 'clientRequestToken' failed to satisfy constraint:" + " Member must have length "
                        + range);
    }

    @Test
    void write_ofNoActionOrTwoInOne_isRefused() {
        assertRefused(
                () -> write(put(NOTES, note("a")), TransactWriteItem.builder().build()),
                "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
        assertRefused(
                () -> write(put(NOTES, note("a")).toBuilder()
                        .delete(delete -> delete.tableName(NOTES).key(note("b")))
                        .build()),
                "TransactItems can only contain one of Check, Put, Update or Delete");
    }

    @Test
    void write_ofOneItemTwice_isRefused() {
        String twice = "Transaction request cannot include multiple operations on one item";

        assertRefused(() -> write(put(NOTES, note("a")), check(NOTES, note("a"), "attribute_exists(id)")), twice);
        assertRefused(
                () -> write(
                        put(FILMS, film(2013, "Rush")),
                        delete(FILMS, IndexedFilms.with(film(0, "Rush"), "year", number("2013.0")))),
                twice);
    }

    @Test
    void write_ofExpressionsOfTheWrongForm_isRefusedAsAWholeBeforeTablesAreSought() {
        assertRefused(
                () -> write(
                        put("Missing", note("a")),
                        put(NOTES, note("b"), put -> put.conditionExpression("attribute_exists(#x)"))),
                "Invalid ConditionExpression: An expression attribute name used in the document path is not defined;"
                        + " attribute name: #x");
        assertRefused(
                () -> write(update(NOTES, note("a"), update -> update.updateExpression(""))),
                "Invalid UpdateExpression: The expression can not be empty;");
        assertRefused(
                () -> write(put(
                        NOTES,
                        note("a"),
                        put -> put.conditionExpression("attribute_exists(id)")
                                .expressionAttributeValues(Map.of(":v", text("x"))))),
                "Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}");
        assertRefused(
                () -> write(delete(NOTES, note("a"), delete -> delete.expressionAttributeNames(Map.of("#x", "x")))),
                "ExpressionAttributeNames can only be specified when using expressions");
        assertRefused(
                () -> write(check(NOTES, note("a"), "attribute_exists(id.x)")),
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: id");
    }

    @Test
    void write_ofEmptyKeys_isRefusedAsAWhole() {
        assertRefused(() -> write(put(NOTES, note(""))), NOT_VALID + NO_EMPTY_KEY + " Key: id");
        assertRefused(() -> write(delete(NOTES, note(""))), NOT_VALID + NO_EMPTY_KEY + " Key: id");
        assertRefused(
                () -> write(put(FILMS, film(2013, "Rush", "genre", text("")))),
                NOT_VALID + "A value specified for a secondary index key is not supported. " + NO_EMPTY_KEY
                        + " IndexName: byGenre, IndexKey: genre");
        assertRefused(
                () -> write(update(FILMS, film(2013, "Rush"), "SET genre = :v", text(""))),
                NOT_VALID + "The update expression attempted to update a secondary index key to a value that is not"
                        + " supported. " + NO_EMPTY_KEY);
    }

    @Test
    void write_ofAnItemThatIsTooLarge_isRefusedAsAWhole() {
        assertRefused(
                () -> write(put("Missing", note("a", "x".repeat(409_600)))),
                "Item size has exceeded the maximum allowed size");
    }

    @Test
    void write_ofMoreThan4Mebibytes_isRefused() {
        assertThatThrownBy(() -> write(puts(11, "x".repeat(400_000))))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Transaction payload size cannot exceed 4MB: ");
        assertThat(words(store, "0")).isEmpty();
    }

    @Test
    void write_toATableThatIsNotThere_isNotFoundAndWritesNothing() {
        assertThatThrownBy(() -> write(put(NOTES, note("a", "x")), put("Missing", note("b"))))
                .isInstanceOf(ResourceNotFoundException.class);

        assertThat(words(store, "a")).isEmpty();
    }
}
