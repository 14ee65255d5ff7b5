// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.moviestore.Movie;
import org.moviestore.MovieStore;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Projection;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.QueryRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints movies of one year. */
@Command(
        name = "query",
        description = "Prints the movies of a year, in the order of their titles.",
        footer = {
            "",
            "Examples:",
            "  moviestore query 1994",
            "  moviestore query 1992 --from A --to L --project 'title, info.genres'",
            "  moviestore query 1994 --filter 'info.rating >= :r' --value :r=8.5 --reverse",
            "  moviestore query 1994 --explain"
        })
final class QueryCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final StoreOptions store;

    @Parameters(index = "0", paramLabel = "YEAR", description = "The year of the release.")
    private int year;

    @Option(names = "--from", paramLabel = "TITLE", description = "The first title, compared by UTF-8 bytes.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TITLE",
            description = "The last title, itself included: --to L leaves out \"La La Land\".")
    private @Nullable String to;

    @Mixin
    private final ReadOptions reading = new ReadOptions();

    @Option(names = "--reverse", description = "Begins with the last title.")
    private boolean reverse;

    QueryCommand(Shell shell) {
        this.shell = shell;
        this.store = new StoreOptions(shell);
    }

    @Override
    public Integer call() {
        Optional<Condition> filter = reading.filter();
        Optional<Projection> projection = reading.projection();
        KeyCondition key = key();
        try (MovieStore movies = store.open()) {
            DocumentTable table = movies.table();
            QueryRequest.Builder request = QueryRequest.builder(table.schema(), key);
            filter.ifPresent(request::filter);
            projection.ifPresent(request::projection);
            reading.pageLimit().ifPresent(request::limit);
            if (reverse) {
                request.descending();
            }
            reading.print(table, request.build(), shell);
        }
        return ExitCode.DONE;
    }

    private KeyCondition key() {
        KeyCondition ofYear = KeyCondition.partition(Movie.YEAR, year);
        if (from != null && to != null) {
            return ofYear.andSortBetween(Movie.TITLE, from, to);
        } else if (from != null) {
            return ofYear.andSort(Movie.TITLE, Comparator.GREATER_OR_EQUAL, from);
        } else if (to != null) {
            return ofYear.andSort(Movie.TITLE, Comparator.LESS_OR_EQUAL, to);
        }
        return ofYear;
    }
}
