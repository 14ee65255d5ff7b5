// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.moviestore.proof.sdk.TableForm.IndexForm;
import org.moviestore.proof.sdk.TableForm.KeyPart;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What requests are drawn from: tables, their keys, values, and what a model holds, which is a store that has carried
 * out every request before. Not thread-safe.
 */
final class Scene {
    private static final int PARTITIONS = 3;
    private static final int SORTS = 7;
    /** So many large items are more than a page. */
    private static final int SORTS_IF_HEAVY = 16;

    private static final int INDEX_KEYS = 3;

    private final Draw draw;
    private final ValueDraw values;
    private final Model model;
    private final List<TableForm> tables;

    Scene(Draw draw, ValueDraw values, Model model, List<TableForm> tables) {
        this.draw = draw;
        this.values = values;
        this.model = model;
        this.tables = new ArrayList<>(tables);
    }

    Draw draw() {
        return draw;
    }

    ValueDraw values() {
        return values;
    }

    TableForm table() {
        return draw.oneOf(tables);
    }

    List<TableForm> tables() {
        return List.copyOf(tables);
    }

    /** Takes a table in place of what it was. */
    void replace(TableForm table) {
        tables.replaceAll(each -> each.name().equals(table.name()) ? table : each);
    }

    /** Returns what the model holds in a table; nothing if there is none. */
    List<Map<String, AttributeValue>> content(TableForm table) {
        return model.content(table.name());
    }

    /** Draws a key that an item has, or may have. */
    Map<String, AttributeValue> key(TableForm table) {
        List<Map<String, AttributeValue>> content = content(table);
        if (!content.isEmpty() && !draw.oneIn(4)) {
            return table.key().of(draw.oneOf(content));
        }
        return anyKey(table);
    }

    /** Draws a key of few that there are. */
    Map<String, AttributeValue> anyKey(TableForm table) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        key.put(table.key().partition().name(), partition(table));
        table.key().sort().ifPresent(part -> key.put(part.name(), sort(part)));
        return key;
    }

    AttributeValue partition(TableForm table) {
        // With a sort key there are few partitions of some items each.
        int choices = table.key().sort().isEmpty() ? SORTS : values.isHeavy() ? 1 : PARTITIONS;
        return values.keyValue(table.key().partition().type(), choices);
    }

    AttributeValue sort(KeyPart part) {
        return values.keyValue(part.type(), values.isHeavy() ? SORTS_IF_HEAVY : SORTS);
    }

    AttributeValue indexKey(KeyPart part) {
        return values.keyValue(part.type(), INDEX_KEYS);
    }

    /** Returns the item of a key in the model, without attributes if there is none. */
    Map<String, AttributeValue> stored(TableForm table, Map<String, AttributeValue> key) {
        return model.stored(table.name(), key);
    }

    /** Draws an item of a key. */
    Map<String, AttributeValue> item(TableForm table, Map<String, AttributeValue> key) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(values.attributes());
        for (IndexForm index : table.indexes()) {
            for (KeyPart part : index.key().parts()) {
                if (!table.key().has(part.name()) && draw.percent(75)) {
                    item.put(part.name(), draw.oneIn(60) ? values.value(1) : indexKey(part));
                }
            }
        }
        item.putAll(key);
        return item;
    }

    /** Draws the name of an attribute, more often than not one of an item. */
    String name(Map<String, AttributeValue> item) {
        List<String> names = List.copyOf(item.keySet());
        return names.isEmpty() || draw.oneIn(4) ? values.name() : draw.oneOf(names);
    }
}
