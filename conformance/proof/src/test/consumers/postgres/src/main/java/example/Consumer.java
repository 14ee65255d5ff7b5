// SPDX-License-Identifier: Apache-2.0
package example;

import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.set;

import org.moviestore.Movie;
import org.moviestore.MovieStore;

/** A program of somebody else: it knows one artifact and one URL. */
public final class Consumer {
    private Consumer() {}

    /** Stores a movie where the first argument says, changes it, and prints its rating. */
    public static void main(String[] args) {
        try (MovieStore movies = MovieStore.open(args[0])) {
            movies.createTable();
            movies.put(Movie.of(1985, "After Hours").withInfo(info -> info.rating("7.6")));
            movies.update(1985, "After Hours", set("info.rating", attribute("info.rating").plus(1)));
            System.out.println(movies.get(1985, "After Hours").orElseThrow().info().rating().orElseThrow());
            movies.dropTable();
        }
    }
}
