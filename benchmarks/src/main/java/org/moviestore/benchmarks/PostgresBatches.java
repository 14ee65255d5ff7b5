// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.List;
import java.util.stream.IntStream;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.Batches;
import org.moviestore.table.DocumentTable;

/** Batches, against statements of arrays and against the same calls one by one. */
final class PostgresBatches {
    private final DocumentTable table;
    private final DocumentTable written;
    private final Films films;
    private final List<Film> newVersions;
    private final RawReads rawReads;
    private final RawWrites rawWrites;
    private final RawWrites others;

    PostgresBatches(PostgresArena arena) {
        this.table = arena.movies();
        this.written = arena.writtenMovies();
        this.films = arena.films();
        this.newVersions = arena.newVersions();
        this.rawReads = new RawReads(arena.pool());
        this.rawWrites = new RawWrites(arena.pool());
        this.others = new RawWrites(arena.pool(1, ""));
    }

    List<Contest> contests() {
        return List.of(putArrays(), put(Goal.BATCH_PUT_5000, 5000), put(Goal.BATCH_PUT_25, 25), get(), delete());
    }

    /** Returns so many movies, other ones in each call as far as there are. */
    private List<Film> some(int count, int i) {
        int size = Math.min(count, newVersions.size());
        int begin = i * size % (newVersions.size() - size + 1);
        return newVersions.subList(begin, begin + size);
    }

    private static List<Item> items(List<Film> films) {
        return films.stream().map(Film::item).toList();
    }

    private void putAll(List<Film> some) {
        checkComplete(Batches.over(written)
                .write(BatchWriteRequest.ofPuts(written.schema(), items(some)))
                .isComplete());
    }

    private static void checkComplete(boolean complete) {
        if (!complete) {
            throw new IllegalStateException("a part of the batch was left");
        }
    }

    private Contest putArrays() {
        return Race.of((i, sink) -> putAll(some(1000, i)))
                .against(Goal.BATCH_PUT_1000, (i, sink) -> rawWrites.putAll(some(1000, i)));
    }

    private Contest put(Goal goal, int count) {
        return Race.of((i, sink) -> putAll(some(count, i))).against(goal, (i, sink) -> {
            for (Film film : some(count, i)) {
                rawWrites.put(film);
            }
        });
    }

    private Contest get() {
        return Race.of((i, sink) -> Batches.over(table)
                        .get(BatchGetRequest.of(table.schema(), keys(i)))
                        .items()
                        .values()
                        .forEach(sink::take))
                .against(Goal.BATCH_GET_100, (i, sink) -> {
                    for (int index : indexes(i)) {
                        rawReads.get(films.year(index), films.title(index), sink);
                    }
                });
    }

    private int[] indexes(int i) {
        return IntStream.range(0, 100)
                .map(n -> films.scattered(100 * i + n))
                .distinct()
                .toArray();
    }

    private List<Key> keys(int i) {
        return IntStream.of(indexes(i))
                .mapToObj(index -> Film.keyOf(films.year(index), films.title(index)))
                .toList();
    }

    /** Items are put by a session of its own: one that has put them finds the pages that they are on in its memory. */
    private Contest delete() {
        return Race.of((i, sink) -> {
                    List<Key> keys = some(1000, i).stream().map(Film::key).toList();
                    checkComplete(Batches.over(written)
                            .write(BatchWriteRequest.ofDeletes(written.schema(), keys))
                            .isComplete());
                })
                .against(Goal.BATCH_DELETE_1000, (i, sink) -> rawWrites.deleteAll(some(1000, i)))
                .after((i, sink) -> others.putAll(some(1000, i)));
    }
}
