// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples;

import java.io.InputStream;
import java.util.Objects;

/** The films that this project ships. */
public final class SampleMovies {
    private SampleMovies() {}

    /** Returns the films as a JSON array. The caller closes it. */
    public static InputStream open() {
        return Objects.requireNonNull(SampleMovies.class.getResourceAsStream("movies.json"), "movies.json");
    }
}
