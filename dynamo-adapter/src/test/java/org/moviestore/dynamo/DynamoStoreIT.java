// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.moviestore.Movie;
import org.moviestore.MovieQuery;
import org.moviestore.MovieStore;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import org.moviestore.table.UpdateRequest;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the shared suite does not ask: DynamoDB's own ways, races, and data that others wrote. */
class DynamoStoreIT {
    private static final int THREADS = 50;

    private static LocalDynamoDb server;
    private static DynamoStore store;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() {
        server = LocalDynamoDb.embedded();
        store = DynamoHarness.open(server);
        client = DynamoDbClient.builder()
                .region(Region.of(server.region()))
                .endpointOverride(server.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        store.close();
        server.close();
    }

    private static TableSchema schema(String name) {
        return TableSchema.builder(name)
                .partitionKey("id", AttributeType.NUMBER)
                .build();
    }

    @Test
    void url_opensMovies() {
        String url = "dynamodb://" + server.region() + "/Films?endpoint=" + server.endpoint() + "&accessKey="
                + server.accessKeyId() + "&secretKey=" + server.secretAccessKey();
        Movie movie = Movie.of(1985, "After Hours");

        try (MovieStore movies = MovieStore.open(url)) {
            movies.createTable();
            movies.put(movie);

            assertThat(movies.get(1985, "After Hours")).contains(movie);
        }
        assertThat(store.listTables()).contains("Films");
        assertThat(store.movies("Films").get(1985, "After Hours")).contains(movie);
    }

    @Test
    void url_thatRefusesFullScans_opensAStoreThatDoesByEitherWay() {
        String url = "dynamodb://" + server.region() + "/Unscanned?endpoint=" + server.endpoint() + "&accessKey="
                + server.accessKeyId() + "&secretKey=" + server.secretAccessKey() + "&fullScans=refuse";

        try (DynamoStore connected = DynamoStore.connect(url);
                MovieStore movies = MovieStore.open(url)) {
            movies.createTable();
            DocumentTable table = connected.table("Unscanned");

            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(movies::scan)
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FULL_SCAN));
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> table.scan(ScanRequest.of(table.schema())))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FULL_SCAN));
            assertThat(table.store()).isSameAs(connected);
            assertThat(connected.movies("Unscanned").query(MovieQuery.year(1985)))
                    .isEmpty();
        }
    }

    @Test
    void createTable_describesBackKeyAndThroughput() {
        TableSchema provisioned = TableSchema.builder("Provisioned")
                .partitionKey("p", AttributeType.BINARY)
                .sortKey("s", AttributeType.STRING)
                .throughput(Throughput.provisioned(10, 20))
                .build();
        TableSchema onDemand = schema("OnDemand");

        store.createTable(provisioned);
        store.createTable(onDemand);

        assertThat(store.describeTable("Provisioned")).isEqualTo(TableDescription.active(provisioned));
        assertThat(store.describeTable("OnDemand")).isEqualTo(TableDescription.active(onDemand));
        assertThat(store.table("Provisioned").schema()).isEqualTo(provisioned);
        assertThatThrownBy(() -> store.createTable(onDemand)).isInstanceOf(TableExistsException.class);
    }

    @Test
    void createTable_besideANameThatDiffersInCase_saysWhyLocalFails() {
        store.createTable(schema("Casing"));

        assertThatThrownBy(() -> store.createTable(schema("casing")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("Casing");
        assertThatThrownBy(() -> store.describeTable("casing")).isInstanceOf(TableNotFoundException.class);
        assertThatThrownBy(() -> store.dropTable("casing")).isInstanceOf(TableNotFoundException.class);
        assertThat(store.listTables()).contains("Casing").doesNotContain("casing");
    }

    @Test
    void listTables_beyondOnePage_areAll() {
        List<String> names =
                IntStream.range(0, 120).mapToObj(i -> "List-%03d".formatted(i)).toList();
        names.forEach(name -> store.createTable(schema(name)));

        assertThat(store.listTables()).containsAll(names).isSorted();

        names.forEach(store::dropTable);
        assertThat(store.listTables()).doesNotContainAnyElementsOf(names);
    }

    @Test
    void tableThatIsGone_isNotFoundByAnyCall() {
        DocumentTable table = store.createTable(schema("Gone"));
        Key key = table.schema().key(1);
        store.dropTable("Gone");

        Stream.<Runnable>of(
                        () -> table.get(key),
                        () -> table.put(key.attributes()),
                        () -> table.delete(key),
                        () -> table.update(UpdateRequest.of(table.schema(), key, Update.none())),
                        () -> table.scan(ScanRequest.of(table.schema())),
                        () -> store.table("Gone"),
                        () -> store.dropTable("Gone"))
                .forEach(call -> assertThatThrownBy(call::run).isInstanceOf(TableNotFoundException.class));
    }

    @Test
    void everyCall_onAClosedStore_isRefused() {
        DocumentStore closed = DynamoHarness.open(server);
        DocumentTable table = closed.createTable(schema("Closed"));
        Key key = table.schema().key(1);
        closed.close();

        Stream.<Runnable>of(
                        () -> table.get(key),
                        () -> table.put(key.attributes()),
                        () -> table.update(UpdateRequest.of(table.schema(), key, Update.none())),
                        closed::listTables,
                        () -> closed.table("Closed"),
                        () -> closed.createTable(schema("More")))
                .forEach(call -> assertThatThrownBy(call::run)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("the store is closed"));
    }

    @Test
    void itemsOfOthers_areReadWhateverTheyHold() {
        DocumentTable table = store.createTable(schema("Others"));
        Map<String, AttributeValue> strange = Map.of(
                "id", AttributeValue.fromN("1"),
                "nul\0name", AttributeValue.fromS("nul\0text"),
                "set", AttributeValue.fromSs(List.of("\0", "")));
        client.putItem(put -> put.tableName("Others").item(strange));
        client.updateItem(update -> update.tableName("Others")
                .key(Map.of("id", AttributeValue.fromN("1.0")))
                .updateExpression("SET n = :n, e = :e, z = :z, ns = :ns")
                .expressionAttributeValues(Map.of(
                        ":n", AttributeValue.fromN("1.50"),
                        ":e", AttributeValue.fromN("1e3"),
                        ":z", AttributeValue.fromN("-0"),
                        ":ns", AttributeValue.fromNs(List.of("007", "1e1")))));
        Item expected = Item.builder()
                .set("id", 1)
                .set("nul\0name", "nul\0text")
                .set("set", Values.stringSet("\0", ""))
                .set("n", Values.number("1.5"))
                .set("e", 1000)
                .set("z", 0)
                .set("ns", Values.numberSet(7, 10))
                .build();

        assertThat(table.get(table.schema().key(1))).contains(expected);
        assertThat(table.scan(ScanRequest.of(table.schema())).items()).containsExactly(expected);
        assertThat(table.update(UpdateRequest.builder(
                                        table.schema(),
                                        table.schema().key(1),
                                        Update.none().remove("n"))
                                .returning(ReturnValues.ALL_NEW)
                                .build())
                        .item())
                .contains(expected.without("n"));
    }

    @Test
    void capacity_whenAskedFor_isReported() {
        DocumentTable table = store.createTable(schema("Capacity"));
        Item item = Item.of("id", 1, "b", Bytes.of(new byte[5000]));

        double written = table.put(PutRequest.builder(table.schema(), item)
                        .capacityReport(CapacityReport.TOTAL)
                        .build())
                .consumedCapacity()
                .orElseThrow();
        double read = table.get(
                        GetRequest.builder(table.schema(), table.schema().key(1))
                                .capacityReport(CapacityReport.TOTAL)
                                .build())
                .consumedCapacity()
                .orElseThrow();

        assertThat(written).isEqualTo(5);
        assertThat(read).isEqualTo(2);
        assertThat(table.get(GetRequest.of(table.schema(), table.schema().key(1)))
                        .consumedCapacity())
                .isEmpty();
    }

    @Test
    void increments_ofManyThreads_areAllCounted() throws Exception {
        DocumentTable table = store.createTable(schema("Counter"));
        UpdateRequest increment = UpdateRequest.of(
                table.schema(), table.schema().key(1), Update.none().add("n", 1));

        race(thread -> {
            for (int i = 0; i < 10; i++) {
                table.update(increment);
            }
            return thread;
        });

        assertThat(table.get(table.schema().key(1))).contains(Item.of("id", 1, "n", THREADS * 10));
    }

    @Test
    void conditionalPuts_ofManyThreads_haveOneWinner() throws Exception {
        DocumentTable table = store.createTable(schema("Winner"));

        List<Boolean> won = race(thread -> {
            try {
                table.put(PutRequest.builder(table.schema(), Item.of("id", 1, "by", thread))
                        .condition(attribute("id").notExists())
                        .build());
                return true;
            } catch (ConditionFailedException e) {
                return false;
            }
        });

        assertThat(won).containsOnlyOnce(true);
    }

    @Test
    void oldItems_ofManyPuts_formOneChain() throws Exception {
        DocumentTable table = store.createTable(schema("Chain"));

        List<Item> olds = race(thread -> table.put(PutRequest.builder(table.schema(), Item.of("id", 1, "by", thread))
                        .returning(ReturnItem.OLD)
                        .build())
                .item()
                .orElse(Item.EMPTY));

        Item last = table.get(table.schema().key(1)).orElseThrow();
        List<Item> all = new ArrayList<>(olds);
        all.add(last);
        assertThat(all).doesNotHaveDuplicates().hasSize(THREADS + 1).contains(Item.EMPTY);
    }

    private interface Racer<T> {
        T run(int thread) throws Exception;
    }

    /** Starts all at once and returns what each returned. */
    private static <T> List<T> race(Racer<T> racer) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<T>> racers = IntStream.range(0, THREADS)
                    .<Callable<T>>mapToObj(thread -> () -> {
                        start.await();
                        return racer.run(thread);
                    })
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(racers)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
