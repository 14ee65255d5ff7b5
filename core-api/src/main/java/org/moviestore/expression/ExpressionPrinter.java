// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributePath.Name;
import org.moviestore.item.AttributePath.Step;
import org.moviestore.item.AttributeValue;

/**
 * Prints trees as DynamoDB's expression text, with a placeholder for every attribute name and every value, so that
 * nothing in them can be taken for something else. One printer serves the expressions of one request, which share their
 * placeholders. The text has no redundant parentheses: a printed condition may be put in exactly one pair. Not
 * thread-safe.
 */
public final class ExpressionPrinter {
    private final Map<String, String> placeholders = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    /** Creates a printer without placeholders. */
    public ExpressionPrinter() {}

    /** Returns the text of a condition. */
    public String print(Condition condition) {
        return condition.accept(new ConditionWriter(this));
    }

    /** Returns the text of a key condition. */
    public String print(KeyCondition condition) {
        KeyConditionWriter writer = new KeyConditionWriter(this);
        return condition.tests().stream().map(test -> test.accept(writer)).collect(Collectors.joining(" AND "));
    }

    /**
     * Returns the text of an update, with the actions of one kind together; it is empty for an update without actions,
     * for which DynamoDB is given no expression.
     */
    public String print(Update update) {
        return new UpdateWriter(this).write(update.actions());
    }

    /** Returns the text of a projection. */
    public String print(Projection projection) {
        return projection.paths().stream().map(this::path).collect(Collectors.joining(", "));
    }

    /** Returns the attribute names by their placeholders, for everything printed so far. */
    public Map<String, String> names() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    /** Returns the values by their placeholders, for everything printed so far. */
    public Map<String, AttributeValue> values() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Returns the text of a path. */
    String path(AttributePath path) {
        List<Step> steps = path.steps();
        StringBuilder text = new StringBuilder(name(path.attribute()));
        for (Step step : steps.subList(1, steps.size())) {
            if (step instanceof Name name) {
                text.append('.').append(name(name.name()));
            } else {
                text.append(step);
            }
        }
        return text.toString();
    }

    /** Returns the placeholder of an attribute name, which is the same whenever the name is. */
    String name(String name) {
        return placeholders.computeIfAbsent(name, unknown -> {
            String placeholder = "#n" + names.size();
            names.put(placeholder, unknown);
            return placeholder;
        });
    }

    /** Returns a new placeholder for a value. */
    String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }
}
