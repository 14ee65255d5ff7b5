// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.moviestore.expression.Tokens.Kind;
import org.moviestore.expression.Tokens.Token;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributePath.Index;
import org.moviestore.item.AttributePath.Name;
import org.moviestore.item.AttributePath.Step;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.ExpressionFault;
import org.moviestore.item.InvalidRequestException;

/** What the grammars of all expressions share: paths, values, parentheses and how deep things may nest. */
final class ExpressionReader {
    /** The words that mean something in conditions, where they can be names only after a dot. */
    static final Set<String> CONDITION_KEYWORDS = Set.of("AND", "OR", "NOT", "BETWEEN", "IN");
    /** The words that mean something in updates, where they can be names only after a dot. */
    static final Set<String> UPDATE_KEYWORDS = Set.of("SET", "REMOVE", "ADD", "DELETE");

    private final Tokens tokens;
    private final PlaceholderUse placeholders;
    private final Set<String> keywords;
    private final boolean strict;
    private int depth;

    ExpressionReader(Tokens tokens, PlaceholderUse placeholders, Set<String> keywords, boolean strict) {
        this.tokens = tokens;
        this.placeholders = placeholders;
        this.keywords = keywords;
        this.strict = strict;
    }

    Tokens tokens() {
        return tokens;
    }

    /** Reads a path: a name, then names behind dots and indexes in brackets. */
    AttributePath path() {
        List<Step> steps = new ArrayList<>();
        steps.add(name("a path", keywords));
        while (true) {
            if (tokens.accept(".")) {
                steps.add(name("an attribute name", Set.of()));
            } else if (tokens.accept("[")) {
                steps.add(new Index(index()));
                tokens.expect("]");
            } else {
                return new AttributePath(steps);
            }
        }
    }

    private Name name(String expected, Set<String> refused) {
        Token token = tokens.peek();
        if (token.kind() == Kind.NAME) {
            return new Name(placeholders.name(tokens.next()));
        }
        if (token.kind() != Kind.WORD || refused.contains(upper(token))) {
            throw tokens.unexpected(expected);
        }
        if (strict && isReserved(upper(token))) {
            throw Tokens.error(
                    token,
                    "is a reserved word; use a #name placeholder for the attribute",
                    new ExpressionFault.ReservedWord(token.text(), token.position()));
        }
        return new Name(tokens.next().text());
    }

    private static boolean isReserved(String word) {
        return ReservedWords.contains(word) || CONDITION_KEYWORDS.contains(word) || UPDATE_KEYWORDS.contains(word);
    }

    private static String upper(Token token) {
        return token.text().toUpperCase(Locale.ROOT);
    }

    private int index() {
        Token token = tokens.peek();
        String digits = token.text();
        if (token.kind() != Kind.INDEX || digits.length() > 1 && digits.charAt(0) == '0') {
            throw tokens.unexpected("a list index");
        }
        tokens.next();
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new InvalidRequestException(
                    ErrorCode.LIST_INDEX,
                    "list index " + digits + " is out of range",
                    new ExpressionFault.ListIndex(digits));
        }
    }

    /** Reads a value placeholder. */
    AttributeValue value() {
        if (!nextIsValue()) {
            throw tokens.unexpected("a :value placeholder");
        }
        return placeholders.value(tokens.next());
    }

    boolean nextIsValue() {
        return tokens.peek().kind() == Kind.VALUE;
    }

    /** Says whether a word and an opening parenthesis come next. */
    boolean nextIsCall() {
        return tokens.peek().kind() == Kind.WORD
                && !keywords.contains(upper(tokens.peek()))
                && tokens.peekSecond().isSign("(");
    }

    /** Reads what stands between parentheses. */
    <T> T parenthesized(Supplier<T> content) {
        if (strict && tokens.isRedundantPair()) {
            throw new InvalidRequestException(
                    ErrorCode.EXPR_SYNTAX, Tokens.at(tokens.peek()) + "opens redundant parentheses");
        }
        tokens.expect("(");
        T result = nested(content);
        tokens.expect(")");
        return result;
    }

    /** Reads something that may hold the like of itself; a bound on that keeps the stack from overflowing. */
    <T> T nested(Supplier<T> content) {
        if (++depth > ExpressionLimits.MAX_OPERATORS) {
            throw new InvalidRequestException(
                    ErrorCode.EXPR_OPERATORS,
                    "expression nests deeper than " + ExpressionLimits.MAX_OPERATORS + " operators and parentheses");
        }
        T result = content.get();
        depth--;
        return result;
    }

    /** Returns the error that a function cannot stand where it does. */
    static InvalidRequestException misused(Token function, String problem) {
        return Tokens.error(function, problem, new ExpressionFault.MisusedFunction(function.text()));
    }

    /** Reads one thing or more with commas between them. */
    <T> List<T> commaSeparated(Supplier<T> element) {
        List<T> elements = new ArrayList<>();
        do {
            elements.add(element.get());
        } while (tokens.accept(","));
        return elements;
    }

    /** Reads the arguments of a function whose name was read, between parentheses. */
    <T> List<T> arguments(Token function, int count, Supplier<T> argument) {
        tokens.expect("(");
        List<T> arguments = nested(() -> commaSeparated(argument));
        tokens.expect(")");
        if (arguments.size() != count) {
            throw Tokens.error(
                    function,
                    "takes " + count + " operands, got " + arguments.size(),
                    new ExpressionFault.OperandCount(function.text(), arguments.size()));
        }
        return arguments;
    }
}
