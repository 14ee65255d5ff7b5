// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetReport;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchWriteReport;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.Batches;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** No key of a batch is lost, whatever DynamoDB leaves unprocessed: each is done or reported as left. */
class UnprocessedTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Movies")
            .partitionKey("id", AttributeType.NUMBER)
            .build();

    private static DocumentTable table(FaultyClient client) {
        DynamoStore store = DynamoStore.over(client);
        return new DynamoTable(store, store.connection(), SCHEMA);
    }

    private static List<Key> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(id -> SCHEMA.key(id)).toList();
    }

    private static List<Item> items(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(id -> Item.of("id", id, "n", id * id))
                .toList();
    }

    private static SdkException throttled() {
        return ProvisionedThroughputExceededException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ProvisionedThroughputExceededException")
                        .errorMessage("slow down")
                        .build())
                .build();
    }

    private static SdkException lostReply() {
        return SdkClientException.create("no answer", new SocketTimeoutException("Read timed out"));
    }

    @Test
    void batchGet_whichLeavesKeys_tellsThem() {
        FaultyClient client = new FaultyClient((call, keys) -> keys.subList(2, 4));
        items(0, 5).forEach(client::store);

        BatchGetResult result = table(client).batchGet(BatchGetRequest.of(SCHEMA, keys(0, 6)));

        assertThat(result.items())
                .isEqualTo(Map.of(
                        SCHEMA.key(0), items(0, 5).get(0),
                        SCHEMA.key(1), items(0, 5).get(1),
                        SCHEMA.key(4), items(0, 5).get(4)));
        assertThat(result.unprocessed()).isEqualTo(keys(2, 4));
    }

    @Test
    void batchWrite_whichLeavesPutsAndDeletes_tellsTheirKeys() {
        FaultyClient client = new FaultyClient((call, keys) -> List.of(SCHEMA.key(1), SCHEMA.key(11)));
        items(10, 13).forEach(client::store);

        BatchWriteResult result = table(client).batchWrite(BatchWriteRequest.of(SCHEMA, items(0, 3), keys(10, 13)));

        assertThat(result.unprocessed()).containsExactlyInAnyOrder(SCHEMA.key(1), SCHEMA.key(11));
        assertThat(client.items()).containsOnlyKeys(SCHEMA.key(0), SCHEMA.key(2), SCHEMA.key(11));
    }

    @Test
    void batches_whoseAnswersLeaveKeys_doAllInTheEnd() {
        FaultyClient client = new FaultyClient((call, keys) -> keys.subList(keys.size() / 4, keys.size() - 1));

        BatchWriteReport written = Batches.over(table(client)).write(BatchWriteRequest.ofPuts(SCHEMA, items(0, 120)));
        BatchGetReport read = Batches.over(table(client)).get(BatchGetRequest.of(SCHEMA, keys(0, 250)));

        assertThat(written.isComplete()).isTrue();
        assertThat(client.items().keySet()).isEqualTo(Set.copyOf(keys(0, 120)));
        assertThat(read.items().values()).containsExactlyElementsOf(items(0, 120));
        assertThat(read.absent()).containsExactlyElementsOf(keys(120, 250));
        assertThat(read.left()).isEmpty();
    }

    @Test
    void batches_ofWhichSomeKeysAreNeverProcessed_reportExactlyThose() {
        FaultyClient client = new FaultyClient(
                (call, keys) -> keys.stream().filter(keys(0, 3)::contains).toList());
        items(0, 100).forEach(client::store);

        BatchGetReport read = Batches.over(table(client)).get(BatchGetRequest.of(SCHEMA, keys(0, 120)));
        BatchWriteReport written = Batches.over(table(client)).write(BatchWriteRequest.ofDeletes(SCHEMA, keys(0, 40)));

        assertThat(read.left()).containsOnlyKeys(keys(0, 3));
        assertThat(read.items().values()).containsExactlyElementsOf(items(3, 100));
        assertThat(read.absent()).containsExactlyElementsOf(keys(100, 120));
        assertThat(written.left()).containsOnlyKeys(keys(0, 3));
        assertThat(Stream.of(read.left(), written.left()).flatMap(left -> left.values().stream()))
                .allSatisfy(reason -> assertThat(reason.retryAdvice()).isEqualTo(RetryAdvice.AFTER_BACKOFF));
        assertThat(client.items().keySet())
                .isEqualTo(Set.copyOf(Stream.concat(keys(0, 3).stream(), keys(40, 100).stream())
                        .toList()));
    }

    @Test
    void batches_whichAreAlwaysThrottled_reportAllAsLeft() {
        FaultyClient client = new FaultyClient((call, keys) -> {
            throw throttled();
        });

        BatchGetReport read = Batches.over(table(client)).get(BatchGetRequest.of(SCHEMA, keys(0, 120)));
        BatchWriteReport written = Batches.over(table(client)).write(BatchWriteRequest.ofPuts(SCHEMA, items(0, 120)));

        assertThat(read.left()).containsOnlyKeys(keys(0, 120));
        assertThat(written.left()).containsOnlyKeys(keys(0, 120));
        assertThat(written.left().values()).hasOnlyElementsOfType(StoreUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void batches_withFaultsAtRandom_doOrReportEachKey(long seed) {
        Random random = new Random(seed);
        FaultyClient client = new FaultyClient((call, keys) -> fault(random, keys));
        items(0, 200).forEach(client::store);
        List<Item> puts = items(150, 300);
        BatchWriteRequest write = BatchWriteRequest.of(SCHEMA, puts, keys(0, 100));

        BatchWriteReport written = Batches.over(table(client)).write(write);
        Map<Key, Item> stored = client.items();
        BatchGetReport read = Batches.over(table(client)).get(BatchGetRequest.of(SCHEMA, keys(0, 400)));

        List<Key> told = new ArrayList<>(written.done());
        told.addAll(written.left().keySet());
        assertThat(told).containsExactlyInAnyOrderElementsOf(write.keys());
        assertThat(stored.keySet()).containsAll(only(written.done(), keys(150, 300)));
        assertThat(stored.keySet()).doesNotContainAnyElementsOf(only(written.done(), keys(0, 100)));
        certainlyNotDone(written)
                .forEach(key -> assertThat(stored.containsKey(key))
                        .as("%s", key)
                        .isEqualTo(keys(0, 200).contains(key)));

        List<Key> seen = new ArrayList<>(read.items().keySet());
        seen.addAll(read.absent());
        seen.addAll(read.left().keySet());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(keys(0, 400));
        assertThat(stored.keySet()).containsAll(read.items().keySet()).doesNotContainAnyElementsOf(read.absent());
    }

    /** Leaves some of the keys, or all, or fails with the request carried out or not. */
    private static List<Key> fault(Random random, List<Key> keys) {
        synchronized (random) {
            int kind = random.nextInt(10);
            if (kind < 2) {
                throw throttled();
            } else if (kind == 2) {
                throw lostReply();
            } else if (kind == 3) {
                return keys;
            }
            return keys.stream().filter(key -> random.nextInt(20) < kind).toList();
        }
    }

    private static Set<Key> only(Set<Key> keys, List<Key> of) {
        Set<Key> some = new HashSet<>(keys);
        some.retainAll(of);
        return some;
    }

    private static List<Key> certainlyNotDone(BatchWriteReport report) {
        return report.left().entrySet().stream()
                .filter(left -> !(left.getValue() instanceof OutcomeUnknownException))
                .map(Map.Entry::getKey)
                .toList();
    }
}
