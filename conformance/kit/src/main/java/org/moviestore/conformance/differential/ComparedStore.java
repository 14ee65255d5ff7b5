// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.Objects;
import java.util.Set;
import org.moviestore.table.DocumentStore;

/**
 * A store whose answers are compared. Immutable.
 *
 * @param name what reports call it
 * @param store the store, in which tables are created and dropped whose names begin with {@code differential-}
 * @param known the differences that are no divergences of this store
 */
public record ComparedStore(String name, DocumentStore store, Set<KnownDifference> known) {
    /** Copies the known differences. */
    public ComparedStore {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(store, "store");
        known = Set.copyOf(known);
    }

    /** Returns a store that must do everything that is promised. */
    public static ComparedStore of(String name, DocumentStore store) {
        return new ComparedStore(name, store, Set.of());
    }

    /** Returns a store over DynamoDB or DynamoDB Local, of which every {@link KnownDifference} is known. */
    public static ComparedStore overDynamoDb(String name, DocumentStore store) {
        return new ComparedStore(name, store, Set.of(KnownDifference.values()));
    }

    boolean hides(Outcome expected, Outcome actual) {
        return known.stream().anyMatch(difference -> difference.hides(expected, actual));
    }
}
