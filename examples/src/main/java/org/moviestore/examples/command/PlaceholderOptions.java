// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Placeholders;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Values;
import org.moviestore.json.JsonForm;
import picocli.CommandLine.Option;

/** What the placeholders of a command's expressions stand for. */
final class PlaceholderOptions {
    @Option(
            names = "--value",
            paramLabel = ":NAME=JSON",
            description = {
                "What a value's placeholder stands for, in JSON: --value :r=7.7, --value ':a=[\"Tom Hanks\"]',"
                        + " --value :seen=true. Text that is no JSON stands for itself: --value ':who=Tom Hanks'."
                        + " Text that looks like JSON needs its quotes: --value ':text=\"1985\"'.",
                "May be repeated."
            })
    private final List<String> values = new ArrayList<>();

    @Option(
            names = "--name",
            paramLabel = "#NAME=ATTRIBUTE",
            description = {
                "What a name's placeholder stands for, where an attribute's name cannot be written as it is:"
                        + " --name '#x=a name with blanks'.",
                "May be repeated."
            })
    private final List<String> names = new ArrayList<>();

    /** Parses an expression. */
    private <T> T parsed(String text, BiFunction<String, Placeholders, T> parser) {
        return parser.apply(text, placeholders());
    }

    Optional<Condition> condition(@Nullable String text) {
        return Optional.ofNullable(text).map(given -> parsed(given, Condition::parse));
    }

    Optional<Projection> projection(@Nullable String text) {
        return Optional.ofNullable(text).map(given -> parsed(given, Projection::parse));
    }

    Update update(String text) {
        return parsed(text, Update::parse);
    }

    private Placeholders placeholders() {
        Map<String, AttributeValue> byPlaceholder = new LinkedHashMap<>();
        pairs("--value", values).forEach((placeholder, json) -> byPlaceholder.put(placeholder, value(json)));
        return new Placeholders(pairs("--name", names), byPlaceholder);
    }

    private static Map<String, String> pairs(String option, List<String> given) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : given) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new UsageException(option + " " + pair + " lacks a = after the placeholder");
            }
            String placeholder = pair.substring(0, equals);
            if (pairs.put(placeholder, pair.substring(equals + 1)) != null) {
                throw new UsageException(option + " " + placeholder + " is given twice");
            }
        }
        return pairs;
    }

    private static AttributeValue value(String json) {
        try {
            return JsonForm.NATURAL.readValue(json);
        } catch (InvalidRequestException e) {
            if (e.code() == ErrorCode.JSON_SYNTAX) {
                return Values.string(json);
            }
            throw e;
        }
    }
}
