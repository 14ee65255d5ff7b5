// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.ValueOrder;

/** Pages of items that are all in this process. */
final class ItemPages {
    private static final Comparator<AttributeValue> VALUES =
            (left, right) -> ValueOrder.compare(left, right).orElseThrow();

    private ItemPages() {}

    static Page<Item> page(PageRequest request, Collection<Item> items) {
        Comparator<Item> order = order(request);
        List<Item> rest = items.stream()
                .filter(item -> isIndexed(request, item))
                .filter(item -> isInRange(request, item))
                .filter(item -> isAfterStart(request, item, order))
                .sorted(order)
                .toList();
        int evaluated = Math.min(rest.size(), request.limit().orElse(Integer.MAX_VALUE));
        List<Item> found = rest.subList(0, evaluated).stream()
                .filter(item ->
                        request.filter().map(filter -> filter.holdsOn(item)).orElse(true))
                .map(request::returned)
                .toList();
        Optional<Position> last = request.limit().equals(OptionalInt.of(evaluated))
                ? Optional.of(request.positionAfter(rest.get(evaluated - 1)))
                : Optional.empty();
        return new Page<>(
                request.select() == Select.COUNT ? List.of() : found,
                found.size(),
                last,
                OptionalInt.of(evaluated),
                OptionalDouble.empty());
    }

    /** Items of an index with the same key are in the order of the table's. */
    private static Comparator<Item> order(PageRequest request) {
        Comparator<Item> order = Stream.concat(
                        request.keyAttributes().stream(), request.schema().keyAttributes().stream())
                .map(key -> Comparator.<Item, AttributeValue>comparing(
                        item -> item.attribute(key.name()).orElseThrow(), VALUES))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
        return request instanceof QueryRequest query && query.order() == SortOrder.DESCENDING
                ? order.reversed()
                : order;
    }

    private static boolean isIndexed(PageRequest request, Item item) {
        return request.index().map(index -> request.schema().isIn(index, item)).orElse(true);
    }

    private static boolean isInRange(PageRequest request, Item item) {
        if (request instanceof QueryRequest query) {
            return query.keyCondition().tests().stream()
                    .allMatch(test -> item.attribute(test.attribute())
                            .filter(test::accepts)
                            .isPresent());
        }
        String partitionKey = request.keyAttributes().get(0).name();
        return !(request instanceof ScanRequest scan)
                || scan.segment()
                        .map(segment ->
                                segment.holds(item.attribute(partitionKey).orElseThrow()))
                        .orElse(true);
    }

    private static boolean isAfterStart(PageRequest request, Item item, Comparator<Item> order) {
        return request.startAfter()
                .map(start -> order.compare(item, start.attributes()) > 0)
                .orElse(true);
    }
}
