// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.moviestore.proof.sdk.TableForm.IndexForm;
import org.moviestore.proof.sdk.TableForm.KeyForm;
import org.moviestore.proof.sdk.TableForm.KeyPart;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Draws queries and scans. */
final class PageRequests {
    private static final List<String> TESTS = List.of("=", "<", "<=", ">", ">=");

    private final Scene scene;
    private final Draw draw;
    private final RequestParts parts;
    private final LegacyDraw legacy;
    private final ConditionText conditions;

    PageRequests(Scene scene) {
        this.scene = scene;
        this.draw = scene.draw();
        this.parts = new RequestParts(scene);
        this.legacy = new LegacyDraw(scene);
        this.conditions = new ConditionText(scene);
    }

    /** Draws one page of a table, whose order is that of its sort key. */
    Call query() {
        TableForm table = scene.table();
        Map<String, AttributeValue> item = anyItem(table, table.key());
        QueryRequest.Builder request = query(table, table.key(), Optional.empty(), item);
        if (draw.oneIn(4)) {
            Map<String, AttributeValue> start = new LinkedHashMap<>(scene.key(table));
            if (!draw.oneIn(12)) {
                start.put(
                        table.key().partition().name(),
                        item.get(table.key().partition().name()));
            }
            request.exclusiveStartKey(parts.keyOrWrong(table, start));
        }
        return new Call.One(request.build());
    }

    /** Draws a query of an index, or of a table which has none, to the last page. */
    Call indexQuery() {
        TableForm table = scene.table();
        if (table.indexes().isEmpty()) {
            return new Call.Pages(
                    query(table, table.key(), Optional.empty(), anyItem(table, table.key()))
                            .build(),
                    Optional.empty());
        }
        IndexForm index = draw.oneOf(table.indexes());
        QueryRequest request = query(table, index.key(), Optional.of(index), anyItem(table, index.key()))
                .build();
        boolean isOrdered = request.projectionExpression() == null && !request.hasAttributesToGet();
        return new Call.Pages(request, isOrdered ? index.key().sort().map(KeyPart::name) : Optional.empty());
    }

    private QueryRequest.Builder query(
            TableForm table, KeyForm key, Optional<IndexForm> index, Map<String, AttributeValue> item) {
        QueryRequest.Builder request =
                QueryRequest.builder().tableName(parts.tableName(table)).returnConsumedCapacity(parts.capacity());
        index.ifPresent(each -> request.indexName(parts.isWrong() ? "no-index" : each.name()));
        Placeholders placeholders = new Placeholders(draw);
        boolean isLegacy = draw.oneIn(6);
        if (isLegacy) {
            request.keyConditions(keyConditions(key, item));
        }
        if (isLegacy ? parts.isWrong() : true) {
            request.keyConditionExpression(keyCondition(key, item, placeholders));
        }
        Map<String, AttributeValue> rest = without(key, item);
        if (draw.oneIn(3)) {
            if (isLegacy) {
                request.queryFilter(legacy.filter(rest));
            } else {
                request.filterExpression(parts.condition(parts.isWrong() ? item : rest, placeholders));
            }
        }
        select(request, item, placeholders, isLegacy);
        if (draw.oneIn(3)) {
            request.scanIndexForward(draw.oneIn(3));
        }
        if (draw.percent(40)) {
            request.limit(parts.isWrong() ? draw.between(-1, 0) : draw.between(1, 5));
        }
        boolean canBeConsistent = index.isEmpty() || index.get().isLocal() || parts.isWrong();
        if (canBeConsistent && draw.oneIn(3)) {
            request.consistentRead(draw.oneIn(2));
        }
        return request.expressionAttributeNames(placeholders.names()).expressionAttributeValues(placeholders.values());
    }

    private void select(
            QueryRequest.Builder request,
            Map<String, AttributeValue> item,
            Placeholders placeholders,
            boolean isLegacy) {
        if (draw.oneIn(4)) {
            if (isLegacy) {
                request.attributesToGet(parts.attributesToGet(item));
            } else {
                request.projectionExpression(parts.projection(item, placeholders));
            }
            if (draw.oneIn(4)) {
                request.select(
                        draw.oneIn(10) ? draw.oneOf(List.copyOf(Select.knownValues())) : Select.SPECIFIC_ATTRIBUTES);
            }
        } else if (draw.oneIn(4)) {
            request.select(
                    parts.isWrong()
                            ? "SOME"
                            : draw.oneOf(List.copyOf(Select.knownValues())).toString());
        }
    }

    private static Map<String, AttributeValue> without(KeyForm key, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> rest = new LinkedHashMap<>(item);
        key.parts().forEach(part -> rest.remove(part.name()));
        return rest;
    }

    /** Draws an item of a table or an index, or what could be one. */
    private Map<String, AttributeValue> anyItem(TableForm table, KeyForm key) {
        List<Map<String, AttributeValue>> content = scene.content(table).stream()
                .filter(item -> key.of(item).size() == key.parts().size())
                .toList();
        Map<String, AttributeValue> item =
                new LinkedHashMap<>(content.isEmpty() ? scene.item(table, scene.key(table)) : draw.oneOf(content));
        for (KeyPart part : key.parts()) {
            if (!table.key().has(part.name())) {
                item.putIfAbsent(part.name(), scene.indexKey(part));
            }
        }
        return item;
    }

    private AttributeValue keyValue(KeyForm key, KeyPart part, Map<String, AttributeValue> item) {
        if (parts.isWrong()) {
            return draw.oneIn(2) ? scene.values().value(1) : scene.values().broken();
        }
        return draw.oneIn(3) && key.partition() != part
                ? scene.sort(part)
                : item.getOrDefault(part.name(), scene.sort(part));
    }

