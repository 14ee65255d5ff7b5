// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

/** What an update returns. Immutable. */
public enum ReturnValues {
    /** Nothing. */
    NONE,
    /** The whole item as it was before, if there was one. */
    ALL_OLD,
    /** The whole item as it is now. */
    ALL_NEW,
    /** What stood at the update's paths before, as a projection of the old item. */
    UPDATED_OLD,
    /** What stands at the update's paths now, as a projection of the new item. */
    UPDATED_NEW
}
