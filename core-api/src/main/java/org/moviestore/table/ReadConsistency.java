// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

/** Which writes a read is sure to see. Immutable. */
public enum ReadConsistency {
    /** Every write that was acknowledged before the read began. */
    CONSISTENT,
    /** Possibly not the latest ones, at a lower price where the backend has one. */
    EVENTUAL
}
