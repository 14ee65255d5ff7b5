// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

/** What a put or delete returns. Immutable. */
public enum ReturnItem {
    /** Nothing. */
    NONE,
    /** The item as it was before, if there was one. */
    OLD
}
