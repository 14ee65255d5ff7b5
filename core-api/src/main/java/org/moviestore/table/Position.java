// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import org.moviestore.item.Key;

/**
 * A place in the order in which a query or scan reads: right after an item, which need not exist any more. Immutable.
 *
 * @param key the key of that item
 */
public record Position(Key key) {
    /** Checks the key. */
    public Position {
        Objects.requireNonNull(key, "key");
    }
}
