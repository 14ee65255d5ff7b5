// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributePath.Index;
import org.moviestore.item.AttributePath.Name;
import org.moviestore.item.AttributePath.Step;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.Item;

/** Keeps some paths of an item, with the maps and lists above them. */
final class ProjectionEvaluator {
    /** What to keep below here: everything if there is nothing more to say. */
    private final Map<String, ProjectionEvaluator> names = new LinkedHashMap<>();

    private final TreeMap<Integer, ProjectionEvaluator> indexes = new TreeMap<>();

    private ProjectionEvaluator() {}

    static Item project(List<AttributePath> paths, Item item) {
        ProjectionEvaluator root = new ProjectionEvaluator();
        for (AttributePath path : paths) {
            ProjectionEvaluator place = root;
            for (Step step : path.steps()) {
                place = place.child(step);
            }
        }
        return new Item(root.entries(item.attributes()));
    }

    private ProjectionEvaluator child(Step step) {
        return step instanceof Name name
                ? names.computeIfAbsent(name.name(), key -> new ProjectionEvaluator())
                : indexes.computeIfAbsent(((Index) step).index(), key -> new ProjectionEvaluator());
    }

    private Map<String, AttributeValue> entries(Map<String, AttributeValue> entries) {
        Map<String, AttributeValue> kept = new LinkedHashMap<>();
        names.forEach((name, below) ->
                Optional.ofNullable(entries.get(name)).flatMap(below::keep).ifPresent(value -> kept.put(name, value)));
        return kept;
    }

    private Optional<AttributeValue> keep(AttributeValue value) {
        if (names.isEmpty() && indexes.isEmpty()) {
            return Optional.of(value);
        }
        if (value instanceof MapValue map && !names.isEmpty()) {
            Map<String, AttributeValue> kept = entries(map.entries());
            return kept.isEmpty() ? Optional.empty() : Optional.of(new MapValue(kept));
        }
        if (value instanceof ListValue list && !indexes.isEmpty()) {
            List<AttributeValue> kept = indexes.headMap(list.elements().size()).entrySet().stream()
                    .flatMap(below -> below.getValue().keep(list.elements().get(below.getKey())).stream())
                    .toList();
            return kept.isEmpty() ? Optional.empty() : Optional.of(new ListValue(kept));
        }
        return Optional.empty();
    }
}
