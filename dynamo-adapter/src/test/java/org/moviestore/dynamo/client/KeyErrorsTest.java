// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.moviestore.dynamo.client.IndexedFilms.TABLE;
import static org.moviestore.dynamo.client.IndexedFilms.film;
import static org.moviestore.dynamo.client.IndexedFilms.key;
import static org.moviestore.dynamo.client.IndexedFilms.number;
import static org.moviestore.dynamo.client.IndexedFilms.text;
import static org.moviestore.dynamo.client.IndexedFilms.with;
import static org.moviestore.dynamo.client.Refusals.INVALID;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.item.AttributeType;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;

class KeyErrorsTest {
    private static final String OTHER_KEY = "The provided key element does not match the schema";
    private static final String NOT_VALID = "One or more parameter values are not valid. ";
    private static final String NO_SCALAR =
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ";
    private static final String LONG = "x".repeat(2049);

    private final DocumentStore store = new MemoryStore();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    @BeforeEach
    void createTables() {
        store.createTable(IndexedFilms.SCHEMA);
        store.createTable(TableSchema.builder("Files")
                .partitionKey("hash", AttributeType.BINARY)
                .build());
    }

    private void assertKeyRefused(String table, Map<String, AttributeValue> key, String message) {
        assertRefused(() -> client.getItem(request -> request.tableName(table).key(key)), message);
        assertRefused(
                () -> client.deleteItem(request -> request.tableName(table).key(key)), message);
        assertRefused(
                () -> client.updateItem(request -> request.tableName(table).key(key)), message);
    }

    private void assertItemRefused(Map<String, AttributeValue> item, String message) {
        assertRefused(() -> client.putItem(request -> request.tableName(TABLE).item(item)), message);
    }

    private void assertUpdateRefused(String update, AttributeValue value, String message) {
        assertRefused(
                () -> client.updateItem(request -> request.tableName(TABLE)
                        .key(key())
                        .updateExpression(update)
                        .expressionAttributeValues(Map.of(":v", value))),
                message);
    }

    static List<Map<String, AttributeValue>> keysOfOtherTables() {
        return List.of(
                Map.of(),
                Map.of("year", number("2013")),
                with(key(), "plot", text("Two drivers")),
                Map.of("year", number("2013"), "name", text("Rush")),
                with(key(), "year", text("2013")),
                with(key(), "title", AttributeValue.fromBool(true)));
    }

    @ParameterizedTest
    @MethodSource("keysOfOtherTables")
    void key_ofAnotherForm_doesNotMatchTheSchema(Map<String, AttributeValue> key) {
        assertKeyRefused(TABLE, key, OTHER_KEY);
    }

