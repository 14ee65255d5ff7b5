// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moviestore.dynamo.client.DocumentStoreDynamoDbClient;
import org.moviestore.memory.MemoryStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class GettingStartedTest {
    @Test
    void run_inMemory_saysWhatComesOfEachStepAndLeavesNothing() {
        List<String> lines = new ArrayList<>();
        try (MemoryStore store = new MemoryStore();
                DynamoDbClient client = DocumentStoreDynamoDbClient.over(store)) {
            new GettingStarted(client, "Movies", lines::add).run();

            assertThat(store.listTables()).isEmpty();
        }
        assertThat(lines)
                .contains(
                        "   Movies is ACTIVE, with 10 read units",
                        "   178 loaded",
                        "   plot: Nothing happens at all.",
                        "   rating: 5.5, plot: Everything happens all at once., actors: [Larry, Moe, Curly]",
                        "   rating: 6.5",
                        "   there is none now",
                        "   After Hours",
                        "   dropped");
        assertThat(lines.stream().filter("   not done: The conditional request failed"::equals))
                .hasSize(2);
        assertThat(lines).anyMatch(line -> line.matches(" {3}\\d+ found of 178 scanned"));
    }

    @Test
    void run_thatFailsOnTheWay_leavesNothing() {
        try (MemoryStore store = new MemoryStore();
                DynamoDbClient client = DocumentStoreDynamoDbClient.over(store)) {
            GettingStarted program = new GettingStarted(client, "Movies", line -> {
                if (line.contains("Increment")) {
                    throw new IllegalStateException("no more paper");
                }
            });

            assertThatThrownBy(program::run).hasMessage("no more paper");
            assertThat(store.listTables()).isEmpty();
        }
    }
}
