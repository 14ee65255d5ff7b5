// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.moviestore.Movie;
import org.moviestore.MovieKey;
import org.moviestore.MovieStore;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.examples.relay.InputMark;
import org.moviestore.examples.relay.RefusedRecords;
import org.moviestore.examples.relay.Relay;
import org.moviestore.examples.relay.RelayJournal;
import org.moviestore.examples.relay.RelayReport;
import org.moviestore.expression.Expressions;
import org.moviestore.item.Item;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** A relay, in a process of its own, whose every record raises a counter in the transaction that stores it. */
final class CountingRelay {
    /** The item that counts, which no record is. */
    static final MovieKey COUNTER = new MovieKey(1, "Counter");

    static final String COUNT = "count";
    /** What it ends with when it cannot reach the store at the beginning, which nothing but a new start mends. */
    static final int NO_STORE = 3;

    private CountingRelay() {}

    /** Relays a file to a store; the files of the relay are beside it. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        try (MovieStore movies = open(arguments[0]);
                RelayJournal journal = RelayJournal.open(
                        file.resolveSibling("journal"),
                        InputMark.ofFile(file),
                        movies.table().schema().tableName());
                RefusedRecords refused = RefusedRecords.in(file.resolveSibling("refused"), journal);
                InputStream json = Files.newInputStream(file)) {
            RelayReport report = Relay.builder(movies, journal, refused)
                    .actions(CountingRelay::actions)
                    .giveUp(Duration.ofMinutes(2))
                    .build()
                    .run(json);
            if (!report.isComplete()) {
                throw new IllegalStateException("not all was relayed: " + report);
            }
        }
    }

    private static MovieStore open(String url) {
        try {
            MovieStore movies = MovieStore.open(url);
            movies.table();
            return movies;
        } catch (StoreUnavailableException e) {
            System.exit(NO_STORE);
            throw e;
        }
    }

    /** Of every second record nothing but the token keeps the relay from storing and counting it twice. */
    private static List<WriteAction> actions(TableSchema schema, Item item) {
        PutRequest.Builder put = PutRequest.builder(schema, item);
        String title = new Movie(item).title();
        if (title.charAt(title.length() - 1) % 2 == 0) {
            put.condition(Expressions.attribute("year").notExists());
        }
        return List.of(
                put.build(),
                UpdateRequest.of(schema, schema.key(COUNTER.year(), COUNTER.title()), Expressions.add(COUNT, 1)));
    }
}
