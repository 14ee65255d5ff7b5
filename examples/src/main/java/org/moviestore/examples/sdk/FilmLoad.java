// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.examples.SampleMovies;
import org.moviestore.json.JsonForm;
import org.moviestore.json.JsonRecord;
import org.moviestore.json.JsonRecords;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Puts the films that come along into a table, in batches. Not thread-safe. */
final class FilmLoad {
    static final int MOST_TRIES = 10;
    static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private static final int WRITES_OF_A_BATCH = 25;

    private final DynamoDbClient client;
    private final String table;
    private final Consumer<Duration> pause;

    FilmLoad(DynamoDbClient client, String table) {
        this(client, table, FilmLoad::sleep);
    }

    FilmLoad(DynamoDbClient client, String table, Consumer<Duration> pause) {
        this.client = client;
        this.table = table;
        this.pause = pause;
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("the load was interrupted", e);
        }
    }

    /**
     * Puts all films, and returns how many they are.
     *
     * @throws SdkClientException if the service leaves some unprocessed again and again
     */
    int run() {
        List<WriteRequest> puts = films();
        for (int from = 0; from < puts.size(); from += WRITES_OF_A_BATCH) {
            write(puts.subList(from, Math.min(from + WRITES_OF_A_BATCH, puts.size())));
        }
        return puts.size();
    }

    private static List<WriteRequest> films() {
        List<WriteRequest> puts = new ArrayList<>();
        try (InputStream json = SampleMovies.open();
                JsonRecords records = JsonRecords.of(json, JsonForm.NATURAL)) {
            while (records.hasNext()) {
                if (records.next() instanceof JsonRecord.Good good) {
                    puts.add(WriteRequest.builder()
                            .putRequest(put -> put.item(ItemCodec.encode(good.item())))
                            .build());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return puts;
    }

    /** Writes a batch, and what the service leaves of it again, after longer and longer pauses. */
    private void write(List<WriteRequest> batch) {
        Map<String, List<WriteRequest>> left = unprocessed(Map.of(table, batch));
        Duration next = FIRST_PAUSE;
        for (int tries = 1; tries < MOST_TRIES && !left.isEmpty(); tries++) {
            pause.accept(next);
            next = next.multipliedBy(2);
            left = unprocessed(left);
        }
        if (!left.isEmpty()) {
            int films = left.values().stream().mapToInt(List::size).sum();
            throw SdkClientException.create("table " + table + " leaves " + films + " of " + batch.size()
                    + " films unprocessed after " + MOST_TRIES + " tries; it takes too few writes at the moment, so try"
                    + " again later");
        }
    }

    private Map<String, List<WriteRequest>> unprocessed(Map<String, List<WriteRequest>> writes) {
        return client.batchWriteItem(request -> request.requestItems(writes)).unprocessedItems();
    }
}
