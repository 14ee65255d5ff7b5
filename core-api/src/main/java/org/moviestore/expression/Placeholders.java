// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Values;

/**
 * What {@code #name} and {@code :value} stand for in expression text. Immutable.
 *
 * @param names attribute names by placeholder, whose sign {@code #} is part of it
 * @param values values by placeholder, whose sign {@code :} is part of it
 */
public record Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
    private static final int MAX_LENGTH = 255;
    private static final Placeholders NONE = new Placeholders(Map.of(), Map.of());

    /**
     * Checks the placeholders: a sign and 1 to 254 letters, digits or underscores.
     *
     * @throws InvalidRequestException with {@link ErrorCode#EXPR_PLACEHOLDER}
     */
    public Placeholders {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        names.keySet().forEach(placeholder -> check('#', placeholder));
        values.keySet().forEach(placeholder -> check(':', placeholder));
    }

    private static void check(char sign, String placeholder) {
        if (placeholder.length() < 2
                || placeholder.length() > MAX_LENGTH
                || placeholder.charAt(0) != sign
                || Tokens.endOfWord(placeholder, 1) < placeholder.length()) {
            throw new InvalidRequestException(
                    ErrorCode.EXPR_PLACEHOLDER,
                    "placeholder \"" + placeholder + "\" is not " + sign
                            + " and 1 to 254 letters, digits or underscores");
        }
    }

    /** Returns no placeholders. */
    public static Placeholders none() {
        return NONE;
    }

    /** Returns these placeholders and one more for an attribute name. */
    public Placeholders name(String placeholder, String name) {
        Map<String, String> more = new LinkedHashMap<>(names);
        more.put(placeholder, name);
        return new Placeholders(more, values);
    }

    /** Returns these placeholders and one more for a value, taken as by {@link Values#of(Object)}. */
    public Placeholders value(String placeholder, Object value) {
        Map<String, AttributeValue> more = new LinkedHashMap<>(values);
        more.put(placeholder, Values.of(value));
        return new Placeholders(names, more);
    }
}
