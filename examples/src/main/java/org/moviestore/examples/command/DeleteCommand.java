// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.moviestore.MovieKey;
import org.moviestore.MovieStore;
import org.moviestore.expression.Condition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes one movie. */
@Command(
        name = "delete",
        description = {
            "Removes one movie. Without a condition, removing what is not there is done at once.",
            "Ends with 1 if the condition does not hold; nothing has changed then."
        },
        footer = {
            "",
            "Examples:",
            "  moviestore delete 1985 \"After Hours\"",
            "  moviestore delete 1985 \"After Hours\" --if 'info.rating < :r' --value :r=5"
        })
final class DeleteCommand implements Callable<Integer> {
    @Mixin
    private final StoreOptions store;

    @Parameters(index = "0", paramLabel = "YEAR", description = "The year of the release.")
    private int year;

    @Parameters(index = "1", paramLabel = "TITLE", description = "The title.")
    private String title = "";

    @Option(
            names = "--if",
            paramLabel = "CONDITION",
            description = "Removes the movie only if this holds on it; else ends with 1.")
    private @Nullable String onlyIf;

    @Mixin
    private final PlaceholderOptions placeholders = new PlaceholderOptions();

    DeleteCommand(Shell shell) {
        this.store = new StoreOptions(shell);
    }

    @Override
    public Integer call() {
        Optional<Condition> condition = placeholders.condition(onlyIf);
        MovieKey key = MovieKey.of(year, title);
        try (MovieStore movies = store.open()) {
            condition.ifPresentOrElse(holds -> movies.delete(key, holds), () -> movies.delete(key));
        }
        return ExitCode.DONE;
    }
}
