// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

/** Whether the entries of a secondary index stay in the partitions of its table. Immutable. */
public enum IndexScope {
    /**
     * The index has a partition key of its own. It can be added and dropped at any time, and may lag behind its table.
     */
    GLOBAL,
    /**
     * The index sorts each partition of its table by another attribute. It is made with its table and never lags. What
     * it holds of an item counts to the item's size.
     */
    LOCAL
}
