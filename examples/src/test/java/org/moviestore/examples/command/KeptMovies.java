// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.moviestore.Movie;
import org.moviestore.MovieStore;

/**
 * The movies of a store that no other test has, and that outlives the commands that open it.
 *
 * @param url of the store
 * @param movies in it
 */
record KeptMovies(String url, MovieStore movies) {
    private static final AtomicInteger STORES = new AtomicInteger();

    static KeptMovies withoutTable() {
        String name = "own-" + STORES.incrementAndGet();
        return new KeptMovies("kept://" + name, MovieStore.over(KeptStoreProvider.kept(name), "Movies"));
    }

    static KeptMovies withTable() {
        KeptMovies kept = withoutTable();
        kept.movies.createTable();
        return kept;
    }

    List<String> titles() {
        return movies.scan().map(Movie::title).sorted().toList();
    }
}
