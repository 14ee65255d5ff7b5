// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import java.util.Optional;
import org.moviestore.expression.Comparator;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.table.KeyAttribute;

/**
 * The tests of a query's key condition that fit what it reads. Immutable.
 *
 * @param key the key by which items are read
 * @param partition the test of the partition key, which is for equality
 * @param sort the test of the sort key, if there is one
 */
record KeyTests(List<KeyAttribute> key, KeyCondition.Test partition, Optional<KeyCondition.Test> sort) {
    private static final String UNSUPPORTED = "Query key condition not supported";

    /** Checks a key condition against what is read. */
    static KeyTests of(PageTarget target, KeyCondition condition) {
        List<KeyAttribute> key = target.keyAttributes();
        boolean isOfSort = condition.tests().size() > 1;
        if (isOfSort && key.size() == 1) {
            throw ServiceErrors.validation(UNSUPPORTED);
        }
        KeyCondition.Test partition = test(target, condition, key.get(0));
        if (!(partition instanceof KeyCondition.Comparison comparison) || comparison.comparator() != Comparator.EQUAL) {
            throw ServiceErrors.validation(UNSUPPORTED);
        }
        return new KeyTests(
                key, partition, isOfSort ? Optional.of(test(target, condition, key.get(1))) : Optional.empty());
    }

    private static KeyCondition.Test test(PageTarget target, KeyCondition condition, KeyAttribute attribute) {
        KeyCondition.Test test = condition.tests().stream()
                .filter(each -> each.attribute().equals(attribute.name()))
                .findFirst()
                .orElseThrow(() ->
                        ServiceErrors.validation("Query condition missed key schema element: " + attribute.name()));
        for (AttributeValue value : test.values()) {
            if (value.type() != attribute.type()) {
                throw ServiceErrors.validation(KeyConditionFaults.OTHER_TYPE);
            }
            target.checkKeyValue(attribute, value);
            ItemLimits.checkValue(value, attribute.name());
        }
        return test;
    }

    /** Checks that the place where a page is to begin is within the range of these tests. */
    void checkStart(Item startKey) {
        boolean isInPartition = accepts(partition, startKey);
        if (sort.isPresent()) {
            if (!accepts(sort.get(), startKey)) {
                throw ServiceErrors.validation("The provided starting key does not match the range key predicate");
            } else if (!isInPartition) {
                throw ServiceErrors.validation("The query can return at most one row and cannot be restarted");
            }
        } else if (!isInPartition) {
            throw ServiceErrors.validation(
                    "The provided starting key is outside query boundaries based on provided conditions");
        }
    }

    private static boolean accepts(KeyCondition.Test test, Item startKey) {
        return test.accepts(startKey.attribute(test.attribute()).orElseThrow());
    }

    /** Checks that a filter leaves the tested key alone. */
    void checkFilter(PageParameters.Filter filter) {
        for (KeyAttribute attribute : key) {
            if (filter.paths().stream().anyMatch(path -> path.attribute().equals(attribute.name()))) {
                throw ServiceErrors.validation(filter.parameter()
                        + " can only contain non-primary key attributes: Primary key attribute: " + attribute.name());
            }
        }
    }
}
