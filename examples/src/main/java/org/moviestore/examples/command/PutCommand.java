// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.moviestore.Movie;
import org.moviestore.MovieStore;
import org.moviestore.expression.Condition;
import org.moviestore.json.JsonForm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stores one movie. */
@Command(
        name = "put",
        description = {
            "Stores the movie that standard input has as a JSON object, in place of any of the same year and title.",
            "For many movies use load."
        },
        footer = {
            "",
            "Examples:",
            "  echo '{\"year\":1985,\"title\":\"After Hours\",\"info\":{\"rating\":7.6}}' | moviestore put",
            "  moviestore put --if 'attribute_not_exists(title)' < movie.json"
        })
final class PutCommand implements Callable<Integer> {
    /** No movie that may be stored is longer in JSON, even if every character is escaped. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final Shell shell;

    @Mixin
    private final StoreOptions store;

    @Option(
            names = "--if",
            paramLabel = "CONDITION",
            description = "Stores the movie only if this holds on the one that is stored; else ends with 1.")
    private @Nullable String onlyIf;

    @Mixin
    private final PlaceholderOptions placeholders = new PlaceholderOptions();

    PutCommand(Shell shell) {
        this.shell = shell;
        this.store = new StoreOptions(shell);
    }

    @Override
    public Integer call() throws IOException {
        Optional<Condition> condition = placeholders.condition(onlyIf);
        String url = store.url();
        Movie movie = new Movie(JsonForm.NATURAL.readItem(input()));
        try (MovieStore movies = MovieStore.open(url)) {
            condition.ifPresentOrElse(holds -> movies.put(movie, holds), () -> movies.put(movie));
        }
        return ExitCode.DONE;
    }

    private byte[] input() throws IOException {
        byte[] json = shell.in().readNBytes(MAX_BYTES + 1);
        if (json.length > MAX_BYTES) {
            throw new UsageException("standard input has more than one movie can hold; use load for many movies");
        }
        return json;
    }
}
