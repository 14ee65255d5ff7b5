// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.concurrent.Callable;
import org.moviestore.MovieStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Drops the table of movies. */
@Command(
        name = "drop-table",
        description = "Drops the table of movies with everything in it, at once and without asking.")
final class DropTableCommand implements Callable<Integer> {
    @Mixin
    private final StoreOptions store;

    DropTableCommand(Shell shell) {
        this.store = new StoreOptions(shell);
    }

    @Override
    public Integer call() {
        try (MovieStore movies = store.open()) {
            movies.dropTable();
        }
        return ExitCode.DONE;
    }
}
