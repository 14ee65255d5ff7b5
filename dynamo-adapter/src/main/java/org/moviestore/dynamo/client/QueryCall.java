// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.moviestore.dynamo.client.PageParameters.Filter;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Projection;
import org.moviestore.item.Item;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;
import org.moviestore.table.SortOrder;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * A query. Immutable.
 *
 * @param parameters what it has in common with a scan
 * @param keyExpression which partition to read, and which part of it
 * @param keyConditions the same in the form from before expressions, if it comes in that
 * @param order the direction to read in
 */
record QueryCall(
        PageParameters parameters,
        Optional<KeyCondition> keyExpression,
        Map<String, Condition> keyConditions,
        SortOrder order)
        implements PageCall {
    /** Checks a request as far as that needs no table. */
    static QueryCall of(QueryRequest given) {
        QueryRequest request = sent(given);
        checkConstraints(request);
        LegacyParameters.refuseBoth(legacy(request), expressions(request));
        Optional<Filter> legacyFilter =
                Filter.ofNames("QueryFilter", request.queryFilter(), request.conditionalOperator());
        Optional<Projection> attributes =
                PageParameters.attributes(request.hasAttributesToGet(), request.attributesToGet());
        Optional<Item> startKey = StartKey.values(request.hasExclusiveStartKey(), request.exclusiveStartKey());
        requireKeyCondition(request);
        PageExpressions expressions = PageExpressions.of(request);
        if (expressions.keyCondition().isEmpty()) {
            LegacyParameters.checkKeyConditions(request.keyConditions());
        }
        PageSelection returned =
                PageSelection.of(request.select(), attributes, expressions.projection(), request.indexName() != null);
        return new QueryCall(
                parameters(request, expressions.filter().or(() -> legacyFilter), returned, startKey),
                expressions.keyCondition(),
                request.keyConditions(),
                order(request));
    }

    private static QueryRequest sent(QueryRequest request) {
        if (!request.queryFilter().containsValue(null)
                && !request.keyConditions().containsValue(null)) {
            return request;
        }
        return request.toBuilder()
                .queryFilter(RequestValues.members(request.queryFilter()))
                .keyConditions(RequestValues.members(request.keyConditions()))
                .build();
    }

    private static void requireKeyCondition(QueryRequest request) {
        if (!request.hasKeyConditions() && request.keyConditionExpression() == null) {
            throw ServiceErrors.validation(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
    }

    private static void checkConstraints(QueryRequest request) {
        ParameterConstraints constraints =
                new ParameterConstraints().oneOf("select", request.selectAsString(), PageSelection.VALUES);
        TableNames.check(constraints, "indexName", request.indexName());
        constraints.range("limit", request.limit(), 1, Integer.MAX_VALUE);
        if (request.hasAttributesToGet()) {
            LegacyParameters.constrainAttributesToGet(constraints, "attributesToGet", request.attributesToGet());
        }
        LegacyParameters.constrainConditions(constraints, "queryFilter", request.queryFilter());
        LegacyParameters.constrainConditions(constraints, "keyConditions", request.keyConditions());
        constraints
                .tableName(request.tableName())
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .conditionalOperator(request.conditionalOperatorAsString())
                .check();
    }

    private static List<String> legacy(QueryRequest request) {
        List<String> given = new ArrayList<>();
        PageParameters.addIf(request.hasAttributesToGet(), "AttributesToGet", given);
        PageParameters.addIf(!request.queryFilter().isEmpty(), "QueryFilter", given);
        PageParameters.addIf(request.conditionalOperator() != null, "ConditionalOperator", given);
        PageParameters.addIf(
                !request.keyConditions().isEmpty() && request.keyConditionExpression() != null, "KeyConditions", given);
        return given;
    }

    private static List<String> expressions(QueryRequest request) {
        List<String> given = new ArrayList<>();
        PageParameters.addIf(request.projectionExpression() != null, "ProjectionExpression", given);
        PageParameters.addIf(request.filterExpression() != null, "FilterExpression", given);
        PageParameters.addIf(request.keyConditionExpression() != null, "KeyConditionExpression", given);
        return given;
    }

    private static PageParameters parameters(
            QueryRequest request, Optional<Filter> filter, PageSelection returned, Optional<Item> startKey) {
        return new PageParameters(
                request.tableName(),
                Optional.ofNullable(request.indexName()),
                filter,
                returned,
                PageParameters.limit(request.limit()),
                PageParameters.consistency(request.consistentRead()),
                startKey,
                PageParameters.capacity(request.returnConsumedCapacity()));
    }

    private static SortOrder order(QueryRequest request) {
        return Boolean.FALSE.equals(request.scanIndexForward()) ? SortOrder.DESCENDING : SortOrder.ASCENDING;
    }

    /** Of {@code KeyConditions}, what no key condition can be is refused only after a missing table. */
    private KeyCondition keyCondition() {
        return keyExpression.orElseGet(() -> LegacyParameters.keyConditions(keyConditions));
    }

    @Override
    public PageCall checkedFor(PageTarget target) {
        KeyCondition condition = keyCondition();
        KeyTests tests = KeyTests.of(target, condition);
        parameters.startKey().ifPresent(tests::checkStart);
        parameters.filter().ifPresent(tests::checkFilter);
        return new QueryCall(parameters, Optional.of(condition), Map.of(), order);
    }

    @Override
    public PageRequest request(PageTarget target, int limit, Optional<Position> after) {
        var query = org.moviestore.table.QueryRequest.builder(target.schema(), keyCondition())
                .order(order)
                .limit(limit)
                .consistency(parameters.consistency());
        target.index().ifPresent(index -> query.index(index.name()));
        after.ifPresent(query::startAfter);
        return query.build();
    }
}