    private String keyCondition(KeyForm key, Map<String, AttributeValue> item, Placeholders placeholders) {
        String partition = placeholders.name(key.partition().name())
                + draw.oneOf(" = ", "=")
                + placeholders.value(keyValue(key, key.partition(), item));
        if (key.sort().isEmpty() || draw.oneIn(3)) {
            return parts.isWrong()
                    ? partition + " AND a = "
                            + placeholders.value(scene.values().scalar())
                    : partition;
        }
        String sort = test(key.sort().get(), keyValue(key, key.sort().get(), item), placeholders);
        return draw.oneIn(6) ? sort + " and " + partition : partition + " AND " + sort;
    }

    private String test(KeyPart part, AttributeValue value, Placeholders placeholders) {
        String name = placeholders.name(part.name());
        boolean isKeyType = value.s() != null || value.n() != null || value.b() != null;
        return switch (draw.below(6)) {
            case 0, 1, 2 -> name + " " + (parts.isWrong() ? "<>" : draw.oneOf(TESTS)) + " " + placeholders.value(value);
            case 3 -> placeholders.value(value) + " " + draw.oneOf(TESTS) + " " + name;
            case 4 ->
                name + " BETWEEN " + placeholders.value(value) + " AND "
                        + placeholders.value(
                                isKeyType && !parts.isWrong() ? conditions.above(value) : scene.sort(part));
            default ->
                value.n() == null || parts.isWrong()
                        ? "begins_with(" + name + ", " + placeholders.value(value) + ")"
                        : name + " > " + placeholders.value(value);
        };
    }

    private Map<String, Condition> keyConditions(KeyForm key, Map<String, AttributeValue> item) {
        Map<String, Condition> keyConditions = new LinkedHashMap<>();
        keyConditions.put(
                key.partition().name(),
                legacy.of(ComparisonOperator.EQ, List.of(keyValue(key, key.partition(), item))));
        if (key.sort().isPresent() && draw.oneIn(2)) {
            AttributeValue value = keyValue(key, key.sort().get(), item);
            ComparisonOperator operator = draw.oneOf(
                    ComparisonOperator.EQ,
                    ComparisonOperator.LT,
                    ComparisonOperator.LE,
                    ComparisonOperator.GT,
                    ComparisonOperator.GE,
                    ComparisonOperator.BETWEEN,
                    value.n() == null ? ComparisonOperator.BEGINS_WITH : ComparisonOperator.EQ);
            boolean isKeyType = value.s() != null || value.n() != null || value.b() != null;
            keyConditions.put(
                    key.sort().get().name(),
                    operator == ComparisonOperator.BETWEEN
                            ? legacy.of(operator, List.of(value, isKeyType ? conditions.above(value) : value))
                            : legacy.of(operator, List.of(value)));
        }
        return keyConditions;
    }

    /** Draws a scan of a table or an index to the last page, in one piece or in segments. */
    Call scan() {
        TableForm table = scene.table();
        ScanRequest.Builder request =
                ScanRequest.builder().tableName(parts.tableName(table)).returnConsumedCapacity(parts.capacity());
        Optional<IndexForm> index = table.indexes().isEmpty() || !draw.oneIn(3)
                ? Optional.empty()
                : Optional.of(draw.oneOf(table.indexes()));
        index.ifPresent(each -> request.indexName(parts.isWrong() ? "no-index" : each.name()));
        Map<String, AttributeValue> item =
                anyItem(table, index.map(IndexForm::key).orElse(table.key()));
        Placeholders placeholders = new Placeholders(draw);
        boolean isLegacy = draw.oneIn(6);
        if (draw.oneIn(2)) {
            if (isLegacy) {
                request.scanFilter(legacy.filter(item));
            } else {
                request.filterExpression(parts.condition(item, placeholders));
            }
        }
        select(request, item, placeholders, isLegacy);
        if (draw.percent(40)) {
            request.limit(parts.isWrong() ? 0 : draw.between(1, 6));
        }
        if ((index.isEmpty() || index.get().isLocal() || parts.isWrong()) && draw.oneIn(3)) {
            request.consistentRead(draw.oneIn(2));
        }
        request.expressionAttributeNames(placeholders.names()).expressionAttributeValues(placeholders.values());
        return call(table, request);
    }

    private Call call(TableForm table, ScanRequest.Builder request) {
        if (parts.isWrong()) {
            switch (draw.below(4)) {
                case 0 -> request.segment(2).totalSegments(2);
                case 1 -> request.segment(0);
                case 2 -> request.totalSegments(3);
                default -> request.segment(0).totalSegments(1_000_001);
            }
            return new Call.One(request.build());
        } else if (draw.oneIn(60)) {
            Map<String, AttributeValue> key = new LinkedHashMap<>(scene.key(table));
            key.put("extra", AttributeValue.fromS("a"));
            return new Call.One(request.exclusiveStartKey(key).build());
        }
        return draw.oneIn(4)
                ? new Call.Segments(request.build(), draw.between(1, 4))
                : new Call.Pages(request.build(), Optional.empty());
    }

    private void select(
            ScanRequest.Builder request,
            Map<String, AttributeValue> item,
            Placeholders placeholders,
            boolean isLegacy) {
        if (draw.oneIn(4)) {
            if (isLegacy) {
                request.attributesToGet(parts.attributesToGet(item));
            } else {
                request.projectionExpression(parts.projection(item, placeholders));
            }
        } else if (draw.oneIn(4)) {
            request.select(draw.oneOf(List.copyOf(Select.knownValues())));
        }
    }
}
