// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

/** Whether a result says what the operation consumed; needs {@link TableFeature#CONSUMED_CAPACITY}. Immutable. */
public enum CapacityReport {
    /** Says nothing of it. */
    NONE,
    /** Says how many capacity units the operation consumed. */
    TOTAL
}
