// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.expression.ExpressionParser;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Placeholders;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.ItemSize;
import org.moviestore.item.Utf8;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The expressions of one request, or of one action of a transaction, parsed strictly, with its placeholders. Errors are
 * the service's. Not thread-safe.
 */
final class RequestExpressions {
    /** The parameter of a request that an expression comes from, which begins its messages. */
    enum Parameter {
        UPDATE("UpdateExpression"),
        CONDITION("ConditionExpression"),
        FILTER("FilterExpression"),
        KEY_CONDITION("KeyConditionExpression"),
        PROJECTION("ProjectionExpression");

        private final String text;

        Parameter(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** No shorter text uses too many operators. */
    private static final int FEW_OPERATORS_LENGTH = 2 * ExpressionLimits.MAX_OPERATORS;
    /** The most bytes of names and values with their placeholders. */
    private static final long MAX_SUBSTITUTED_BYTES = 2 * 1024 * 1024;

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final boolean hasNames;
    private final boolean hasValues;
    private final Set<Parameter> absent = EnumSet.noneOf(Parameter.class);
    private final List<String> texts = new ArrayList<>();
    private @Nullable ExpressionParser parser;

    /** Takes the maps as the SDK's requests give them where they are set; null where they are not. */
    RequestExpressions(@Nullable Map<String, String> names, @Nullable Map<String, AttributeValue> values) {
        this.names = names == null ? Map.of() : names;
        this.values = values == null ? Map.of() : values;
        this.hasNames = names != null;
        this.hasValues = values != null;
    }

    /** Parses a condition or a filter, if there is one; null is none, empty text is an error. */
    Optional<Condition> condition(Parameter parameter, @Nullable String text) {
        return read(parameter, text, (parser, expression) -> {
            Condition condition = parser.condition(expression);
            if (expression.length() > FEW_OPERATORS_LENGTH) {
                ExpressionLimits.paths(condition);
            }
            return condition;
        });
    }

    Optional<KeyCondition> keyCondition(@Nullable String text) {
        return read(Parameter.KEY_CONDITION, text, ExpressionParser::keyCondition);
    }

    Optional<Projection> projection(@Nullable String text) {
        return read(Parameter.PROJECTION, text, ExpressionParser::projection);
    }

    Optional<Update> update(@Nullable String text) {
        return read(Parameter.UPDATE, text, (parser, expression) -> {
            Update update = parser.update(expression);
            if (expression.length() > FEW_OPERATORS_LENGTH) {
                ExpressionLimits.paths(update);
            }
            return update;
        });
    }

    private <T> Optional<T> read(
            Parameter parameter, @Nullable String text, BiFunction<ExpressionParser, String, T> reading) {
        if (text == null) {
            absent.add(parameter);
            return Optional.empty();
        }
        ExpressionParser reader = parser();
        texts.add(text);
        try {
            return Optional.of(reading.apply(reader, text));
        } catch (InvalidRequestException e) {
            throw ServiceErrors.validation(ExpressionFaults.describe(parameter, text, e), e);
        }
    }

    private ExpressionParser parser() {
        @Nullable ExpressionParser known = parser;
        if (known == null) {
            known = ExpressionParser.strict(placeholders());
            parser = known;
        }
        return known;
    }

    private Placeholders placeholders() {
        requireEntries(hasNames, names, "ExpressionAttributeNames");
        names.keySet().forEach(placeholder -> checkPlaceholder("ExpressionAttributeNames", '#', placeholder));
        names.forEach(RequestExpressions::checkName);
        requireEntries(hasValues, values, "ExpressionAttributeValues");
        if (names.isEmpty() && values.isEmpty()) {
            return Placeholders.none();
        }
        values.keySet().forEach(placeholder -> checkPlaceholder("ExpressionAttributeValues", ':', placeholder));
        Map<String, org.moviestore.item.AttributeValue> taken = new LinkedHashMap<>();
        values.forEach((placeholder, value) -> taken.put(placeholder, value(placeholder, value)));
        checkSizes(names, taken);
        return new Placeholders(names, taken);
    }

    private static void checkSizes(Map<String, String> names, Map<String, org.moviestore.item.AttributeValue> values) {
        long bytesOfNames = 0;
        for (Map.Entry<String, String> name : names.entrySet()) {
            bytesOfNames += name.getKey().length() + Utf8.length(name.getValue());
        }
        long bytesOfValues = 0;
        for (Map.Entry<String, org.moviestore.item.AttributeValue> value : values.entrySet()) {
            bytesOfValues += value.getKey().length() + ItemSize.of(value.getValue());
        }
        checkSize("ExpressionAttributeNames", bytesOfNames);
        checkSize("ExpressionAttributeValues", bytesOfValues);
        checkSize(
                "Combined size of ExpressionAttributeNames and ExpressionAttributeValues",
                bytesOfNames + bytesOfValues);
    }

    private static void checkSize(String what, long bytes) {
        if (bytes > MAX_SUBSTITUTED_BYTES) {
            throw ServiceErrors.validation(what + " exceeds max size");
        }
    }

    private static void requireEntries(boolean isSet, Map<String, ?> map, String parameter) {
        if (isSet && map.isEmpty()) {
            throw ServiceErrors.validation(parameter + " must not be empty");
        }
    }

    private static void checkName(String placeholder, @Nullable String name) {
        try {
            RequestValues.checkName(name == null ? "" : name);
        } catch (DynamoDbException e) {
            throw invalidValue("ExpressionAttributeNames", placeholder, e);
        }
    }

    private static org.moviestore.item.AttributeValue value(String placeholder, @Nullable AttributeValue value) {
        try {
            return RequestValues.value(value);
        } catch (DynamoDbException e) {
            throw invalidValue("ExpressionAttributeValues", placeholder, e);
        }
    }

    private static DynamoDbException invalidValue(String parameter, String placeholder, DynamoDbException e) {
        return ServiceErrors.validation(
                parameter + " contains invalid value: " + e.awsErrorDetails().errorMessage() + " for key "
                        + placeholder,
                e);
    }

    private static void checkPlaceholder(String parameter, char sign, String placeholder) {
        String problem = PlaceholderRules.problem(sign, placeholder);
        if (!problem.isEmpty()) {
            throw ServiceErrors.validation(parameter + " contains invalid key: " + problem);
        }
    }

    /** Refuses placeholders that no expression used, and placeholders without any expression. */
    void requireAllUsed() {
        @Nullable ExpressionParser used = parser;
        if (used == null) {
            refusePlaceholders();
            return;
        }
        try {
            used.requireAllUsed();
        } catch (InvalidRequestException e) {
            Set<String> kept = PlaceholderRules.placeholders(texts);
            requireUsed("ExpressionAttributeNames", names, kept, e);
            requireUsed("ExpressionAttributeValues", values, kept, e);
        }
    }

    private void refusePlaceholders() {
        if (!names.isEmpty()) {
            throw ServiceErrors.validation("ExpressionAttributeNames can only be specified when using expressions");
        }
        if (!values.isEmpty()) {
            throw ServiceErrors.validation(
                    "ExpressionAttributeValues can only be specified when using expressions" + absentExpressions());
        }
    }

    /** Returns which expressions there could be that take values. */
    private String absentExpressions() {
        String parameters = absent.stream()
                .filter(parameter -> parameter != Parameter.PROJECTION)
                .map(Parameter::toString)
                .collect(Collectors.joining(" and "));
        if (parameters.isEmpty()) {
            return "";
        }
        return ": " + parameters + (parameters.contains(" and ") ? " are null" : " is null");
    }

    private static void requireUsed(
            String parameter, Map<String, ?> placeholders, Set<String> used, InvalidRequestException e) {
        List<String> unused = placeholders.keySet().stream()
                .filter(placeholder -> !used.contains(placeholder))
                .toList();
        if (!unused.isEmpty()) {
            throw ServiceErrors.validation(
                    "Value provided in " + parameter + " unused in expressions: keys: {" + String.join(", ", unused)
                            + "}",
                    e);
        }
    }
}
