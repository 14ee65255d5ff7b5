// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;

/**
 * A table whose pages have few items however many are asked for, with an empty page that is not the last between two.
 */
final class ShortPages {
    private final DocumentTable table;
    private final int most;
    private final List<Integer> limits = new ArrayList<>();
    private boolean isEmptyNext;

    ShortPages(DocumentTable table, int most) {
        this.table = table;
        this.most = most;
    }

    /** Returns the limits of the pages that were asked for, in order. */
    List<Integer> limits() {
        return limits;
    }

    DocumentTable table() {
        return (DocumentTable) Proxy.newProxyInstance(
                DocumentTable.class.getClassLoader(),
                new Class<?>[] {DocumentTable.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("query") || method.getName().equals("scan")) {
                        return page((PageRequest) arguments[0]);
                    }
                    try {
                        return method.invoke(table, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Page<Item> page(PageRequest request) {
        int limit = request.limit().orElseThrow();
        limits.add(limit);
        Optional<Position> start = request.startAfter();
        isEmptyNext = !isEmptyNext && start.isPresent();
        if (isEmptyNext) {
            return new Page<>(List.of(), start, OptionalInt.of(0), OptionalDouble.empty());
        }
        return withLimit(request, Math.min(limit, most)).readFrom(table);
    }

    private static PageRequest withLimit(PageRequest request, int limit) {
        if (request instanceof QueryRequest query) {
            QueryRequest.Builder few = QueryRequest.builder(query.schema(), query.keyCondition())
                    .order(query.order())
                    .consistency(query.consistency())
                    .limit(limit);
            query.index().ifPresent(index -> few.index(index.name()));
            query.startAfter().ifPresent(few::startAfter);
            return few.build();
        }
        ScanRequest.Builder few = ScanRequest.builder(request.schema())
                .consistency(request.consistency())
                .limit(limit);
        request.index().ifPresent(index -> few.index(index.name()));
        request.startAfter().ifPresent(few::startAfter);
        return few.build();
    }
}
