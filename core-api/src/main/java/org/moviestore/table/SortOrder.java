// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

/** The direction in which a query reads a partition, by the sort key. Immutable. */
public enum SortOrder {
    /** From the lowest sort key up. */
    ASCENDING,
    /** From the highest sort key down. */
    DESCENDING
}
