// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

/**
 * What a backend may lack; everything else is promised by all. A request that needs a missing feature is refused with
 * an {@link UnsupportedOperationException} that names it, before any I/O. Immutable.
 */
public enum TableFeature {
    /** Reports the capacity units that an operation consumed. */
    CONSUMED_CAPACITY,
    /**
     * Shows every acknowledged write in global indexes at once. Without it they lag, usually for a fraction of a
     * second.
     */
    IMMEDIATE_GLOBAL_INDEXES,
    /** Exports a table as it is at one moment; see {@link DocumentTable#export}. */
    SNAPSHOT_EXPORT;

    /** Returns the exception for a request that needs this feature where it is missing. */
    public UnsupportedOperationException missing() {
        return new UnsupportedOperationException("this store does not support " + this);
    }
}
