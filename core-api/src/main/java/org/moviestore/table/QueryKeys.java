// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.ArrayList;
import java.util.List;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;

/** What a query's key condition, filter and start position must be, given the key that it reads by. */
final class QueryKeys {
    private QueryKeys() {}

    /**
     * Returns the key condition with the partition key's test first, all of it and the filter checked against the key.
     */
    static KeyCondition resolve(TableSchema schema, PageOptions options, KeyCondition condition) {
        List<KeyAttribute> key =
                options.index().map(SecondaryIndex::keyAttributes).orElseGet(schema::keyAttributes);
        List<KeyCondition.Test> tests = new ArrayList<>();
        for (KeyAttribute attribute : key) {
            for (KeyCondition.Test test : condition.tests()) {
                if (test.attribute().equals(attribute.name())) {
                    test.values().forEach(value -> KeyAttributes.checkValue(key, attribute, value));
                    tests.add(test);
                }
            }
        }
        if (tests.size() < condition.tests().size()) {
            throw refused(schema, key, "tests an attribute that is no key");
        }
        if (!(tests.get(0) instanceof KeyCondition.Comparison partition)
                || !partition.attribute().equals(key.get(0).name())
                || partition.comparator() != Comparator.EQUAL) {
            throw refused(schema, key, "does not test the partition key for equality");
        }
        options.filter().ifPresent(filter -> checkFilter(key, filter));
        return new KeyCondition(tests);
    }

    private static InvalidRequestException refused(TableSchema schema, List<KeyAttribute> key, String why) {
        String sort = key.size() > 1 ? ", and may test " + key.get(1).name() : "";
        return new InvalidRequestException(
                ErrorCode.KEY_CONDITION,
                "the key condition " + why + "; this query of table " + schema.tableName() + " needs "
                        + key.get(0).name() + " = a value" + sort);
    }

    private static void checkFilter(List<KeyAttribute> key, Condition filter) {
        for (AttributePath path : ExpressionLimits.paths(filter)) {
            if (key.stream().anyMatch(attribute -> attribute.name().equals(path.attribute()))) {
                throw new InvalidRequestException(
                        ErrorCode.QUERY_FILTER_KEY,
                        "filter names key attribute " + path.attribute() + "; put it in the key condition");
            }
        }
    }

    static void checkPosition(KeyCondition condition, Position position) {
        Item key = position.attributes();
        for (KeyCondition.Test test : condition.tests()) {
            AttributeValue value = key.attribute(test.attribute()).orElseThrow();
            if (!test.accepts(value)) {
                throw new InvalidRequestException(
                        ErrorCode.PAGE_TOKEN, "the start position " + key + " is outside the key condition");
            }
        }
    }
}
