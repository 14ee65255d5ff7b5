// SPDX-License-Identifier: Apache-2.0
package org.moviestore;

import java.util.Objects;

/**
 * What names one movie: the year of its release and its title. Immutable.
 *
 * @param year the year
 * @param title the title
 */
public record MovieKey(int year, String title) {
    /** Checks the title. */
    public MovieKey {
        Objects.requireNonNull(title, "title");
    }

    /** Returns the key of a movie. */
    public static MovieKey of(int year, String title) {
        return new MovieKey(year, title);
    }
}