    @Test
    void key_thatIsEmpty_isNamed() {
        assertKeyRefused(
                TABLE,
                with(key(), "title", text("")),
                NOT_VALID + "The AttributeValue for a key attribute cannot contain an empty string value. Key: title");
        assertKeyRefused(
                "Files",
                Map.of("hash", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[0]))),
                NOT_VALID + "The AttributeValue for a key attribute cannot contain an empty binary value. Key: hash");
    }

    @Test
    void key_thatIsTooLong_isRefusedByItsLimit() {
        assertKeyRefused(
                TABLE,
                with(key(), "title", text("x".repeat(1025))),
                INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
        assertKeyRefused(
                "Files",
                Map.of("hash", AttributeValue.fromB(SdkBytes.fromUtf8String(LONG))),
                INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes");
    }

    @Test
    void key_whosePartsAreTooLongTogether_isRefusedAsOneThatDynamoDbTakes() {
        store.createTable(TableSchema.builder("Links")
                .partitionKey("from", AttributeType.STRING)
                .sortKey("to", AttributeType.STRING)
                .build());
        Map<String, AttributeValue> key = Map.of("from", text("x".repeat(2000)), "to", text("x".repeat(1000)));
        String message = INVALID + "key is 3000 bytes in all; limit 2560 here, unlike in DynamoDB, since not every"
                + " backend can store more";

        assertKeyRefused("Links", key, message);
        assertRefused(() -> client.putItem(request -> request.tableName("Links").item(key)), message);
    }

    @Test
    void item_withABadKey_isRefusedByTheAttribute() {
        assertItemRefused(Map.of("plot", text("Two drivers")), INVALID + "Missing the key year in the item");
        assertItemRefused(
                with(key(), "year", text("2013")), INVALID + "Type mismatch for key year expected: N actual: S");
        assertItemRefused(
                with(key(), "title", AttributeValue.fromNul(true)),
                INVALID + "Type mismatch for key title expected: S actual: NULL");
        assertItemRefused(
                with(key(), "title", text("")),
                NOT_VALID + "The AttributeValue for a key attribute cannot contain an empty string value. Key: title");
        assertItemRefused(
                with(key(), "title", text("x".repeat(1025))),
                INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    }

    @Test
    void item_withABadKeyOfAnIndex_isRefusedByIndexAndAttribute() {
        assertItemRefused(
                film("genre", number("1")),
                INVALID + "Type mismatch for Index Key genre Expected: S Actual: N IndexName: byGenre");
        assertItemRefused(
                film("rating", AttributeValue.fromL(List.of())),
                INVALID + "Type mismatch for Index Key rating Expected: N Actual: L IndexName: byRating");
        assertItemRefused(
                film("genre", text("")),
                NOT_VALID + "A value specified for a secondary index key is not supported. The AttributeValue for a key"
                        + " attribute cannot contain an empty string value. IndexName: byGenre, IndexKey: genre");
        assertItemRefused(
                film("genre", text(LONG)),
                INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes");
    }

    @Test
    void update_ofAKeyAttribute_isRefusedByItsName() {
        assertUpdateRefused(
                "SET plot = :v, title = :v",
                text("Rush"),
                INVALID + "Cannot update attribute title. This attribute is part of the key");
        assertUpdateRefused(
                "SET title.word = :v",
                text("R"),
                INVALID + "Cannot update attribute title. This attribute is part of the key");
    }

    @Test
    void update_ofAnIndexKeyToWhatItCannotBe_isRefused() {
        assertUpdateRefused(
                "SET genre = :v",
                number("1"),
                INVALID + "Type mismatch for Index Key genre Expected: S Actual: N IndexName: byGenre");
        assertUpdateRefused(
                "SET genre = :v",
                text(""),
                NOT_VALID + "The update expression attempted to update a secondary index key to a value that is not"
                        + " supported. The AttributeValue for a key attribute cannot contain an empty string value.");
        assertUpdateRefused(
                "SET genre = :v",
                text(LONG),
                "The update expression attempted to update the secondary index key beyond allowed size limits");
    }

    @Test
    void attributeUpdate_ofAnIndexKeyToNothing_isRefusedByIndexAndAttribute() {
        assertRefused(
                () -> client.updateItem(request -> request.tableName(TABLE)
                        .key(key())
                        .attributeUpdates(Map.of(
                                "genre",
                                AttributeValueUpdate.builder()
                                        .action("PUT")
                                        .value(text(""))
                                        .build()))),
                NOT_VALID + "A value specified for a secondary index key is not supported. The AttributeValue for a key"
                        + " attribute cannot contain an empty string value. IndexName: byGenre, IndexKey: genre");
    }

    @Test
    void path_intoAKeyAttribute_isRefusedByWhoseKeyItIs() {
        assertRefused(
                () -> client.getItem(
                        request -> request.tableName(TABLE).key(key()).projectionExpression("plot.a, title.a")),
                NO_SCALAR + "Key: title");
        assertRefused(
                () -> client.deleteItem(request ->
                        request.tableName(TABLE).key(key()).conditionExpression("attribute_exists(genre.a)")),
                NO_SCALAR + "IndexKey: genre");
        assertRefused(
                () -> client.putItem(request ->
                        request.tableName(TABLE).item(key()).conditionExpression("attribute_exists(rating[0])")),
                NO_SCALAR + "IndexKey: rating");
        assertUpdateRefused("SET genre.a = :v", text("drama"), NO_SCALAR + "IndexKey: genre");
        assertUpdateRefused("SET plot = if_not_exists(genre.a, :v)", text("drama"), NO_SCALAR + "IndexKey: genre");
    }
}
