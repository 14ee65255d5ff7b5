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
import org.moviestore.item.Key;

/** What a query's key condition, filter and start position must be, given the table's key. */
final class QueryKeys {
    private QueryKeys() {}

    /** Returns the key condition with the partition key's test first, all of it checked against the schema. */
    static KeyCondition resolve(TableSchema schema, KeyCondition condition) {
        List<KeyCondition.Test> tests = new ArrayList<>();
        for (KeyAttribute attribute : schema.keyAttributes()) {
            for (KeyCondition.Test test : condition.tests()) {
                if (test.attribute().equals(attribute.name())) {
                    test.values().forEach(value -> schema.checkKeyValue(attribute, value));
                    tests.add(test);
                }
            }
        }
        if (tests.size() < condition.tests().size()) {
            throw refused(schema, "tests an attribute that is no key");
        }
        if (!(tests.get(0) instanceof KeyCondition.Comparison partition)
                || !partition.attribute().equals(schema.partitionKey().name())
                || partition.comparator() != Comparator.EQUAL) {
            throw refused(schema, "does not test the partition key for equality");
        }
        return new KeyCondition(tests);
    }

    private static InvalidRequestException refused(TableSchema schema, String why) {
        String sort =
                schema.sortKey().map(key -> ", and may test " + key.name()).orElse("");
        return new InvalidRequestException(
                ErrorCode.KEY_CONDITION,
                "the key condition " + why + "; a query of table " + schema.tableName() + " needs "
                        + schema.partitionKey().name() + " = a value" + sort);
    }

    static void checkFilter(TableSchema schema, Condition filter) {
        for (AttributePath path : ExpressionLimits.paths(filter)) {
            if (schema.isKeyAttribute(path.attribute())) {
                throw new InvalidRequestException(
                        ErrorCode.QUERY_FILTER_KEY,
                        "filter names key attribute " + path.attribute() + "; put it in the key condition");
            }
        }
    }

    static void checkPosition(KeyCondition condition, Position position) {
        Key key = position.key();
        for (KeyCondition.Test test : condition.tests()) {
            AttributeValue value = key.attributes().attribute(test.attribute()).orElseThrow();
            if (!test.accepts(value)) {
                throw new InvalidRequestException(
                        ErrorCode.PAGE_TOKEN, "the start position " + key + " is outside the key condition");
            }
        }
    }
}
