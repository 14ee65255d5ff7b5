// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SortOrder;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** Tables of any key that each get one thing wrong, which a differential run is to find. */
final class DifferentialBrokenTables {
    private DifferentialBrokenTables() {}

    /** Orders the whole items of a query by another order of the sort key. */
    static final class Misordered extends ForwardingTable {
        private final Comparator<AttributeValue> order;

        Misordered(DocumentStore store, DocumentTable sound, Comparator<AttributeValue> order) {
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

        /** The order of {@link String#compareTo}: by UTF-16 units. */
        static int utf16(AttributeValue left, AttributeValue right) {
            return left instanceof StringValue a && right instanceof StringValue b
                    ? a.text().compareTo(b.text())
                    : 0;
        }

        /** The order of Java's bytes, which are signed. */
        static int signedBytes(AttributeValue left, AttributeValue right) {
            return left instanceof BinaryValue a && right instanceof BinaryValue b
                    ? a.bytes().asByteBuffer().compareTo(b.bytes().asByteBuffer())
                    : 0;
        }
    }

    /** Filters as SQL does: a condition on what is missing is unknown, and so is its negation. */
    static final class SqlNulls extends ForwardingTable {
        SqlNulls(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        @Override
        public Page<Item> query(QueryRequest request) {
            Page<Item> page = super.query(request);
            if (request.filter().isEmpty() || request.projection().isPresent()) {
                return page;
            }
            List<Item> known = page.items().stream()
                    .filter(item -> ExpressionLimits.paths(request.filter().get()).stream()
                            .allMatch(path -> path.in(item).isPresent()))
                    .toList();
            return new Page<>(known, page.last(), page.evaluated(), page.consumedCapacity());
        }
    }

    /** Reads on after as many items as were returned, which a filter makes fewer than were read. */
    static final class LimitAfterFilter extends ForwardingTable {
        LimitAfterFilter(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        @Override
        public Page<Item> query(QueryRequest request) {
            boolean isPlain = request.limit().isEmpty()
                    || request.filter().isEmpty()
                    || request.projection().isPresent();
            if (isPlain) {
                return super.query(request);
            }
            int limit = request.limit().getAsInt();
            List<Item> items = sound.stream(request).limit(limit).toList();
            Optional<Position> last = items.size() < limit
                    ? Optional.empty()
                    : Optional.of(new Position(schema().keyOf(items.get(limit - 1))));
            return new Page<>(items, last, OptionalInt.of(items.size()), OptionalDouble.empty());
        }
    }

    /** Answers an update that adds to a number as if it had been made, and loses it. */
    static final class LostUpdates extends ForwardingTable {
        LostUpdates(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        @Override
        public WriteResult update(UpdateRequest request) {
            Optional<Item> before = sound.get(request.key());
            WriteResult result = super.update(request);
            boolean adds = request.update().actions().stream()
                    .anyMatch(action -> action instanceof Update.Add add && add.operand() instanceof NumberValue);
            if (adds) {
                before.ifPresent(sound::put);
            }
            return result;
        }
    }

    /** Keeps numbers as doubles. */
    static final class Doubles extends ForwardingTable {
        Doubles(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        @Override
        public WriteResult put(PutRequest request) {
            Item.Builder item = Item.builder();
            request.item()
                    .attributes()
                    .forEach((name, value) -> item.set(name, schema().isKeyAttribute(name) ? value : rounded(value)));
            return super.put(new PutRequest(
                    request.schema(),
                    item.build(),
                    request.condition(),
                    request.returning(),
                    request.onConditionFailure(),
                    request.capacityReport()));
        }

        private static AttributeValue rounded(AttributeValue value) {
            return value instanceof NumberValue number
                    ? Values.of(number.value().doubleValue())
                    : value;
        }
    }

    /** Creates an item by an update that only removes. */
    static final class CreatingRemoves extends ForwardingTable {
        CreatingRemoves(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        @Override
        public WriteResult update(UpdateRequest request) {
            WriteResult result = super.update(request);
            if (sound.get(request.key()).isEmpty()) {
                sound.put(request.key().attributes());
            }
            return result;
        }
    }

    /** Applies the actions of an update one after the other, each to what the one before made. */
    static final class OneByOne extends ForwardingTable {
        OneByOne(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        @Override
        public WriteResult update(UpdateRequest request) {
            List<Update.Action> actions = request.update().actions();
            if (actions.size() < 2 || request.condition().isPresent()) {
                return super.update(request);
            }
            WriteResult result = WriteResult.of(Optional.empty());
            for (Update.Action action : actions) {
                result = super.update(UpdateRequest.builder(schema(), request.key(), new Update(List.of(action)))
                        .returning(request.returning())
                        .build());
            }
            return result;
        }
    }
}
