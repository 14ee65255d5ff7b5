// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeValue;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SortOrder;

/**
 * Which keys a page may have, and in which order: as a condition on the key columns that a range of the primary key, or
 * of an index, answers.
 */
final class KeyRange {
    /**
     * The rows of one segment, by a hash of their partition key. As a CASE, since the planner takes an equality for
     * much rarer than it is, and would rather sort the whole table for a page than read on in its order.
     */
    private static final String SEGMENT =
            "CASE WHEN (hash_record_extended(ROW(%s), 0) & " + Long.MAX_VALUE + ") %% ? = ? THEN true ELSE false END";

    private final Sql sql;
    private final KeyOrder key;
    private final KeyOrder order;
    private final boolean descending;

    private KeyRange(String isEntry, KeyOrder key, KeyOrder order, boolean descending) {
        this.sql = Sql.of(isEntry);
        this.key = key;
        this.order = order;
        this.descending = descending;
    }

    static KeyRange of(TableLayout layout, PageRequest request) {
        return request instanceof QueryRequest query ? ofQuery(layout, query) : ofScan(layout, (ScanRequest) request);
    }

    private static KeyRange ofScan(TableLayout layout, ScanRequest request) {
        KeyOrder key = layout.order(request);
        KeyRange range = new KeyRange(layout.isEntry(request, "t."), key, key, false);
        String inSegment = SEGMENT.formatted(key.quoted("t.").get(0));
        request.segment().ifPresent(segment -> range.and(inSegment, List.of(segment.total(), segment.number())));
        range.startAfter(request);
        return range;
    }

    private static KeyRange ofQuery(TableLayout layout, QueryRequest request) {
        KeyOrder key = layout.order(request);
        // Not by the partition key too: around a subquery the planner would not see that it is always the same.
        boolean descending = request.order() == SortOrder.DESCENDING;
        KeyRange range = new KeyRange(layout.isEntry(request, "t."), key, key.inPartition(), descending);
        List<String> columns = key.quoted("t.");
        range.and(columns.get(0) + " = ?", List.of(NativeValue.of(request.partitionValue())));
        request.sortTest().ifPresent(test -> test.accept(range.new Sort(columns.get(1))));
        range.startAfter(request);
        return range;
    }

    private void startAfter(PageRequest request) {
        String marks = order.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
        String sign = descending ? "<" : ">";
        request.startAfter()
                .ifPresent(position ->
                        and("(" + order.list("t.", "") + ") " + sign + " (" + marks + ")", order.values(position)));
    }

    private void and(String condition, List<Object> parameters) {
        sql.add(" AND " + condition).with(parameters);
    }

    /** Returns the whole key by which the rows are found. */
    KeyOrder key() {
        return key;
    }

    /** Returns by what the rows of the range are in order. */
    KeyOrder order() {
        return order;
    }

    /** Says whether a page that ends at the one position comes after another that ended at the other. */
    boolean isAfter(Position one, Position other) {
        int compared = key.compare(one, other);
        return descending ? compared < 0 : compared > 0;
    }

    /** Returns what follows ORDER BY, of columns after a prefix. */
    String forward(String prefix) {
        return order.list(prefix, descending ? " DESC" : "");
    }

    void writeTo(Sql out) {
        out.add(sql.text()).with(sql.parameters());
    }

    private final class Sort implements KeyCondition.Visitor<KeyRange> {
        private final String column;

        Sort(String column) {
            this.column = column;
        }

        private KeyRange is(String sign, Object value) {
            and(column + " " + sign + " ?", List.of(value));
            return KeyRange.this;
        }

        @Override
        public KeyRange comparison(KeyCondition.Comparison test) {
            return is(test.comparator().sign(), NativeValue.of(test.value()));
        }

        @Override
        public KeyRange between(KeyCondition.Between test) {
            is(">=", NativeValue.of(test.lower()));
            return is("<=", NativeValue.of(test.upper()));
        }

        @Override
        public KeyRange beginsWith(KeyCondition.BeginsWith test) {
            AttributeValue prefix = test.prefix();
            is(">=", NativeValue.of(prefix));
            Optional<AttributeValue> end = Prefixes.end(prefix);
            if (end.isPresent()) {
                return is("<", NativeValue.of(end.get()));
            }
            return KeyRange.this;
        }
    }
}
