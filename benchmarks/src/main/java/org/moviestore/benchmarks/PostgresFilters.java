// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import static org.moviestore.expression.Expressions.attribute;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.Condition;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ScanRequest;

/** Filters that an index answers, against the same without it, and against a plan made for the values at hand. */
final class PostgresFilters {
    private final PostgresArena arena;

    PostgresFilters(PostgresArena arena) {
        this.arena = arena;
    }

    List<Contest> contests() {
        return List.of(indexed(), indexedByAGenericPlan());
    }

    /** Returns a scan for the movies of one rating, of which there are about one in ninety. */
    private static ScanRequest scan(DocumentTable table, int i) {
        Condition rated = attribute("info.rating").equalTo(Films.rating(i % Films.RATINGS));
        return ScanRequest.builder(table.schema()).filter(rated).build();
    }

    private static void scan(DocumentTable table, int i, Sink sink) {
        table.stream(scan(table, i)).forEach(sink::take);
    }

    private Contest indexed() {
        return Race.of((i, sink) -> scan(arena.ratedMovies(), i, sink))
                .against(Goal.INDEXED_FILTER, (i, sink) -> scan(arena.movies(), i, sink));
    }

    private Contest indexedByAGenericPlan() {
        Planned generic = new Planned("force_generic_plan");
        Planned custom = new Planned("force_custom_plan");
        return Race.of((i, sink) -> scan(generic.table(), i, sink))
                .against(Goal.INDEXED_FILTER_GENERIC, (i, sink) -> scan(custom.table(), i, sink));
    }

    /** The table in sessions that plan in one way, opened when it is first asked for. */
    private final class Planned {
        private final String mode;
        private @Nullable DocumentTable table;

        Planned(String mode) {
            this.mode = mode;
        }

        DocumentTable table() throws SQLException {
            if (table == null) {
                String name = arena.ratedMovies().schema().tableName();
                table = arena.store("-c plan_cache_mode=" + mode).table(name);
            }
            return table;
        }
    }
}
