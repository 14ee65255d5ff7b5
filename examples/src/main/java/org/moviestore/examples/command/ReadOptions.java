// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.moviestore.examples.ItemLine;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Projection;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PageRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which items a query or scan prints, and how much of each. */
final class ReadOptions {
    @Option(
            names = "--filter",
            paramLabel = "CONDITION",
            description = "Prints only the movies that this holds on. A query's may not name year or title.")
    private @Nullable String filter;

    @Option(
            names = "--project",
            paramLabel = "PATHS",
            description = "Prints only these paths of each movie, separated by commas.")
    private @Nullable String project;

    @Option(names = "--limit", paramLabel = "COUNT", description = "Prints no more movies than this.")
    private @Nullable Integer limit;

    @Option(
            names = "--explain",
            description =
                    "Prints how the store would read the first page, instead of the movies: how it finds them, who"
                            + " filters them, the store's own plan, and what the page may cost where the store bills.")
    private boolean explain;

    @Mixin
    private final PlaceholderOptions placeholders = new PlaceholderOptions();

    Optional<Condition> filter() {
        if (limit != null && limit < 1) {
            throw new UsageException("--limit must be at least 1, not " + limit);
        }
        return placeholders.condition(filter);
    }

    Optional<Projection> projection() {
        return placeholders.projection(project);
    }

    /** Returns the limit where it can bound what is read: without a filter every item read is printed. */
    Optional<Integer> pageLimit() {
        return filter == null ? Optional.ofNullable(limit) : Optional.empty();
    }

    /** Prints what a request selects, as it comes and as long as anybody reads, or how that would be found. */
    void print(DocumentTable table, PageRequest request, Shell shell) {
        if (explain) {
            shell.out().line(PlanLine.of(table.explain(request)));
            return;
        }
        try (Stream<Item> stream = table.stream(request)) {
            Stream<Item> items = limit == null ? stream : stream.limit(limit);
            Iterator<Item> iterator = items.iterator();
            while (iterator.hasNext() && shell.out().line(ItemLine.of(iterator.next()))) {
                // The line has been written.
            }
        }
    }
}
