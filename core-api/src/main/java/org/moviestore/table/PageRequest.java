// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Projection;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/** What a query and a scan have in common: they return items by pages. Immutable. */
public sealed interface PageRequest permits QueryRequest, ScanRequest {
    /** Returns the schema of the table. */
    TableSchema schema();

    /** Returns the parts that both have. */
    PageOptions options();

    /**
     * Returns the same request, beginning after a position.
     *
     * @throws InvalidRequestException with {@link ErrorCode#PAGE_TOKEN} if the position does not fit the request
     */
    PageRequest withStartAfter(Position position);

    /** Returns the same request for how many items there are, whatever it returned of them. */
    PageRequest counting();

    /** Returns how the items of this request are found, whatever is asked of them beside. */
    QueryPlan.Access access();

    /** Reads one page of the table. */
    Page<Item> readFrom(DocumentTable table);

    /**
     * Returns the page of this request out of the items of its table, for a backend that has them in this process. They
     * may come in any order, and for a query be those of its partition alone. Without a limit, all that is left is one
     * page.
     */
    default Page<Item> pageOf(Collection<Item> items) {
        return ItemPages.page(this, items);
    }

    /** Returns the secondary index to read; the table itself if empty. */
    default Optional<SecondaryIndex> index() {
        return options().index();
    }

    /** Returns what must hold of an item, once read, for it to be returned. */
    default Optional<Condition> filter() {
        return options().filter();
    }

    /** Returns what to return of each item; if empty, all of it or, of an index, what the index holds. */
    default Optional<Projection> projection() {
        return options().projection();
    }

    /** Returns the most items to evaluate for one page; the backend chooses if empty. */
    default OptionalInt limit() {
        return options().limit();
    }

    /** Returns which writes to see. */
    default ReadConsistency consistency() {
        return options().consistency();
    }

    /** Returns where to begin; at the beginning if empty. */
    default Optional<Position> startAfter() {
        return options().startAfter();
    }

    /** Returns whether pages bring items or only count them. */
    default Select select() {
        return options().select();
    }

    /** Returns whether to say what the read consumed. */
    default CapacityReport capacityReport() {
        return options().capacityReport();
    }

    /** Returns the declared key by which the request reads: that of its index, or else of the table. */
    default List<KeyAttribute> keyAttributes() {
        return index().map(SecondaryIndex::keyAttributes).orElseGet(() -> schema().keyAttributes());
    }

    /**
     * Checks that a table is still what this request was made for, by how it is described now, for a backend that looks
     * before it answers.
     *
     * @throws RequestRejectedException if the table has another key by now, or the index not any more
     */
    default void checkFits(TableSchema now) {
        String table = "table " + schema().tableName();
        if (!now.keyAttributes().equals(schema().keyAttributes())) {
            throw new RequestRejectedException(
                    table + " has another key than the request was made for: " + now.keyAttributes() + ", not "
                            + schema().keyAttributes() + "; ask the store for the table again");
        }
        index().filter(read -> !now.indexes().contains(read)).ifPresent(read -> {
            throw new RequestRejectedException(
                    table + " has no index " + read.name() + " any more; ask the store for the table again");
        });
    }

    /** Returns the position right after an item that the backend holds, for one that evaluates requests itself. */
    default Position positionAfter(Item stored) {
        return new Position(
                schema().storedKeyOf(stored),
                index().map(read -> read.keyOf(stored)).orElse(Item.EMPTY));
    }

    /** Returns what the request returns of an item that the backend holds, for one that evaluates requests itself. */
    default Item returned(Item stored) {
        return projection()
                .map(kept -> kept.of(stored))
                .or(() -> index().map(read -> schema().heldBy(read, stored)))
                .orElse(stored);
    }
}
