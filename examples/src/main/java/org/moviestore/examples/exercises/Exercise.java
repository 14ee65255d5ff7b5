// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.exercises;

import static org.moviestore.MovieQuery.year;
import static org.moviestore.MovieScan.filter;
import static org.moviestore.expression.Expressions.attribute;

import java.util.function.Consumer;
import org.moviestore.Movie;
import org.moviestore.MovieStore;
import org.moviestore.item.Item;

/** The exercises. Each hands what it prints to a consumer, one by one and in no particular order. */
public enum Exercise {
    /** A query of one partition. */
    TITLES_OF_1994(1, "the titles of all movies released in 1994") {
        @Override
        public void run(MovieStore movies, Consumer<Item> print) {
            movies.query(year(1994)).forEach(movie -> print.accept(Item.of(Movie.TITLE, movie.title())));
        }
    },

    /** A get of one item by its key. */
    AFTER_HOURS(2, "everything about \"After Hours\" of 1985") {
        @Override
        public void run(MovieStore movies, Consumer<Item> print) {
            movies.get(1985, "After Hours").map(Movie::item).ifPresent(print);
        }
    },

    /** A scan by the backend's filter, of which no more than a page is held at a time. */
    BEFORE_2000(3, "all movies released before 2000") {
        @Override
        public void run(MovieStore movies, Consumer<Item> print) {
            movies.scan(filter(attribute(Movie.YEAR).lessThan(2000)))
                    .map(Movie::item)
                    .forEach(print);
        }
    },

    /** A scan that the backend filters and projects, so that nothing travels which is not printed. */
    TOM_HANKS(4, "years and titles of the movies starring Tom Hanks") {
        @Override
        public void run(MovieStore movies, Consumer<Item> print) {
            movies.scan(filter(attribute("info.actors").contains("Tom Hanks")).project(Movie.YEAR, Movie.TITLE))
                    .map(Movie::item)
                    .forEach(print);
        }
    },

    /** Deletes while a scan goes on, since no page holds anything in the backend. */
    REMOVE_BEFORE_2000(5, "removed: all movies released before 2000") {
        @Override
        public void run(MovieStore movies, Consumer<Item> print) {
            movies.scan(filter(attribute(Movie.YEAR).lessThan(2000)).project(Movie.YEAR, Movie.TITLE))
                    .forEach(movie -> {
                        movies.delete(movie.key());
                        print.accept(movie.item());
                    });
        }
    };

    private final int number;
    private final String subject;

    Exercise(int number, String subject) {
        this.number = number;
        this.subject = subject;
    }

    /** Does the exercise on movies that have been loaded, and by the last one also removed. */
    public abstract void run(MovieStore movies, Consumer<Item> print);

    /** Returns the number of the exercise, from 1. */
    public int number() {
        return number;
    }

    /** Returns what the exercise prints. */
    public String subject() {
        return subject;
    }
}
