// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.Projection;
import org.moviestore.item.AttributePath;
import org.moviestore.item.Item;
import org.moviestore.table.ReadConsistency;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * What queries and scans are asked for alike. Immutable.
 *
 * @param table the name of the table
 * @param index the name of the secondary index to read; the table itself if empty
 * @param filter what must hold of an item for it to be returned
 * @param returned what to return of it
 * @param limit the most items to evaluate
 * @param consistency which writes to see
 * @param startKey the keys of the item after which to begin
 * @param capacity how to say what the page consumed, if at all
 */
record PageParameters(
        String table,
        Optional<String> index,
        Optional<Filter> filter,
        PageSelection returned,
        OptionalInt limit,
        ReadConsistency consistency,
        Optional<Item> startKey,
        Optional<ReturnConsumedCapacity> capacity) {
    /**
     * A filter, and the parameter that it came by.
     *
     * @param condition what must hold, which no store is sent: from before expressions, of any size
     * @param paths what it reads
     * @param parameter the parameter, as messages name it
     */
    record Filter(Condition condition, List<AttributePath> paths, String parameter) {
        static Filter ofExpression(Condition condition) {
            return new Filter(condition, ExpressionLimits.paths(condition), "Filter Expression");
        }

        /** Returns the filter that tests attributes by their names, if there are any. */
        static Optional<Filter> ofNames(
                String parameter,
                Map<String, software.amazon.awssdk.services.dynamodb.model.Condition> tests,
                @Nullable ConditionalOperator operator) {
            return LegacyParameters.filter(tests, operator)
                    .map(condition -> new Filter(
                            condition,
                            tests.keySet().stream().map(AttributePath::of).toList(),
                            parameter));
        }
    }

    static Optional<Projection> attributes(boolean isGiven, List<String> names) {
        return isGiven ? Optional.of(LegacyParameters.attributesToGet(names)) : Optional.empty();
    }

    static OptionalInt limit(@Nullable Integer limit) {
        return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    static ReadConsistency consistency(@Nullable Boolean isConsistent) {
        return Boolean.TRUE.equals(isConsistent) ? ReadConsistency.CONSISTENT : ReadConsistency.EVENTUAL;
    }

    static Optional<ReturnConsumedCapacity> capacity(@Nullable ReturnConsumedCapacity wanted) {
        return Optional.ofNullable(wanted).filter(CapacityMeter::isWanted);
    }

    static void addIf(boolean isGiven, String parameter, List<String> parameters) {
        if (isGiven) {
            parameters.add(parameter);
        }
    }
}
