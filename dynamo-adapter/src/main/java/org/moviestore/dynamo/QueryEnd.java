// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.Optional;
import java.util.OptionalInt;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SortOrder;

/**
 * The last key that a query may return. DynamoDB Local knows that nothing follows it: it gives no position there, where
 * the limit ends a page, and takes none. But a page that ended because of its limit has a position, from which the
 * query goes on to nothing.
 */
final class QueryEnd implements KeyCondition.Visitor<Optional<AttributeValue>> {
    private final SortOrder order;

    private QueryEnd(SortOrder order) {
        this.order = order;
    }

    /**
     * Returns the sort key that a test of it includes as the last in the order of the query, if it does include one.
     */
    private static Optional<AttributeValue> lastSort(QueryRequest request) {
        return request.sortTest().flatMap(test -> test.accept(new QueryEnd(request.order())));
    }

    @Override
    public Optional<AttributeValue> comparison(KeyCondition.Comparison test) {
        boolean endsHere = test.comparator()
                == (order == SortOrder.ASCENDING ? Comparator.LESS_OR_EQUAL : Comparator.GREATER_OR_EQUAL);
        return endsHere ? Optional.of(test.value()) : Optional.empty();
    }

    @Override
    public Optional<AttributeValue> between(KeyCondition.Between test) {
        return Optional.of(order == SortOrder.ASCENDING ? test.upper() : test.lower());
    }

    @Override
    public Optional<AttributeValue> beginsWith(KeyCondition.BeginsWith test) {
        return Optional.empty();
    }

    /** Returns a request that may begin where the given one may, and returns the same. */
    static QueryRequest resumable(QueryRequest request) {
        Optional<AttributeValue> last = lastSort(request);
        if (last.isEmpty() || !last.equals(request.startAfter().map(start -> sortOf(request, start.key())))) {
            return request;
        }
        String partition = request.schema().partitionKey().name();
        String sort = request.schema().sortKey().orElseThrow().name();
        return new QueryRequest(
                request.schema(),
                KeyCondition.partition(partition, request.partitionValue()).andSort(sort, Comparator.EQUAL, last.get()),
                request.filter(),
                request.projection(),
                request.limit(),
                request.order(),
                request.consistency(),
                request.startAfter(),
                request.capacityReport());
    }

    private static AttributeValue sortOf(QueryRequest request, Key key) {
        String sort = request.schema().sortKey().orElseThrow().name();
        return key.attributes().attribute(sort).orElseThrow();
    }

    /** Returns the position of a page of so many items for which none came, if it is one that its limit ended. */
    static Optional<Key> reached(QueryRequest request, int evaluated) {
        if (!request.limit().equals(OptionalInt.of(evaluated))) {
            return Optional.empty();
        }
        Item partition = Item.of(request.schema().partitionKey().name(), request.partitionValue());
        return request.schema()
                .sortKey()
                .map(sort -> lastSort(request).map(last -> partition.with(sort.name(), last)))
                .orElse(Optional.of(partition))
                .map(Key::new);
    }
}
