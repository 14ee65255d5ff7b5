// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import java.util.Objects;
import org.moviestore.item.Item;

/** One record of {@link JsonRecords}: an item, or why there is none. Immutable. */
public sealed interface JsonRecord {
    /** Returns the number of the record in a JSON array, or of its line in JSON lines, from 1. */
    long position();

    /**
     * A record that is an item.
     *
     * @param position the number of the record or of its line, from 1
     * @param item the item
     */
    record Good(long position, Item item) implements JsonRecord {
        /** Checks the item. */
        public Good {
            Objects.requireNonNull(item, "item");
        }
    }

    /**
     * A record that is no item.
     *
     * @param position the number of the record or of its line, from 1
     * @param reason what is wrong, without the values of the record
     * @param endsReading whether nothing after this record can be read, because the JSON array is broken here or the
     *     text ends within a line
     */
    record Bad(long position, String reason, boolean endsReading) implements JsonRecord {
        /** Checks the reason. */
        public Bad {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
