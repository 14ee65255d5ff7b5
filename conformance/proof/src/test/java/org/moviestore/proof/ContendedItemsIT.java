// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.servers.LocalPostgres;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** Many writers of few items, on every backend: nothing is lost, and no call fails but by its own condition. */
@Timeout(300)
class ContendedItemsIT {
    private static final int ACCOUNTS = 10;
    private static final int START = 100;
    private static final int TRANSFERS = 1000;
    private static final int THREADS = 8;

    private static LocalPostgres postgres;
    private static LocalDynamoDb dynamoDb;
    private static final Map<String, DocumentStore> STORES = new LinkedHashMap<>();

    @BeforeAll
    static void open() {
        postgres = LocalPostgres.embedded();
        dynamoDb = LocalDynamoDb.embedded();
        STORES.put("memory", DocumentStore.open("memory:"));
        STORES.put(
                "postgresql",
                DocumentStore.open("postgresql://" + postgres.user() + ":" + postgres.password() + "@" + postgres.host()
                        + ":" + postgres.port() + "/" + postgres.database() + "?poolSize=20"));
        STORES.put(
                "dynamodb",
                DocumentStore.open("dynamodb://" + dynamoDb.region() + "?endpoint=" + dynamoDb.endpoint()
                        + "&accessKey=" + dynamoDb.accessKeyId() + "&secretKey=" + dynamoDb.secretAccessKey()));
    }

    @AfterAll
    static void close() {
        STORES.values().forEach(DocumentStore::close);
        postgres.close();
        dynamoDb.close();
    }

    private static DocumentStore store(String backend) {
        return Optional.ofNullable(STORES.get(backend)).orElseThrow();
    }

    private static TableSchema schema(String name) {
        return TableSchema.builder(name)
                .partitionKey("id", AttributeType.NUMBER)
                .build();
    }

    private static <T> List<T> atOnce(int threads, IntFunction<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> tasks = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(i -> () -> work.apply(i))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : executor.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "postgresql", "dynamodb"})
    void transactions_aThousandThatCrossOverTenItems_keepTheSum(String backend) throws Exception {
        DocumentStore store = store(backend);
        TableSchema schema = schema("Accounts");
        DocumentTable table = store.createTable(schema);
        for (int i = 0; i < ACCOUNTS; i++) {
            table.put(Item.of("id", i, "balance", START).with("moves", 0));
        }
        AtomicInteger left = new AtomicInteger(TRANSFERS);

        List<Integer> happened = atOnce(THREADS + 1, i -> {
            int count = 0;
            Random random = new Random(i);
            while (left.get() > 0) {
                if (i == THREADS) {
                    assertThat(sum(store, schema, "balance")).isEqualTo(ACCOUNTS * START);
                } else if (left.decrementAndGet() >= 0) {
                    count += transfer(store, schema, random) ? 1 : 0;
                }
            }
            return count;
        });

        int transfers = happened.stream().mapToInt(count -> count).sum();
        assertThat(transfers).isBetween(TRANSFERS / 2, TRANSFERS);
        assertThat(sum(store, schema, "balance")).isEqualTo(ACCOUNTS * START);
        assertThat(sum(store, schema, "moves")).isEqualTo(2 * transfers);
    }

    /** Moves money if it is there, by actions in an order of chance, and says whether it was. */
    private static boolean transfer(DocumentStore store, TableSchema schema, Random random) {
        int from = random.nextInt(ACCOUNTS);
        int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        int amount = 1 + random.nextInt(30);
        List<WriteAction> actions = new ArrayList<>(List.of(
                UpdateRequest.builder(
                                schema,
                                schema.key(from),
                                add("balance", -amount).add("moves", 1))
                        .condition(attribute("balance").atLeast(amount))
                        .build(),
                UpdateRequest.of(schema, schema.key(to), add("balance", amount).add("moves", 1))));
        Collections.shuffle(actions, random);
        try {
            store.transactWrite(TransactWriteRequest.of(actions));
            return true;
        } catch (TransactionCanceledException e) {
            return false;
        }
    }

    private static int sum(DocumentStore store, TableSchema schema, String name) {
        List<GetRequest> gets = IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> GetRequest.of(schema, schema.key(i)))
                .toList();
        return store.transactGet(TransactGetRequest.of(gets)).items().stream()
                .mapToInt(item -> number(item.orElseThrow(), name))
                .sum();
    }

    private static int number(Item item, String name) {
        return ((NumberValue) item.attribute(name).orElseThrow()).value().intValueExact();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "postgresql", "dynamodb"})
    void updates_ofFiftyThreadsByTwoHundredEach_allCount(String backend) throws Exception {
        TableSchema schema = schema("Counters");
        DocumentTable table = store(backend).createTable(schema);
        Key key = schema.key(1);
        UpdateRequest increment = UpdateRequest.of(schema, key, add("n", 1));

        atOnce(50, i -> {
            for (int n = 0; n < 200; n++) {
                table.update(increment);
            }
            return i;
        });

        assertThat(table.get(key)).contains(Item.of("id", 1, "n", 50 * 200));
    }
}
