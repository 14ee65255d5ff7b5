// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.List;
import java.util.Optional;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SortOrder;

/**
 * The last key that a key condition lets through, where the condition itself names it. DynamoDB Local gives no position
 * to a page that its limit ended at that very key, since it knows that nothing can follow, and refuses to start there;
 * the contract promises both.
 */
final class RangeEnd implements KeyCondition.Visitor<Optional<AttributeValue>> {
    private final SortOrder order;

    private RangeEnd(SortOrder order) {
        this.order = order;
    }

    /** Returns the position of that key; of an index none, unless its key has all of the table's, as one item does. */
    static Optional<Position> of(QueryRequest request) {
        List<KeyAttribute> readBy = request.keyAttributes();
        if (!readBy.containsAll(request.schema().keyAttributes())) {
            return Optional.empty();
        }
        Item partition = Item.EMPTY.with(readBy.get(0).name(), request.partitionValue());
        Optional<Item> end = readBy.size() == 1
                ? Optional.of(partition)
                : request.sortTest()
                        .flatMap(test -> test.accept(new RangeEnd(request.order())))
                        .map(value -> partition.with(readBy.get(1).name(), value));
        return end.map(item ->
                new Position(request.schema().storedKeyOf(item), request.index().isPresent() ? item : Item.EMPTY));
    }

    @Override
    public Optional<AttributeValue> comparison(KeyCondition.Comparison test) {
        Comparator inclusive = order == SortOrder.ASCENDING ? Comparator.LESS_OR_EQUAL : Comparator.GREATER_OR_EQUAL;
        return test.comparator() == inclusive || test.comparator() == Comparator.EQUAL
                ? Optional.of(test.value())
                : Optional.empty();
    }

    @Override
    public Optional<AttributeValue> between(KeyCondition.Between test) {
        return Optional.of(order == SortOrder.ASCENDING ? test.upper() : test.lower());
    }

    @Override
    public Optional<AttributeValue> beginsWith(KeyCondition.BeginsWith test) {
        return Optional.empty();
    }
}
