// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.dynamo.client.PageTables.FILMS;
import static org.moviestore.dynamo.client.PageTables.RATINGS;
import static org.moviestore.dynamo.client.PageTables.attributes;
import static org.moviestore.dynamo.client.PageTables.of2013;
import static org.moviestore.dynamo.client.Refusals.INVALID;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeType;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StartKeyTest {
    private static final String INVALID_START = "The provided starting key is invalid";
    private static final String OTHER_SCHEMA = "The provided key element does not match the schema";

    private final DocumentStore store = new MemoryStore();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    @BeforeEach
    void createTable() {
        store.createTable(PageTables.SCHEMA);
    }

    private void query(Map<String, AttributeValue> startKey) {
        client.query(of2013().exclusiveStartKey(startKey).build());
    }

    private void queryRatings(Map<String, AttributeValue> startKey) {
        client.query(of2013().indexName(RATINGS).exclusiveStartKey(startKey).build());
    }

    private void query(String keyCondition, String title, Map<String, AttributeValue> startKey) {
        client.query(of2013().keyConditionExpression(keyCondition)
                .expressionAttributeValues(attributes(":year", 2013, ":title", title))
                .exclusiveStartKey(startKey)
                .build());
    }

    private void scan(Map<String, AttributeValue> startKey) {
        client.scan(request -> request.tableName(FILMS).exclusiveStartKey(startKey));
    }

    @Test
    void read_startingAtWhatIsNoKey_isRefused() {
        for (Map<String, AttributeValue> key : List.of(
                Map.<String, AttributeValue>of(),
                attributes("year", 2013),
                attributes("year", 2013, "plot", "A"),
                attributes("year", 2013, "title", "A", "plot", "x"))) {
            assertRefused(() -> query(key), INVALID_START);
            assertRefused(() -> scan(key), INVALID_START);
        }
        assertRefused(() -> queryRatings(attributes("year", 2013, "title", "A")), INVALID_START);
    }

    @Test
    void read_startingAtAKeyOfAnotherType_isRefused() {
        assertRefused(() -> scan(attributes("year", 2013, "title", 1)), OTHER_SCHEMA);
        assertRefused(() -> queryRatings(attributes("year", 2013, "title", "A", "rating", "1")), OTHER_SCHEMA);
        assertRefused(
                () -> queryRatings(attributes("year", 2013, "title", 1, "rating", 1)),
                INVALID_START + ": " + OTHER_SCHEMA);
    }

    @Test
    void read_startingAtAKeyThatCannotBe_isRefused() {
        assertRefused(
                () -> scan(attributes("year", 2013, "title", "")),
                INVALID_START + ": One or more parameter values are not valid. The AttributeValue for a key attribute"
                        + " cannot contain an empty string value. Key: title");
        assertRefused(
                () -> queryRatings(attributes("year", 2013, "title", "x".repeat(1025), "rating", 1)),
                INVALID_START + ": " + INVALID
                        + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
        assertRefused(
                () -> scan(Map.of("year", AttributeValue.fromN("MMXIII"))),
                INVALID_START + ": The parameter cannot be converted to a numeric value: MMXIII");
    }

    @Test
    void read_startingAtTextThatTheStoreCannotHave_isRefused() {
        String problem = INVALID + "text contains U+0000, which not every backend can store (at title of the position)";

        assertRefused(() -> query(attributes("year", 2013, "title", "a\0")), problem);
        assertRefused(() -> queryRatings(attributes("year", 2013, "title", "a\0", "rating", 0)), problem);
        assertRefused(() -> scan(attributes("year", 2013, "title", "a\0")), problem);
        assertRefused(
                () -> scan(attributes("year", 2013, "title", "a\ud800")),
                INVALID + "text contains an unpaired surrogate (at title of the position)");
    }

    @Test
    void read_startingAtAStoredKeyThatIsLongerThanCanBeWrittenHere_goesOnAfterIt() {
        store.createTable(TableSchema.builder("Long")
                .partitionKey("year", AttributeType.STRING)
                .sortKey("title", AttributeType.STRING)
                .build());
        String year = "y".repeat(2048);

        assertThat(client.query(of2013().tableName("Long")
                                .expressionAttributeValues(attributes(":year", year))
                                .exclusiveStartKey(attributes("year", year, "title", "t".repeat(1024)))
                                .build())
                        .items())
                .isEmpty();
    }

    @Test
    void query_startingOutsideOfItsRange_isRefused() {
        assertRefused(
                () -> query(attributes("year", 2012, "title", "A")),
                "The provided starting key is outside query boundaries based on provided conditions");
        assertRefused(
                () -> query("#year = :year AND title > :title", "M", attributes("year", 2013, "title", "A")),
                "The provided starting key does not match the range key predicate");
        assertRefused(
                () -> query("#year = :year AND title < :title", "M", attributes("year", 2012, "title", "A")),
                "The query can return at most one row and cannot be restarted");
    }
}
