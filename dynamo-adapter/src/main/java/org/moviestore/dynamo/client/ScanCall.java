// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.dynamo.client.PageParameters.Filter;
import org.moviestore.expression.Projection;
import org.moviestore.item.Item;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;
import org.moviestore.table.Segment;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * A scan. Immutable.
 *
 * @param parameters what it has in common with a query
 * @param segment the part to read; all of it if empty
 */
record ScanCall(PageParameters parameters, Optional<Segment> segment) implements PageCall {
    /** Checks a request as far as that needs no table. */
    static ScanCall of(ScanRequest given) {
        ScanRequest request = given.scanFilter().containsValue(null)
                ? given.toBuilder()
                        .scanFilter(RequestValues.members(given.scanFilter()))
                        .build()
                : given;
        checkConstraints(request);
        LegacyParameters.refuseBoth(legacy(request), expressions(request));
        LegacyParameters.checkOperator(request.conditionalOperator(), request.scanFilter());
        Optional<Projection> attributes =
                PageParameters.attributes(request.hasAttributesToGet(), request.attributesToGet());
        Optional<Filter> legacyFilter =
                Filter.ofNames("ScanFilter", request.scanFilter(), request.conditionalOperator());
        Optional<Item> startKey = StartKey.values(request.hasExclusiveStartKey(), request.exclusiveStartKey());
        Optional<Segment> segment = segment(request.segment(), request.totalSegments());
        PageExpressions expressions = PageExpressions.of(request);
        PageSelection returned =
                PageSelection.of(request.select(), attributes, expressions.projection(), request.indexName() != null);
        return new ScanCall(
                parameters(request, expressions.filter().or(() -> legacyFilter), returned, startKey), segment);
    }

    private static void checkConstraints(ScanRequest request) {
        ParameterConstraints constraints =
                new ParameterConstraints().oneOf("select", request.selectAsString(), PageSelection.VALUES);
        TableNames.check(constraints, "indexName", request.indexName());
        constraints
                .range("totalSegments", request.totalSegments(), 1, Segment.MAX_TOTAL)
                .range("segment", request.segment(), 0, Segment.MAX_TOTAL - 1)
                .range("limit", request.limit(), 1, Integer.MAX_VALUE);
        if (request.hasAttributesToGet()) {
            LegacyParameters.constrainAttributesToGet(constraints, "attributesToGet", request.attributesToGet());
        }
        LegacyParameters.constrainConditions(constraints, "scanFilter", request.scanFilter());
        constraints
                .tableName(request.tableName())
                .returnConsumedCapacity(request.returnConsumedCapacityAsString())
                .conditionalOperator(request.conditionalOperatorAsString())
                .check();
    }

    private static List<String> legacy(ScanRequest request) {
        List<String> given = new ArrayList<>();
        PageParameters.addIf(request.hasAttributesToGet(), "AttributesToGet", given);
        PageParameters.addIf(!request.scanFilter().isEmpty(), "ScanFilter", given);
        PageParameters.addIf(request.conditionalOperator() != null, "ConditionalOperator", given);
        return given;
    }

    private static List<String> expressions(ScanRequest request) {
        List<String> given = new ArrayList<>();
        PageParameters.addIf(request.projectionExpression() != null, "ProjectionExpression", given);
        PageParameters.addIf(request.filterExpression() != null, "FilterExpression", given);
        return given;
    }

    private static Optional<Segment> segment(@Nullable Integer number, @Nullable Integer total) {
        if (number == null && total == null) {
            return Optional.empty();
        } else if (total == null) {
            throw ServiceErrors.validation("The TotalSegments parameter is required but was not present in the request"
                    + " when Segment parameter is present");
        } else if (number == null) {
            throw ServiceErrors.validation("The Segment parameter is required but was not present in the request when"
                    + " parameter TotalSegments is present");
        } else if (number >= total) {
            throw ServiceErrors.validation("The Segment parameter is zero-based and must be less than parameter"
                    + " TotalSegments: Segment: " + number + " is not less than TotalSegments: " + total);
        }
        return Optional.of(new Segment(number, total));
    }

    private static PageParameters parameters(
            ScanRequest request, Optional<Filter> filter, PageSelection returned, Optional<Item> startKey) {
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

    /** A scan takes every key; in which segment one is, is the backend's choice. */
    @Override
    public PageCall checkedFor(PageTarget target) {
        return this;
    }

    @Override
    public PageRequest request(PageTarget target, int limit, Optional<Position> after) {
        var scan = org.moviestore.table.ScanRequest.builder(target.schema())
                .limit(limit)
                .consistency(parameters.consistency());
        segment.ifPresent(part -> scan.segment(part.number(), part.total()));
        target.index().ifPresent(index -> scan.index(index.name()));
        after.ifPresent(scan::startAfter);
        return scan.build();
    }
}
