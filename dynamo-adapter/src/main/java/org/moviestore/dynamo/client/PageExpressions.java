// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.moviestore.dynamo.client.PageParameters.Filter;
import org.moviestore.dynamo.client.RequestExpressions.Parameter;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Projection;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * The expressions of a query or a scan, which use all of its placeholders. Immutable.
 *
 * @param filter what must hold of an item for it to be returned
 * @param projection what to return of it
 * @param keyCondition which partition to read, and which part of it, in a query alone
 */
record PageExpressions(Optional<Filter> filter, Optional<Projection> projection, Optional<KeyCondition> keyCondition) {
    static PageExpressions of(QueryRequest request) {
        RequestExpressions expressions = new RequestExpressions(
                request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
                request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null);
        return read(
                expressions,
                request.filterExpression(),
                request.projectionExpression(),
                () -> expressions.keyCondition(request.keyConditionExpression()));
    }

    static PageExpressions of(ScanRequest request) {
        RequestExpressions expressions = new RequestExpressions(
                request.hasExpressionAttributeNames() ? request.expressionAttributeNames() : null,
                request.hasExpressionAttributeValues() ? request.expressionAttributeValues() : null);
        return read(expressions, request.filterExpression(), request.projectionExpression(), Optional::empty);
    }

    private static PageExpressions read(
            RequestExpressions expressions,
            @Nullable String filter,
            @Nullable String projection,
            Supplier<Optional<KeyCondition>> keyCondition) {
        PageExpressions read = new PageExpressions(
                expressions.condition(Parameter.FILTER, filter).map(Filter::ofExpression),
                expressions.projection(projection),
                keyCondition.get());
        expressions.requireAllUsed();
        return read;
    }
}
