// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Optional;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;

/** A query or a scan, as far as it can be checked without the table. */
interface PageCall {
    /** Returns what both have. */
    PageParameters parameters();

    /**
     * Checks what a query asks of keys: by its condition, of where it begins, and in its filter.
     *
     * @return the call to make requests of
     */
    PageCall checkedFor(PageTarget target);

    /**
     * Returns the request for so many items, whole and unfiltered, from the start or after a position, of a call that
     * {@link #checkedFor} returned.
     */
    PageRequest request(PageTarget target, int limit, Optional<Position> after);
}
