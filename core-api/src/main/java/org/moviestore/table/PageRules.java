// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/** What queries and scans are checked for alike. */
final class PageRules {
    private PageRules() {}

    static void check(TableSchema schema, PageOptions request) {
        if (request.limit().isPresent() && request.limit().getAsInt() < 1) {
            throw new InvalidRequestException(
                    ErrorCode.LIMIT_RANGE,
                    "page limit must be at least 1, got " + request.limit().getAsInt());
        }
        if (request.select() == Select.COUNT && request.projection().isPresent()) {
            throw new InvalidRequestException(
                    ErrorCode.SELECT_COUNT, "a request that only counts items returns nothing of them to project");
        }
        request.filter().ifPresent(ExpressionLimits::check);
        request.projection().ifPresent(ExpressionLimits::check);
        request.filter().ifPresent(filter -> KeyPaths.check(schema, filter));
        request.projection().ifPresent(projection -> KeyPaths.check(schema, projection));
        request.index().ifPresent(index -> checkIndex(schema, request, index));
        request.startAfter().ifPresent(position -> checkPosition(schema, request, position));
    }

    private static void checkIndex(TableSchema schema, PageOptions request, SecondaryIndex index) {
        if (!schema.index(index.name()).equals(index)) {
            throw new InvalidRequestException(
                    ErrorCode.INDEX_UNKNOWN,
                    "table " + schema.tableName() + " declares index " + index.name() + " otherwise");
        }
        boolean global = index.scope() == IndexScope.GLOBAL;
        if (global && request.consistency() == ReadConsistency.CONSISTENT) {
            throw new InvalidRequestException(
                    ErrorCode.INDEX_CONSISTENCY,
                    "index " + index.name() + " is global and may lag, so it cannot be read consistently;"
                            + " ask for ReadConsistency.EVENTUAL");
        }
        request.filter().ifPresent(filter -> checkHeld(schema, index, ExpressionLimits.paths(filter)));
        if (global) {
            request.projection().ifPresent(projection -> checkHeld(schema, index, projection.paths()));
        }
    }

    private static void checkHeld(TableSchema schema, SecondaryIndex index, List<AttributePath> paths) {
        Set<String> missing = new TreeSet<>();
        for (AttributePath path : paths) {
            if (!schema.holds(index, path.attribute())) {
                missing.add(path.attribute());
            }
        }
        if (!missing.isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.INDEX_PROJECTION,
                    "index " + index.name() + " of table " + schema.tableName() + " does not hold " + missing
                            + "; filter by what it holds, and get the whole items by their keys");
        }
    }

    private static void checkPosition(TableSchema schema, PageOptions request, Position position) {
        List<String> faults = new ArrayList<>();
        check(faults, "key", schema.keyAttributes(), position.key().attributes());
        List<KeyAttribute> ofIndex =
                request.index().map(SecondaryIndex::keyAttributes).orElse(List.of());
        check(faults, "index key", ofIndex, position.indexKey());
        position.indexKey().attributes().forEach((name, value) -> {
            AttributeValue inKey = position.key().attributes().attribute(name).orElse(value);
            if (!inKey.equals(value)) {
                faults.add("key and index key have different values of " + name);
            }
        });
        if (!faults.isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.PAGE_TOKEN, "the start position does not fit: " + String.join(", ", faults));
        }
    }

    /** A position came from the backend: text and lengths are not checked. */
    private static void check(List<String> faults, String part, List<KeyAttribute> expected, Item values) {
        if (values.attributes().size() > expected.size()) {
            faults.add("its " + part + " has attributes of no such key");
        }
        for (KeyAttribute attribute : expected) {
            if (values.attribute(attribute.name())
                    .filter(value -> value.type() == attribute.type())
                    .isEmpty()) {
                faults.add("its " + part + " needs " + attribute.name() + " of type "
                        + attribute.type().code());
            }
        }
    }
}
