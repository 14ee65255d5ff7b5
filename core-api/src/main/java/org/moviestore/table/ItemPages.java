// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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
                .filter(item -> isInRange(request, item))
                .filter(item -> isAfterStart(request, item, order))
                .sorted(order)
                .toList();
        int evaluated = Math.min(rest.size(), request.limit().orElse(Integer.MAX_VALUE));
        List<Item> found = rest.subList(0, evaluated).stream()
                .filter(item ->
                        request.filter().map(filter -> filter.holdsOn(item)).orElse(true))
                .map(item -> request.projection().map(kept -> kept.of(item)).orElse(item))
                .toList();
        Optional<Position> last = request.limit().equals(OptionalInt.of(evaluated))
                ? Optional.of(new Position(request.schema().storedKeyOf(rest.get(evaluated - 1))))
                : Optional.empty();
        return new Page<>(found, last, OptionalInt.of(evaluated), OptionalDouble.empty());
    }

    private static Comparator<Item> order(PageRequest request) {
        Comparator<Item> order = request.schema().keyAttributes().stream()
                .map(key -> Comparator.<Item, AttributeValue>comparing(
                        item -> item.attribute(key.name()).orElseThrow(), VALUES))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
        return request instanceof QueryRequest query && query.order() == SortOrder.DESCENDING
                ? order.reversed()
                : order;
    }

    private static boolean isInRange(PageRequest request, Item item) {
        return !(request instanceof QueryRequest query)
                || query.keyCondition().tests().stream()
                        .allMatch(test -> item.attribute(test.attribute())
                                .filter(test::accepts)
                                .isPresent());
    }

    private static boolean isAfterStart(PageRequest request, Item item, Comparator<Item> order) {
        return request.startAfter()
                .map(start -> order.compare(item, start.key().attributes()) > 0)
                .orElse(true);
    }
}
