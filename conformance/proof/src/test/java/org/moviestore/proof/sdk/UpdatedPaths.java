// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.expression.ExpressionParser;
import org.moviestore.expression.Placeholders;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributePath.Index;
import org.moviestore.item.AttributePath.Name;
import org.moviestore.item.AttributePath.Step;
import org.moviestore.item.InvalidRequestException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The paths that an update expression names, as the branches of a tree. */
final class UpdatedPaths {
    /** What follows a step; nothing where a path ends. */
    private record Branch(Map<Step, Branch> next) {
        Branch() {
            this(new LinkedHashMap<>());
        }
    }

    private final Branch root = new Branch();

    private UpdatedPaths(Update update) {
        for (Update.Action action : update.actions()) {
            Branch branch = root;
            for (Step step : action.path().steps()) {
                branch = branch.next().computeIfAbsent(step, each -> new Branch());
            }
        }
    }

    /** Returns what is at those paths of the tree of an item, where list elements move together. */
    static Map<String, Object> of(UpdateItemRequest request, Map<?, ?> item) {
        try {
            Placeholders placeholders = new Placeholders(
                    request.expressionAttributeNames(),
                    ItemCodec.decode(request.expressionAttributeValues()).attributes());
            Update update = ExpressionParser.lenient(placeholders).update(request.updateExpression());
            return new UpdatedPaths(update).entries(item, new UpdatedPaths(update).root);
        } catch (InvalidRequestException e) {
            return Map.of();
        }
    }

    private Map<String, Object> entries(Map<?, ?> tree, Branch branch) {
        Map<String, Object> entries = new TreeMap<>();
        branch.next().forEach((step, next) -> {
            @Nullable Object found = step instanceof Name name ? value(tree.get(name.name()), next) : null;
            if (found != null) {
                entries.put(((Name) step).name(), found);
            }
        });
        return entries;
    }

    private @Nullable Object value(@Nullable Object value, Branch branch) {
        if (branch.next().isEmpty() || !(value instanceof Map<?, ?> typed)) {
            return value;
        } else if (typed.get("M") instanceof Map<?, ?> map) {
            Map<String, Object> entries = entries(map, branch);
            return entries.isEmpty() ? null : Map.of("M", entries);
        } else if (typed.get("L") instanceof List<?> list) {
            List<Object> elements = elements(list, branch);
            return elements.isEmpty() ? null : Map.of("L", elements);
        }
        return null;
    }

    private List<Object> elements(List<?> list, Branch branch) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            @Nullable Branch next = branch.next().get(new Index(i));
            @Nullable Object found = next == null ? null : value(list.get(i), next);
            if (found != null) {
                elements.add(found);
            }
        }
        return elements;
    }
}
