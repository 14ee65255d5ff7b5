// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Optional;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Condition;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/** What a write's condition says of the stored item, for backends that evaluate it in this process. */
final class WriteConditions {
    private WriteConditions() {}

    static void check(
            TableSchema schema,
            Key key,
            Optional<Condition> condition,
            OnConditionFailure onFailure,
            Optional<Item> stored) {
        if (condition.isEmpty() || condition.get().holdsOn(stored.orElse(Item.EMPTY))) {
            return;
        }
        if (onFailure == OnConditionFailure.RETURN_ITEM && stored.isPresent()) {
            throw new ConditionFailedException(schema.tableName(), key, stored.get());
        }
        throw new ConditionFailedException(schema.tableName(), key);
    }
}
