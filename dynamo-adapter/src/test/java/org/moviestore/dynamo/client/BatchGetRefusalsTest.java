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
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class BatchGetRefusalsTest {
    private static final String MISMATCH = "The provided key element does not match the schema";

    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(FilmNotes.store());

    private BatchGetItemResponse get(Map<String, KeysAndAttributes> tables) {
        return client.batchGetItem(request -> request.requestItems(tables));
    }

    private BatchGetItemResponse get(KeysAndAttributes notes) {
        return get(Map.of(NOTES, notes));
    }

    @Test
    void get_ofNoTable_isRefused() {
        assertRefused(
                () -> client.batchGetItem(request -> {}), "The requestItems parameter is required for BatchGetItem");
        assertRefused(() -> get(Map.of()), "The requestItems parameter is required for BatchGetItem");
    }

    @Test
    void get_ofTooManyOrNoKeys_isRefused() {
        String ofNotes = "1 validation error detected: Value at 'RequestItems.Notes.member.Keys' failed to satisfy"
                + " constraint: Member must have length ";

        assertRefused(() -> get(notes(101)), ofNotes + "less than or equal to 100");
        assertRefused(() -> get(notes(0)), ofNotes + "greater than or equal to 1");
        assertRefused(
                () -> get(of(NOTES, notes(60), "Missing", notes(41))),
                "Too many items requested for the BatchGetItem call");
        assertThat(get(notes(100)).responses().get(NOTES)).isEmpty();
    }

    @Test
    void get_ofOneKeyTwiceInWhateverNotation_isRefusedBeforeTheTableIsSought() {
        String duplicates = "Provided list of item keys contains duplicates";

        assertRefused(() -> get(Map.of("Missing", keys(List.of(note("a"), note("a"))))), duplicates);
        assertRefused(
                () -> get(Map.of(
                        FILMS,
                        keys(List.of(
                                film(2013, "Rush"), IndexedFilms.with(film(0, "Rush"), "year", number("2013.0")))))),
                duplicates);
    }

    @Test
    void get_withBothKindsOfParameters_isRefusedEvenAcrossTables() {
        String both = "Can not use both expression and non-expression parameters in the same request: Non-expression"
                + " parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}";

        assertRefused(() -> get(notes(1, keys -> keys.attributesToGet("id").projectionExpression("id"))), both);
        assertRefused(
                () -> get(of(
                        NOTES,
                        notes(1, keys -> keys.attributesToGet("id")),
                        FILMS,
                        notes(1, keys -> keys.projectionExpression("id")))),
                both);
    }

    @Test
    void get_ofAKeyOfAnotherForm_isRefused() {
        assertRefused(() -> get(keys(Map.of())), MISMATCH);
        assertRefused(() -> get(keys(Map.of("id", number("1")))), MISMATCH);
        assertRefused(() -> get(keys(note("a", "words"))), MISMATCH);
        assertRefused(
                () -> get(keys(note(""))),
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an"
                        + " empty string value. Key: id");
    }

    @Test
    void get_withExpressionsOfTheWrongForm_isRefusedBeforeTheTableIsSought() {
        assertRefused(
                () -> get(Map.of("Missing", notes(1, keys -> keys.projectionExpression("")))),
                "Invalid ProjectionExpression: The expression can not be empty;");
        assertRefused(
                () -> get(notes(1, keys -> keys.expressionAttributeNames(Map.of("#i", "id")))),
                "ExpressionAttributeNames can only be specified when using expressions");
        assertRefused(
                () -> get(notes(1, keys -> keys.projectionExpression("id.a"))),
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: id");
    }

    @Test
    void get_ofATableThatIsNotThere_isNotFoundBeforeKeysAreCompared() {
        assertThatThrownBy(() -> get(of(NOTES, keys(Map.of("x", text("y"))), "Missing", notes(1))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "not a name", ""})
    void get_ofWhatIsNoNameOfATable_isRefused(String name) {
        assertThatThrownBy(() -> get(Map.of(name, notes(1))))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Value '{" + name + "=[1 items]}' at 'requestItems' failed to satisfy constraint:"
                        + " Map keys must satisfy constraint: ");
    }

    @Test
    void get_withAnUnknownReturnConsumedCapacity_isRefusedFirst() {
        assertRefused(
                () -> client.batchGetItem(request -> request.returnConsumedCapacity("ALL")),
                "1 validation error detected: Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [INDEXES, TOTAL, NONE]");
    }
}
