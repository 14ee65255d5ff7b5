// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import java.util.NavigableMap;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.KeyCondition.BeginsWith;
import org.moviestore.expression.KeyCondition.Between;
import org.moviestore.expression.KeyCondition.Comparison;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.table.QueryRequest;

/** Cuts out of sorted items those that a key condition accepts, which stand together. */
final class QueryRange implements KeyCondition.Visitor<NavigableMap<Place, Item>> {
    private final NavigableMap<Place, Item> entries;
    private final AttributeValue partition;

    private QueryRange(NavigableMap<Place, Item> entries, AttributeValue partition) {
        this.entries = entries;
        this.partition = partition;
    }

    /** Returns the entries that a query reads, in ascending order. */
    static NavigableMap<Place, Item> of(QueryRequest query, NavigableMap<Place, Item> entries) {
        QueryRange range = new QueryRange(entries, query.partitionValue());
        return query.sortTest()
                .map(test -> test.accept(range))
                .orElseGet(() -> range.between(range.begin(), range.end()));
    }

    private NavigableMap<Place, Item> between(Place from, Place to) {
        return entries.subMap(from, false, to, false);
    }

    private Place begin() {
        return Place.before(partition);
    }

    private Place end() {
        return Place.after(partition);
    }

    @Override
    public NavigableMap<Place, Item> comparison(Comparison test) {
        Place before = Place.before(partition, test.value());
        Place after = Place.after(partition, test.value());
        return switch (test.comparator()) {
            case EQUAL -> between(before, after);
            case LESS -> between(begin(), before);
            case LESS_OR_EQUAL -> between(begin(), after);
            case GREATER -> between(after, end());
            case GREATER_OR_EQUAL -> between(before, end());
            case NOT_EQUAL -> throw new IllegalArgumentException("a key condition never has " + test.comparator());
        };
    }

    @Override
    public NavigableMap<Place, Item> between(Between test) {
        return between(Place.before(partition, test.lower()), Place.after(partition, test.upper()));
    }

    @Override
    public NavigableMap<Place, Item> beginsWith(BeginsWith test) {
        return between(Place.before(partition, test.prefix()), Place.afterPrefix(partition, test.prefix()));
    }
}
