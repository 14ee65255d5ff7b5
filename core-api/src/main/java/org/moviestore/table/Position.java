// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.Key;

/**
 * A place in the order in which a query or scan reads: right after an item, which need not exist any more. Immutable.
 *
 * @param key the key of that item
 * @param indexKey the values of the index's key attributes in it, if an index is read; else no attribute
 */
public record Position(Key key, Item indexKey) {
    /** Checks that both are there. */
    public Position {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(indexKey, "indexKey");
    }

    /** Creates a position in the order of a table. */
    public Position(Key key) {
        this(key, Item.EMPTY);
    }

    /** Returns the attributes of both keys together. */
    public Item attributes() {
        Item.Builder attributes = Item.builder();
        key.attributes().attributes().forEach(attributes::set);
        indexKey.attributes().forEach(attributes::set);
        return attributes.build();
    }

    /**
     * Checks text as that of an item to be written is checked, for a backend that holds only what was written by this
     * library: no page of it ended after any other. A request does not check it, since other backends hold more.
     *
     * @throws InvalidRequestException with {@link ErrorCode#TEXT_NUL} or {@link ErrorCode#TEXT_SURROGATE}
     */
    public void checkText() {
        attributes().attributes().forEach((name, value) -> ItemLimits.checkValue(value, name + " of the position"));
    }
}
