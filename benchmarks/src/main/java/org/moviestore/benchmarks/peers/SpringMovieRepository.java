// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks.peers;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The queries, which Spring Data JDBC derives from the names. */
public interface SpringMovieRepository extends Repository<SpringMovie, String> {
    /** Returns a movie. */
    Optional<SpringMovie> findByYearAndTitle(int year, String title);

    /** Returns the movies of a year. */
    List<SpringMovie> findByYearOrderByTitle(int year);
}
