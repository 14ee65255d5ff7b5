// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moviestore.proof.sdk.TableForm.KeyPart;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Draws what several kinds of requests have, now and then wrongly. */
final class RequestParts {
    private static final int ONE_WRONG = 70;

    private final Scene scene;
    private final Draw draw;
    private final ConditionText conditions;
    private final UpdateText updates;
    private final PathDraw paths;
    private final TextFaults faults;

    RequestParts(Scene scene) {
        this.scene = scene;
        this.draw = scene.draw();
        this.conditions = new ConditionText(scene);
        this.updates = new UpdateText(scene);
        this.paths = new PathDraw(scene);
        this.faults = new TextFaults(draw);
    }

    String tableName(TableForm table) {
        return draw.oneIn(120) ? table.name() + "-missing" : table.name();
    }

    /** Draws whether something that is rare is done wrong. */
    boolean isWrong() {
        return draw.oneIn(ONE_WRONG);
    }

    Map<String, AttributeValue> keyOrWrong(TableForm table, Map<String, AttributeValue> key) {
        if (!isWrong()) {
            return key;
        }
        Map<String, AttributeValue> wrong = new LinkedHashMap<>(key);
        KeyPart part = draw.oneOf(table.key().parts());
        switch (draw.below(7)) {
            case 0 -> wrong.remove(part.name());
            case 1 -> wrong.put("extra", AttributeValue.fromS("a"));
            case 2 -> wrong.put(part.name(), scene.values().value(1));
            case 3 -> wrong.put(part.name(), AttributeValue.fromS(""));
            case 4 -> wrong.put(part.name(), scene.values().broken());
            case 5 -> wrong.clear();
            default -> wrong.put(part.name(), AttributeValue.fromS("k".repeat(draw.between(1024, 2049))));
        }
        return wrong;
    }

    Map<String, AttributeValue> itemOrWrong(TableForm table, Map<String, AttributeValue> key) {
        Map<String, AttributeValue> item = scene.item(table, key);
        if (isWrong()) {
            Map<String, AttributeValue> wrong = new LinkedHashMap<>(item);
            wrong.put(
                    draw.oneIn(10) ? "" : scene.values().name(), scene.values().broken());
            return wrong;
        } else if (isWrong()) {
            Map<String, AttributeValue> wrong = new LinkedHashMap<>(item);
            wrong.keySet().removeAll(key.keySet());
            wrong.putAll(keyOrWrong(table, key));
            return wrong;
        }
        return item;
    }

    String condition(Map<String, AttributeValue> item, Placeholders placeholders) {
        return faults.maybe(conditions.condition(item, placeholders), placeholders);
    }

    String update(TableForm table, Map<String, AttributeValue> item, Placeholders placeholders) {
        return faults.maybe(updates.update(table, item, placeholders), placeholders);
    }

    String projection(Map<String, AttributeValue> item, Placeholders placeholders) {
        return faults.maybe(paths.projection(item, placeholders), placeholders);
    }

    List<String> attributesToGet(Map<String, AttributeValue> item) {
        List<String> names = draw.list(draw.between(1, 3), () -> scene.name(item));
        return draw.oneIn(10) ? names : names.stream().distinct().toList();
    }

    @Nullable
    String capacity() {
        if (!draw.oneIn(5)) {
            return null;
        }
        return draw.oneIn(100)
                ? "SOME"
                : draw.oneOf(ReturnConsumedCapacity.INDEXES, ReturnConsumedCapacity.TOTAL, ReturnConsumedCapacity.NONE)
                        .toString();
    }

    @Nullable
    String metrics() {
        return draw.oneIn(15)
                ? draw.oneOf(ReturnItemCollectionMetrics.SIZE, ReturnItemCollectionMetrics.NONE)
                        .toString()
                : null;
    }

    @Nullable
    String onFailure() {
        if (!draw.oneIn(3)) {
            return null;
        }
        return isWrong()
                ? "UPDATED_NEW"
                : draw.oneOf(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD,
                                ReturnValuesOnConditionCheckFailure.ALL_OLD,
                                ReturnValuesOnConditionCheckFailure.NONE)
                        .toString();
    }

    /** Draws distinct keys of a table. */
    List<Map<String, AttributeValue>> keys(TableForm table, int most) {
        Map<String, Map<String, AttributeValue>> keys = new LinkedHashMap<>();
        for (int i = draw.between(1, most); i > 0; i--) {
            Map<String, AttributeValue> key = scene.key(table);
            keys.putIfAbsent(Trees.of(key, Trees.Numbers.PLAIN).toString(), key);
        }
        return new ArrayList<>(keys.values());
    }
}
