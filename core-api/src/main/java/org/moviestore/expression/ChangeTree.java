// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributePath.Index;
import org.moviestore.item.AttributePath.Name;
import org.moviestore.item.AttributePath.Step;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.Item;

/**
 * The changes of one update by their paths, put in place together. Paths do not overlap, so a place changes or leads
 * on; and the evaluator has seen that every place which leads on is a map or a list as the path asks.
 */
final class ChangeTree {
    private final Map<String, ChangeTree> names = new LinkedHashMap<>();
    private final TreeMap<Integer, ChangeTree> indexes = new TreeMap<>();
    private @Nullable Change change;

    void add(AttributePath path, Change leaf) {
        ChangeTree place = this;
        for (Step step : path.steps()) {
            place = place.child(step);
        }
        place.change = leaf;
    }

    private ChangeTree child(Step step) {
        return step instanceof Name name
                ? names.computeIfAbsent(name.name(), key -> new ChangeTree())
                : indexes.computeIfAbsent(((Index) step).index(), key -> new ChangeTree());
    }

    Item applyTo(Item item) {
        return new Item(changedEntries(item.attributes()));
    }

    private Map<String, AttributeValue> changedEntries(Map<String, AttributeValue> entries) {
        Map<String, AttributeValue> changed = new LinkedHashMap<>(entries);
        names.forEach((name, below) -> below.result(Optional.ofNullable(entries.get(name)))
                .ifPresentOrElse(value -> changed.put(name, value), () -> changed.remove(name)));
        return changed;
    }

    /**
     * Elements in place first, then those set beyond the end in the order of their indexes, then without the removed
     * ones.
     */
    private List<AttributeValue> changedElements(List<AttributeValue> elements) {
        List<Optional<AttributeValue>> changed = new ArrayList<>();
        elements.forEach(element -> changed.add(Optional.of(element)));
        indexes.forEach((index, below) -> {
            if (index < elements.size()) {
                changed.set(index, below.result(changed.get(index)));
            } else {
                changed.add(below.result(Optional.empty()));
            }
        });
        return changed.stream().flatMap(Optional::stream).toList();
    }

    private Optional<AttributeValue> result(Optional<AttributeValue> old) {
        if (change instanceof Change.Put put) {
            return Optional.of(put.value());
        } else if (change instanceof Change.Removal) {
            return Optional.empty();
        } else if (change instanceof Change.Nothing) {
            return old;
        }
        return old.map(parent -> parent instanceof MapValue map
                ? new MapValue(changedEntries(map.entries()))
                : new ListValue(changedElements(((ListValue) parent).elements())));
    }
}
