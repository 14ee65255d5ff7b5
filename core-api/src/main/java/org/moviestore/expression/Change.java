// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import org.moviestore.item.AttributeValue;

/** What one action of an update does at its path. */
sealed interface Change {
    /** Puts a value there. */
    record Put(AttributeValue value) implements Change {}

    /** Removes what is there. */
    record Removal() implements Change {}

    /** Leaves what is there. */
    record Nothing() implements Change {}
}
