// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

/** What a page brings of the items that it finds. Immutable. */
public enum Select {
    /** The items, or what the projection keeps of them. */
    ITEMS,
    /** Only how many there are. */
    COUNT
}
