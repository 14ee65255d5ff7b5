// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.List;
import java.util.Optional;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributePath;
import org.moviestore.item.Item;

/** What an update returns. Immutable. */
public enum ReturnValues {
    /** Nothing. */
    NONE,
    /** The whole item as it was before, if there was one. */
    ALL_OLD,
    /** The whole item as it is now. */
    ALL_NEW,
    /** What stood at the update's paths before, as a projection of the old item; nothing if no path had a value. */
    UPDATED_OLD,
    /** What stands at the update's paths now, as a projection of the new item; nothing if no path has a value. */
    UPDATED_NEW;

    /** Returns what an update that was applied returns, given the item before and after it. */
    public Optional<Item> select(Update update, Optional<Item> before, Optional<Item> after) {
        return switch (this) {
            case NONE -> Optional.empty();
            case ALL_OLD -> before;
            case ALL_NEW -> after;
            case UPDATED_OLD -> updated(update, before);
            case UPDATED_NEW -> updated(update, after);
        };
    }

    private static Optional<Item> updated(Update update, Optional<Item> item) {
        List<AttributePath> paths =
                update.actions().stream().map(Update.Action::path).toList();
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        return item.map(new Projection(paths)::of).filter(kept -> !kept.equals(Item.EMPTY));
    }
}
