// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks.peers;

import java.util.List;
import javax.sql.DataSource;

/** The movies of a table of ours, as another library reads them. Thread-safe. */
public interface PeerMovies extends AutoCloseable {
    /** Returns the movies as jOOQ reads them, with Jackson for the JSON. */
    static PeerMovies jooq(DataSource pool) {
        return new JooqMovies(pool);
    }

    /** Returns the movies as Hibernate reads them, by a stateless session for each call. */
    static PeerMovies hibernate(DataSource pool) {
        return new HibernateMovies(pool);
    }

    /** Returns the movies as a repository of Spring Data JDBC reads them, without transactions. */
    static PeerMovies springData(DataSource pool) {
        return new SpringMovies(pool);
    }

    /** Returns a movie that is there. */
    MovieDocument get(int year, String title);

    /** Returns the movies of a year in the order of their titles. */
    List<MovieDocument> partition(int year);

    @Override
    default void close() {}
}
