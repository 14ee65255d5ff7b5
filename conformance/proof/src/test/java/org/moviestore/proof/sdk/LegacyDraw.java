// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/** Draws the parameters from before expressions. */
final class LegacyDraw {
    private static final List<ComparisonOperator> OPERATORS = List.copyOf(ComparisonOperator.knownValues());
    private static final int ONE_WRONG = 40;

    private final Scene scene;
    private final Draw draw;
    private final ValueDraw values;
    private final ConditionText conditions;

    LegacyDraw(Scene scene) {
        this.scene = scene;
        this.draw = scene.draw();
        this.values = scene.values();
        this.conditions = new ConditionText(scene);
    }

    Map<String, ExpectedAttributeValue> expected(Map<String, AttributeValue> item) {
        Map<String, ExpectedAttributeValue> expected = new LinkedHashMap<>();
        for (int i = size(); i > 0; i--) {
            String name = scene.name(item);
            expected.put(name, expected(Optional.ofNullable(item.get(name))));
        }
        return expected;
    }

    private int size() {
        return draw.oneIn(2) ? 1 : draw.between(1, 3);
    }

    private ExpectedAttributeValue expected(Optional<AttributeValue> stored) {
        ExpectedAttributeValue.Builder expected = ExpectedAttributeValue.builder();
        if (draw.oneIn(ONE_WRONG)) {
            return expected.exists(draw.oneIn(2))
                    .attributeValueList(values.scalar())
                    .build();
        }
        return switch (draw.below(4)) {
            case 0 ->
                expected.value(stored.map(values::related).orElseGet(() -> values.value(1)))
                        .exists(draw.oneIn(3) ? Boolean.TRUE : null)
                        .build();
            case 1 -> expected.exists(draw.oneIn(ONE_WRONG)).build();
            default -> {
                Condition condition = condition(stored);
                yield expected.comparisonOperator(condition.comparisonOperatorAsString())
                        .attributeValueList(condition.hasAttributeValueList() ? condition.attributeValueList() : null)
                        .build();
            }
        };
    }

    /** Draws a filter; one of its attributes belongs to a key now and then. */
    Map<String, Condition> filter(Map<String, AttributeValue> item) {
        Map<String, Condition> filter = new LinkedHashMap<>();
        for (int i = size(); i > 0; i--) {
            String name = scene.name(item);
            filter.put(name, condition(Optional.ofNullable(item.get(name))));
        }
        return filter;
    }

    private Condition condition(Optional<AttributeValue> stored) {
        ComparisonOperator operator = draw.oneOf(OPERATORS);
        return switch (operator) {
            case NULL, NOT_NULL -> of(operator, List.of());
            case IN -> of(operator, draw.list(draw.between(1, 3), () -> scalar(stored)));
            case BETWEEN -> {
                AttributeValue low = scalar(stored);
                yield of(operator, List.of(low, conditions.above(low)));
            }
            case EQ, NE -> of(operator, List.of(stored.map(values::related).orElseGet(() -> values.value(1))));
            case BEGINS_WITH -> {
                AttributeValue prefix = scalar(stored);
                yield of(operator, List.of(prefix.n() == null ? prefix : AttributeValue.fromS(values.text())));
            }
            default -> of(operator, List.of(scalar(stored)));
        };
    }

    private AttributeValue scalar(Optional<AttributeValue> stored) {
        return stored.filter(value -> value.s() != null || value.n() != null || value.b() != null)
                .map(values::related)
                .orElseGet(values::scalar);
    }

    Condition of(ComparisonOperator operator, List<AttributeValue> arguments) {
        Condition.Builder condition = Condition.builder().comparisonOperator(operator);
        if (draw.oneIn(ONE_WRONG)) {
            return switch (draw.below(3)) {
                case 0 -> condition.attributeValueList(values.value(1)).build();
                case 1 ->
                    condition
                            .attributeValueList(values.scalar(), values.scalar())
                            .build();
                default -> condition.build();
            };
        }
        return arguments.isEmpty()
                ? condition.build()
                : condition.attributeValueList(arguments).build();
    }

    Map<String, AttributeValueUpdate> updates(TableForm table, Map<String, AttributeValue> item) {
        Map<String, AttributeValueUpdate> updates = new LinkedHashMap<>();
        for (int i = size(); i > 0; i--) {
            String name = scene.name(item);
            if (!table.key().has(name) || draw.oneIn(20)) {
                updates.put(name, update(table, name, Optional.ofNullable(item.get(name))));
            }
        }
        return updates;
    }

    private AttributeValueUpdate update(TableForm table, String name, Optional<AttributeValue> stored) {
        AttributeValueUpdate.Builder update = AttributeValueUpdate.builder();
        Optional<AttributeValue> indexed = table.keyParts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .map(scene::indexKey);
        if (indexed.isPresent() && !draw.oneIn(ONE_WRONG)) {
            return update.action(draw.oneIn(15) ? null : AttributeAction.PUT)
                    .value(indexed.get())
                    .build();
        }
        boolean isSet = stored.filter(value -> value.hasSs() || value.hasNs() || value.hasBs())
                .isPresent();
        return switch (draw.below(isSet ? 6 : 4)) {
            case 0 -> update.action(AttributeAction.DELETE).build();
            case 1 ->
                update.action(AttributeAction.ADD)
                        .value(stored.isEmpty() && draw.oneIn(2) ? values.set() : AttributeValue.fromN(values.number()))
                        .build();
            case 2, 3 ->
                update.action(draw.oneIn(15) ? null : AttributeAction.PUT)
                        .value(values.value(2))
                        .build();
            default ->
                update.action(draw.oneOf(AttributeAction.ADD, AttributeAction.DELETE))
                        .value(values.setLike(stored.orElseThrow()))
                        .build();
        };
    }
}
