// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.dynamo.client.PageTables.FILMS;
import static org.moviestore.dynamo.client.PageTables.attributes;
import static org.moviestore.dynamo.client.PageTables.of2013;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.moviestore.dynamo.DynamoStore;
import org.moviestore.servers.LocalDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Where pages begin that the client reads from DynamoDB Local, to which others write too. */
class StartKeysIT {
    private static LocalDynamoDb server;
    /** Of the others. */
    private static DynamoDbClient sdk;

    private static DynamoDbClient client;

    @BeforeAll
    static void start() {
        server = LocalDynamoDb.embedded();
        sdk = LocalClients.of(server);
        client = DocumentStoreDynamoDbClient.over(DynamoStore.builder()
                .region(server.region())
                .endpoint(server.endpoint())
                .credentials(server.accessKeyId(), server.secretAccessKey())
                .connect());
        sdk.createTable(TableParts.films().build());
        IntStream.range(2001, 2021).forEach(year -> put(year, "Rush"));
        List.of("Her", "Her\0", "Her\0again").forEach(title -> put(2013, title));
    }

    private static void put(int year, String title) {
        sdk.putItem(request -> request.tableName(FILMS).item(attributes("year", year, "title", title)));
    }

    @AfterAll
    static void stop() {
        client.close();
        sdk.close();
        server.close();
    }

    private static ScanRequest.Builder scan(int segment) {
        return ScanRequest.builder()
                .tableName(FILMS)
                .segment(segment)
                .totalSegments(2)
                .limit(1);
    }

    @Test
    void scan_startingInAnotherSegment_isRefusedInTheWordsOfDynamoDb() {
        Map<String, AttributeValue> ofTheOther = client.scan(scan(1).build()).lastEvaluatedKey();

        assertRefused(
                () -> client.scan(scan(0).exclusiveStartKey(ofTheOther).build()),
                "Exclusive start key must lie within the segment");
    }

    @Test
    void read_byPagesThatEndAtTextWhichCannotBeWrittenHere_findsAllItems() {
        List<String> titles = List.of("Her", "Her\0", "Her\0again", "Rush");

        assertThat(client.queryPaginator(of2013().limit(1).build()).items())
                .extracting(film -> film.get("title").s())
                .isEqualTo(titles);
        assertThat(client.scanPaginator(request -> request.tableName(FILMS).limit(1)).items().stream()
                        .filter(film -> film.get("year").n().equals("2013")))
                .extracting(film -> film.get("title").s())
                .isEqualTo(titles);
    }
}
