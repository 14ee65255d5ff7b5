// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.moviestore.expression.Tokens.Kind;
import org.moviestore.expression.Tokens.Token;
import org.moviestore.item.AttributePath;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.ExpressionFault;
import org.moviestore.item.InvalidRequestException;

/** Reads the text of an update: each of its four clauses at most once, in any order. */
final class UpdateReader {
    private final ExpressionReader reader;
    private final Tokens tokens;

    UpdateReader(ExpressionReader reader) {
        this.reader = reader;
        this.tokens = reader.tokens();
    }

    Update read() {
        List<Update.Action> actions = new ArrayList<>();
        Set<String> clauses = new HashSet<>();
        do {
            Token clause = tokens.peek();
            String keyword = clause.text().toUpperCase(Locale.ROOT);
            if (!ExpressionReader.UPDATE_KEYWORDS.contains(keyword)) {
                throw tokens.unexpected("SET, REMOVE, ADD or DELETE");
            }
            if (!clauses.add(keyword)) {
                throw new InvalidRequestException(
                        ErrorCode.EXPR_SYNTAX, Tokens.at(clause) + "may stand only once in an update");
            }
            tokens.next();
            actions.addAll(reader.commaSeparated(actionOf(keyword)));
        } while (tokens.peek().kind() != Kind.END);
        return new Update(actions);
    }

    private Supplier<Update.Action> actionOf(String keyword) {
        return switch (keyword) {
            case "SET" -> this::set;
            case "REMOVE" -> () -> new Update.Remove(reader.path());
            case "ADD" -> () -> new Update.Add(reader.path(), reader.value());
            default -> () -> new Update.Delete(reader.path(), reader.value());
        };
    }

    private Update.Action set() {
        AttributePath path = reader.path();
        tokens.expect("=");
        return new Update.Set(path, value());
    }

    private UpdateValue value() {
        if (tokens.peek().isSign("(") && !isSum(tokens.afterParentheses())) {
            return reader.parenthesized(this::value);
        }
        UpdateValue left = operand();
        if (tokens.accept("+")) {
            return new UpdateValue.Plus(left, operand());
        } else if (tokens.accept("-")) {
            return new UpdateValue.Minus(left, operand());
        }
        return left;
    }

    /** Parentheses before one of these hold an operand of a sum; else they hold a whole value. */
    private static boolean isSum(Token token) {
        return token.isSign("+") || token.isSign("-");
    }

    private UpdateValue operand() {
        if (tokens.peek().isSign("(")) {
            return reader.parenthesized(this::operand);
        } else if (reader.nextIsValue()) {
            return new UpdateValue.Literal(reader.value());
        } else if (reader.nextIsCall()) {
            return function();
        } else if (tokens.peek().kind() == Kind.WORD || tokens.peek().kind() == Kind.NAME) {
            return new UpdateValue.Attribute(reader.path());
        }
        throw tokens.unexpected("a value");
    }

    private UpdateValue function() {
        Token function = tokens.next();
        switch (function.text()) {
            case "if_not_exists" -> {
                List<UpdateValue> arguments = reader.arguments(function, 2, this::operand);
                if (arguments.get(0) instanceof UpdateValue.Attribute attribute) {
                    return new UpdateValue.IfNotExists(attribute.path(), arguments.get(1));
                }
                throw Tokens.error(function, "takes a path first", new ExpressionFault.MissingPath(function.text()));
            }
            case "list_append" -> {
                List<UpdateValue> arguments = reader.arguments(function, 2, this::operand);
                return new UpdateValue.ListAppend(arguments.get(0), arguments.get(1));
            }
            default -> throw ExpressionReader.misused(function, "is no function of updates");
        }
    }
}
