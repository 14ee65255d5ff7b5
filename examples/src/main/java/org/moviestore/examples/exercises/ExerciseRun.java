// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.exercises;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.moviestore.Movie;
import org.moviestore.MovieScan;
import org.moviestore.MovieStore;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadReport;

/** All exercises on one store, one after the other, in a table made and loaded for them. Not thread-safe. */
public final class ExerciseRun {
    private final String store;
    private final MovieStore movies;
    private final ExerciseListener listener;

    /** Prepares to do the exercises on a store, of which the listener hears by the given name. */
    public ExerciseRun(String store, MovieStore movies, ExerciseListener listener) {
        this.store = store;
        this.movies = movies;
        this.listener = listener;
    }

    /**
     * Drops the table of movies if there is one, creates and loads it, and does the exercises. A table that is not one
     * of movies is left alone. {@link #check} says before whether the data is worth dropping a table for.
     */
    public StoreResult run(MovieData data) {
        recreateTable();
        long start = System.nanoTime();
        LoadReport load = load(data);
        Duration loadTime = since(start);
        listener.loaded(store, load, loadTime);
        List<ExerciseResult> results = new ArrayList<>();
        for (Exercise exercise : Exercise.values()) {
            results.add(run(exercise));
        }
        return new StoreResult(store, load, loadTime, results);
    }

    /**
     * Checks the data, once for however many stores: no table should be dropped for data that cannot be read or holds
     * no movie.
     *
     * @throws UncheckedIOException if the data cannot be read
     * @throws IllegalStateException if it holds no movie
     */
    public static void check(MovieData data) {
        try (InputStream json = data.open()) {
            if (MovieStore.checkLoad(json, LoadListener.SILENT).loaded() == 0) {
                throw new IllegalStateException("the data holds no movie; the table is left as it is");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void recreateTable() {
        try {
            // Reads the schema, and so refuses a table that somebody keeps something else in.
            movies.table();
            movies.dropTable();
        } catch (TableNotFoundException e) {
            // There is nothing to drop.
        }
        movies.createTable();
    }

    private LoadReport load(MovieData data) {
        try (InputStream json = data.open()) {
            return movies.load(json, new Loading());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ExerciseResult run(Exercise exercise) {
        String what = "exercise " + exercise.number();
        try (SortedItems items = SortedItems.create()) {
            long start = System.nanoTime();
            exercise.run(movies, item -> {
                items.add(item);
                listener.progress(store, what, items.count());
            });
            Duration time = since(start);
            items.complete();
            ExerciseResult result =
                    new ExerciseResult(exercise, items.count(), time, items.digest(), remainingAfter(exercise));
            listener.done(store, result, items);
            return result;
        }
    }

    private OptionalLong remainingAfter(Exercise exercise) {
        return exercise == Exercise.REMOVE_BEFORE_2000
                ? OptionalLong.of(movies.scan(MovieScan.all().project(Movie.YEAR, Movie.TITLE))
                        .count())
                : OptionalLong.empty();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private final class Loading implements LoadListener {
        @Override
        public void refused(String record, String reason) {
            listener.refused(store, record, reason);
        }

        @Override
        public void loaded(long records) {
            listener.progress(store, "load", records);
        }
    }
}
