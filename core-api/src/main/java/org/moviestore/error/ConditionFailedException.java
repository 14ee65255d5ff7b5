// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/** The condition of a write did not hold on the stored item, or on the lack of one. Nothing happened. */
public final class ConditionFailedException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Item storedItem;

    /** Creates the exception without the stored item: there is none, or the request did not ask for it. */
    public ConditionFailedException(String table, Key key) {
        super(message(table, key), RetryAdvice.NEVER, null);
        this.storedItem = null;
    }

    /** Creates the exception with the stored item that the condition did not hold on. */
    public ConditionFailedException(String table, Key key, Item storedItem) {
        super(message(table, key), RetryAdvice.NEVER, null);
        this.storedItem = storedItem;
    }

    private static String message(String table, Key key) {
        return "the condition does not hold on item " + key + " of table " + table;
    }

    /** Returns the stored item if the request asked for it and there is one. */
    public Optional<Item> storedItem() {
        return Optional.ofNullable(storedItem);
    }
}
