// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.moviestore.Movie;
import org.moviestore.MovieStore;
import org.moviestore.examples.ItemLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints one movie. */
@Command(
        name = "get",
        description = "Prints one movie. Ends with 1 if there is none.",
        footer = {"", "Example: moviestore get 1985 \"After Hours\""})
final class GetCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final StoreOptions store;

    @Parameters(index = "0", paramLabel = "YEAR", description = "The year of the release.")
    private int year;

    @Parameters(index = "1", paramLabel = "TITLE", description = "The title.")
    private String title = "";

    GetCommand(Shell shell) {
        this.shell = shell;
        this.store = new StoreOptions(shell);
    }

    @Override
    public Integer call() {
        try (MovieStore movies = store.open()) {
            Optional<Movie> found = movies.get(year, title);
            if (found.isEmpty()) {
                shell.say("moviestore: there is no movie \"" + title + "\" of " + year);
                return ExitCode.NO;
            }
            shell.out().line(ItemLine.of(found.get().item()));
            return ExitCode.DONE;
        }
    }
}
