// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.moviestore.MovieStore;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Projection;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ScanRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints movies of all years. */
@Command(
        name = "scan",
        description = "Prints the movies of all years, in no particular order.",
        footer = {
            "",
            "Examples:",
            "  moviestore scan",
            "  moviestore scan --filter 'contains(info.actors, :who)' --value ':who=Tom Hanks' --project 'year, title'",
            "  moviestore scan --explain"
        })
final class ScanCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final StoreOptions store;

    @Mixin
    private final ReadOptions reading = new ReadOptions();

    ScanCommand(Shell shell) {
        this.shell = shell;
        this.store = new StoreOptions(shell);
    }

    @Override
    public Integer call() {
        Optional<Condition> filter = reading.filter();
        Optional<Projection> projection = reading.projection();
        try (MovieStore movies = store.open()) {
            DocumentTable table = movies.table();
            ScanRequest.Builder request = ScanRequest.builder(table.schema());
            filter.ifPresent(request::filter);
            projection.ifPresent(request::projection);
            reading.pageLimit().ifPresent(request::limit);
            reading.print(table, request.build(), shell);
        }
        return ExitCode.DONE;
    }
}
