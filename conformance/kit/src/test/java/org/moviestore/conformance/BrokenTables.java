// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** Tables that each get one thing wrong, as adapters easily do. */
final class BrokenTables {
    private BrokenTables() {}

    /** Orders the items of a partition by another order of the sort key. */
    static final class Order extends ForwardingTable {
        private final Comparator<Item> order;

        Order(DocumentStore store, DocumentTable sound, Comparator<AttributeValue> order) {
            super(store, sound);
            this.order = Comparator.comparing(item -> item.attribute("s").orElseThrow(), order);
        }

        @Override
        public Page<Item> query(QueryRequest request) {
            Page<Item> page = super.query(request);
            List<Item> items = new ArrayList<>(page.items());
            items.sort(order);
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

    /** Filters as SQL does: what is missing is neither true nor false, and so is its negation. */
    static final class SqlNulls extends ForwardingTable {
        SqlNulls(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        @Override
        public Page<Item> query(QueryRequest request) {
            Page<Item> page = super.query(request);
            List<Item> items = page.items().stream()
                    .filter(item -> request.filter()
                            .map(filter -> filter.accept(new ThreeValued(item)).orElse(false))
                            .orElse(true))
                    .toList();
            return new Page<>(items, page.last(), page.evaluated(), page.consumedCapacity());
        }
    }

    /** Pages by counting items from the beginning, as OFFSET does. */
    static final class OffsetPages extends ForwardingTable {
        private final Map<Position, Integer> offsets = new ConcurrentHashMap<>();

        OffsetPages(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        @Override
        public Page<Item> query(QueryRequest request) {
            if (request.limit().isEmpty() || request.filter().isPresent()) {
                return super.query(request);
            }
            List<Item> all = sound.stream(QueryRequest.builder(schema(), request.keyCondition())
                            .order(request.order())
                            .build())
                    .toList();
            int from = request.startAfter().map(offsets::get).orElse(0);
            int to = Math.min(all.size(), from + request.limit().getAsInt());
            List<Item> items = all.subList(Math.min(from, to), to);
            Optional<Position> last = items.size() < request.limit().getAsInt()
                    ? Optional.empty()
                    : Optional.of(new Position(schema().keyOf(items.get(items.size() - 1))));
            last.ifPresent(position -> offsets.put(position, to));
            return new Page<>(items, last, OptionalInt.of(items.size()), OptionalDouble.empty());
        }
    }

    /** Counts against the limit only what the filter lets through. */
    static final class LimitAfterFilter extends ForwardingTable {
        LimitAfterFilter(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        @Override
        public Page<Item> query(QueryRequest request) {
            if (request.limit().isEmpty() || request.filter().isEmpty()) {
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

    /** Updates by a get and a put, between which others may write. */
    static final class LostUpdates extends ForwardingTable {
        LostUpdates(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        @Override
        public WriteResult update(UpdateRequest request) {
            if (request.condition().isPresent()) {
                return super.update(request);
            }
            Optional<Item> before = sound.get(request.key());
            Item after = request.update().applyTo(before.orElse(request.key().attributes()));
            Thread.yield();
            sound.put(after);
            return WriteResult.of(request.returning().select(request.update(), before, Optional.of(after)));
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
            request.item().attributes().forEach((name, value) -> item.set(name, rounded(value)));
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
            Key key = request.key();
            if (sound.get(key).isEmpty()) {
                sound.put(key.attributes());
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
            for (Update.Action action : actions.subList(0, Math.max(0, actions.size() - 1))) {
                super.update(UpdateRequest.of(schema(), request.key(), new Update(List.of(action))));
            }
            Update last = actions.isEmpty() ? request.update() : new Update(List.of(actions.get(actions.size() - 1)));
            return super.update(new UpdateRequest(
                    schema(),
                    request.key(),
                    last,
                    request.condition(),
                    request.expectedVersion(),
                    request.returning(),
                    request.onConditionFailure(),
                    request.capacityReport()));
        }
    }
}
