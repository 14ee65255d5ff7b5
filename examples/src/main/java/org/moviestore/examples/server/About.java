// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Objects;
import java.util.Set;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.TableFeature;

/**
 * What a server says of itself and its store. Immutable.
 *
 * @param server its name and version
 * @param store the kind of its store, such as {@code postgresql}
 * @param table the table of its movies
 * @param batchLimits of one batch call of the store
 * @param features that the store has, of those that not every one has
 */
public record About(String server, String store, String table, BatchLimits batchLimits, Set<TableFeature> features) {
    /** Copies the features. */
    public About {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(batchLimits, "batchLimits");
        features = Set.copyOf(features);
    }
}
