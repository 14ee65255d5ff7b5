// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moviestore.MovieStore;
import org.moviestore.dynamo.client.DocumentStoreDynamoDbClient;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.ScanRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class FilmLoadTest {
    private final MemoryStore store = new MemoryStore();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void createTable() {
        store.createTable(MovieStore.schema("Movies"));
    }

    @AfterEach
    void close() {
        client.close();
    }

    private long stored() {
        return store.table("Movies").stream(ScanRequest.of(MovieStore.schema("Movies")))
                .count();
    }

    private static List<Duration> millis(long... millis) {
        return LongStream.of(millis).mapToObj(Duration::ofMillis).toList();
    }

    @Test
    void run_everythingIsTaken_pausesNowhere() {
        int loaded = new FilmLoad(client, "Movies", pauses::add).run();

        assertThat(loaded).isEqualTo(178);
        assertThat(stored()).isEqualTo(178);
        assertThat(pauses).isEmpty();
    }

    @Test
    void run_writesThatAreLeft_areSentAgainAfterPausesThatGrow() {
        HesitantClient hesitant = new HesitantClient(client, 10);

        int loaded = new FilmLoad(hesitant, "Movies", pauses::add).run();

        // 178 films are 7 batches of 25, each taken by 10, 10 and 5, and one of 3.
        List<Duration> expected = IntStream.range(0, 7)
                .boxed()
                .flatMap(batch -> millis(50, 100).stream())
                .toList();
        assertThat(loaded).isEqualTo(178);
        assertThat(stored()).isEqualTo(178);
        assertThat(pauses).isEqualTo(expected);
    }

    @Test
    void run_writesThatAreLeftAgainAndAgain_givesUp() {
        HesitantClient hesitant = new HesitantClient(client, 0);
        FilmLoad load = new FilmLoad(hesitant, "Movies", pauses::add);

        assertThatThrownBy(load::run)
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("table Movies leaves 25 of 25 films unprocessed after 10 tries");
        assertThat(hesitant.calls()).isEqualTo(10);
        assertThat(pauses).isEqualTo(millis(50, 100, 200, 400, 800, 1600, 3200, 6400, 12800));
        assertThat(stored()).isZero();
    }

    @Test
    void run_interruptedInAPause_endsAndStaysInterrupted() {
        FilmLoad load = new FilmLoad(new HesitantClient(client, 0), "Movies");
        Thread.currentThread().interrupt();

        assertThatThrownBy(load::run)
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("the load was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
