// SPDX-License-Identifier: Apache-2.0
package org.moviestore;

/**
 * What a bulk load did. Immutable.
 *
 * @param loaded how many records were stored, those that replaced a movie among them
 * @param replaced how many of them replaced a movie of the same key, from the table or from the same load
 * @param refused how many records were no movies, or no JSON
 */
public record LoadReport(long loaded, long replaced, long refused) {
    /** Says whether every record was stored. */
    public boolean isComplete() {
        return refused == 0;
    }
}
