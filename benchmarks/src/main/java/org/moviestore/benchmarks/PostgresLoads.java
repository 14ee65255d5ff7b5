// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.List;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;
import org.moviestore.table.LoadReport;

/** Loads of movies that are new to a table. */
final class PostgresLoads {
    private static final int LOADED = 10_000;

    private final PostgresArena arena;
    private final DocumentTable table;
    private final List<Film> films;
    private final RawCopy raw;
    /** As if they came from somewhere just now: nothing is known of them that is known of items used before. */
    private List<Item> items = List.of();

    PostgresLoads(PostgresArena arena) {
        this.arena = arena;
        this.table = arena.loadedMovies();
        this.films =
                arena.writtenFilms().films(0, Math.min(LOADED, arena.scale().writtenItems()), 0);
        this.raw = new RawCopy(arena.pool());
    }

    List<Contest> contests() {
        return List.of(
                Race.of((i, sink) -> load())
                        .against(Goal.BULK_LOAD, (i, sink) -> raw.copy(films))
                        .after((i, sink) -> {
                            arena.emptyLoadedMovies();
                            items = films.stream()
                                    .map(film -> JsonForm.TAGGED.readItem(film.json()))
                                    .toList();
                            // Who allocates would have to move all these items out of the way.
                            System.gc();
                        }),
                Gauge.once(
                        List.of(Goal.LOAD_1M, Goal.STREAM_1M),
                        () -> SmallHeap.loadAndStream(arena.url(), arena.scale().manyItems())));
    }

    private void load() {
        LoadReport report = table.load(LoadRecord.numbered(items.iterator()), LoadListener.SILENT);
        if (report.loaded() != items.size()) {
            throw new IllegalStateException("of " + items.size() + " movies " + report.loaded() + " were loaded");
        }
    }
}
