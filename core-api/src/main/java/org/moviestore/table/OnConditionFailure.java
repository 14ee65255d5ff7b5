// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

/** What a failed condition brings back. Immutable. */
public enum OnConditionFailure {
    /** No item. */
    OMIT_ITEM,
    /** The stored item that the condition did not hold on, if there is one. */
    RETURN_ITEM
}
