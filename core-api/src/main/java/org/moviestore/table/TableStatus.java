// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

/** What a table is going through. Immutable. */
public enum TableStatus {
    /** It is being made and cannot be used yet. */
    CREATING,
    /** It can be used. */
    ACTIVE,
    /** It can be used while it changes. */
    UPDATING,
    /** It is going away. */
    DELETING
}
