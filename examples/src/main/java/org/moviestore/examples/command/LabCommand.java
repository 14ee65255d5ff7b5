// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.concurrent.Callable;
import org.moviestore.MovieStore;
import org.moviestore.error.TableExistsException;
import org.moviestore.examples.lab.Lab;
import org.moviestore.table.StoreUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the lab. */
@Command(
        name = "lab",
        description = {
            "Shows everything that one does with a table, step by step.",
            "Creates it, loads it, creates, reads, updates and"
                    + " deletes a movie with and without conditions, queries, scans in pages, and drops the table.",
            "Without a store it does so in memory. Leaves nothing behind, and refuses if there is a table of movies."
        },
        footer = {
            "",
            "Examples:",
            "  moviestore lab",
            "  moviestore lab --store \"dynamodb://us-east-1/Lab?endpoint=http://localhost:8000\""
        })
final class LabCommand implements Callable<Integer> {
    private static final String WITHOUT_A_STORE = "memory:";

    private final Shell shell;

    @Mixin
    private final StoreOptions store;

    LabCommand(Shell shell) {
        this.shell = shell;
        this.store = new StoreOptions(shell);
    }

    @Override
    public Integer call() {
        String url = store.named().orElse(WITHOUT_A_STORE);
        try (MovieStore movies = MovieStore.open(url)) {
            if (StoreUrl.parse(url).scheme().equals("memory")) {
                // What memory:?load=FILE brought along is of this process alone, and the lab makes its own table.
                movies.store().listTables().forEach(movies.store()::dropTable);
            }
            new Lab(movies, shell.out()::line).run();
            return ExitCode.DONE;
        } catch (TableExistsException e) {
            throw new UsageException(e.getMessage() + ", and the lab would drop it; name another in the URL:"
                    + " dynamodb://region/Lab, or ?table=Lab for PostgreSQL");
        }
    }
}
