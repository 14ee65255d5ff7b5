// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SortOrder;

/** A table of any key that orders the whole items of a query by another order of the sort key. */
final class MisorderedTable extends ForwardingTable {
    private final Comparator<AttributeValue> order;

    MisorderedTable(DocumentStore store, DocumentTable sound, Comparator<AttributeValue> order) {
        super(store, sound);
        this.order = order;
    }

    @Override
    public Page<Item> query(QueryRequest request) {
        Page<Item> page = super.query(request);
        if (!schema().hasSortKey() || request.projection().isPresent()) {
            return page;
        }
        String sort = schema().sortKey().orElseThrow().name();
        Comparator<Item> ascending =
                Comparator.comparing(item -> item.attribute(sort).orElseThrow(), order);
        List<Item> items = new ArrayList<>(page.items());
        items.sort(request.order() == SortOrder.ASCENDING ? ascending : ascending.reversed());
        return new Page<>(items, page.last(), page.evaluated(), page.consumedCapacity());
    }
}
