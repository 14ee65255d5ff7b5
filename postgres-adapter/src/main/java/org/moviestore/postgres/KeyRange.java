// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.List;
import java.util.Optional;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Key;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SortOrder;

/**
 * Which keys a page may have, and in which order: as a condition on the key columns that a range of the primary key
 * answers.
 */
final class KeyRange {
    private final Sql sql = Sql.of("true");

    private final List<String> orderColumns;
    private final boolean descending;

    private KeyRange(List<String> orderColumns, boolean descending) {
        this.orderColumns = List.copyOf(orderColumns);
        this.descending = descending;
    }

    static KeyRange of(TableLayout layout, ScanRequest request) {
        KeyRange range = new KeyRange(layout.keyColumns(), false);
        start(request)
                .ifPresent(key -> range.and(
                        "(" + String.join(", ", layout.quotedKeys("t.")) + ") > (" + marks(layout.keyColumns()) + ")",
                        layout.keyValues(key)));
        return range;
    }

    static KeyRange of(TableLayout layout, QueryRequest request) {
        List<String> columns = layout.quotedKeys("t.");
        int last = columns.size() - 1;
        boolean descending = request.order() == SortOrder.DESCENDING;
        // Not by the partition key too: around a subquery the planner would not see that it is always the same.
        KeyRange range = new KeyRange(List.of(layout.keyColumns().get(last)), descending);
        range.and(columns.get(0) + " = ?", List.of(NativeValue.of(request.partitionValue())));
        request.sortTest().ifPresent(test -> test.accept(range.new Sort(columns.get(1))));
        String after = descending ? " < ?" : " > ?";
        start(request)
                .ifPresent(key -> range.and(
                        columns.get(last) + after, List.of(layout.keyValues(key).get(last))));
        return range;
    }

    private static Optional<Key> start(PageRequest request) {
        return request.startAfter().map(Position::key);
    }

    private static String marks(List<String> columns) {
        return String.join(", ", columns.stream().map(column -> "?").toList());
    }

    private void and(String condition, List<Object> parameters) {
        sql.add(" AND " + condition).with(parameters);
    }

    /** Returns the columns by which the rows of the range are in the order of their keys. */
    List<String> orderColumns() {
        return orderColumns;
    }

    boolean isDescending() {
        return descending;
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
