// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What a load did. Immutable.
 *
 * @param loaded how many records were stored, those that replaced an item among them
 * @param replaced how many of them replaced an item of the same key, from the table or from the same load; empty if the
 *     backend does not tell, or if the answer to one of its calls was lost and the call made again
 * @param refused how many records were not stored because of what is wrong with them
 */
public record LoadReport(long loaded, OptionalLong replaced, long refused) {
    /** Checks that no part is null. */
    public LoadReport {
        Objects.requireNonNull(replaced, "replaced");
    }

    /** Says whether every record was stored. */
    public boolean isComplete() {
        return refused == 0;
    }
}
