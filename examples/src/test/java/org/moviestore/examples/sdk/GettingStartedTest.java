// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.MovieStore;
import org.moviestore.dynamo.client.DocumentStoreDynamoDbClient;
import org.moviestore.memory.MemoryStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

class GettingStartedTest {
    private static final String EXPECTED = """
            1. Create a table by year and title, with 10 read and 10 write capacity units
               Movies is ACTIVE, with 10 read units
            2. Load the films that come along, in batches
               178 loaded
            3. Put a movie
               put
            4. Get it
               plot: Nothing happens at all.
               rating: 0
            5. Update its rating, plot and actors
               rating: 5.5, plot: Everything happens all at once., actors: [Larry, Moe, Curly]
            6. Increment its rating
               rating: 6.5
            7. Remove its first actor if there are more than three
               not done: The conditional request failed
            8. Delete it if its rating is 5 at most
               not done: The conditional request failed
            9. Delete it if its rating is 7 at most
               done
               there is none now
            10. Query the movies of 1985
               After Hours
               Back to the Future
               Ran
            11. Query the movies of 1992 with titles from A to L, and their genres and first actor
               A Few Good Men: Drama, Thriller, Tom Cruise
               A League of Their Own: Comedy, Drama, Sport, Geena Davis
               Aladdin: Adventure, Animation, Comedy, Family, Scott Weinger
               Batman Returns: Action, Crime, Fantasy, Michael Keaton
               El Mariachi: Action, Crime, Thriller, Carlos Gallardo
               Glengarry Glen Ross: Crime, Drama, Mystery, Al Pacino
               Howards End: Drama, Romance, Anthony Hopkins
            12. Scan for the movies of the nineties, by pages of 60 movies looked at
               48 found of 178 scanned, on 3 pages
            13. Drop the table
               dropped
            """;

    @Test
    void run_inMemory_saysWhatComesOfEachStepAndLeavesNothing() {
        List<String> lines = new ArrayList<>();
        try (MemoryStore store = new MemoryStore();
                DynamoDbClient client = DocumentStoreDynamoDbClient.over(store)) {
            new GettingStarted(client, "Movies", lines::add).run();

            assertThat(store.listTables()).isEmpty();
        }
        assertThat(lines).containsExactlyElementsOf(EXPECTED.lines().toList());
    }

    /** The first is the first line after the table was made. */
    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "2. Load", "Increment", "scanned"})
    void run_thatFailsOnTheWay_leavesNothing(String part) {
        try (MemoryStore store = new MemoryStore();
                DynamoDbClient client = DocumentStoreDynamoDbClient.over(store)) {
            GettingStarted program = new GettingStarted(client, "Movies", line -> {
                if (line.contains(part)) {
                    throw new IllegalStateException("no more paper");
                }
            });

            assertThatThrownBy(program::run).hasMessage("no more paper").hasNoSuppressedExceptions();
            assertThat(store.listTables()).isEmpty();
        }
    }

    @Test
    void run_tableThatIsThere_isLeftAlone() {
        try (MemoryStore store = new MemoryStore();
                DynamoDbClient client = DocumentStoreDynamoDbClient.over(store)) {
            store.createTable(MovieStore.schema("Movies"));
            GettingStarted program = new GettingStarted(client, "Movies", line -> {});

            assertThatThrownBy(program::run).isInstanceOf(ResourceInUseException.class);
            assertThat(store.listTables()).containsExactly("Movies");
        }
    }
}
