// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.moviestore.expression.Tokens.Token;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.ExpressionFault;
import org.moviestore.item.InvalidRequestException;

/** What the placeholders of one request stand for, and which of them its expressions have used. */
final class PlaceholderUse {
    private final Placeholders placeholders;
    private final Set<String> used = new HashSet<>();

    PlaceholderUse(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    String name(Token token) {
        String name = placeholders.names().get(token.text());
        if (name == null) {
            throw undefined(token);
        }
        used.add(token.text());
        return name;
    }

    AttributeValue value(Token token) {
        AttributeValue value = placeholders.values().get(token.text());
        if (value == null) {
            throw undefined(token);
        }
        used.add(token.text());
        return value;
    }

    private static InvalidRequestException undefined(Token token) {
        return new InvalidRequestException(
                ErrorCode.EXPR_PLACEHOLDER,
                Tokens.at(token) + "is a placeholder that is not defined",
                new ExpressionFault.UndefinedPlaceholder(token.text()));
    }

    void requireAllUsed() {
        Stream.concat(placeholders.names().keySet().stream(), placeholders.values().keySet().stream())
                .filter(placeholder -> !used.contains(placeholder))
                .findFirst()
                .ifPresent(unused -> {
                    throw new InvalidRequestException(
                            ErrorCode.EXPR_PLACEHOLDER, "placeholder " + unused + " is defined but never used");
                });
    }
}
