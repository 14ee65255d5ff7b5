// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.Optional;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Key;
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

    /** Returns that key; of an index none, where several items may have it and Local behaves. */
    static Optional<Key> of(QueryRequest request) {
        if (request.index().isPresent()) {
            return Optional.empty();
        }
        if (!request.schema().hasSortKey()) {
            return Optional.of(request.schema().key(request.partitionValue()));
        }
        return request.sortTest()
                .flatMap(test -> test.accept(new RangeEnd(request.order())))
                .map(end -> request.schema().key(request.partitionValue(), end));
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
