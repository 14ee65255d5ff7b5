// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.moviestore.expression.Tokens.Kind;
import org.moviestore.expression.Tokens.Token;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.ExpressionFault;
import org.moviestore.item.InvalidRequestException;

/**
 * Reads the text of a condition. {@code NOT} binds more than {@code AND}, and {@code AND} more than {@code OR}; nested
 * conjunctions become one, and so do nested disjunctions.
 */
final class ConditionReader {
    private static final Map<String, Comparator> COMPARATORS = Map.of(
            "=", Comparator.EQUAL,
            "<>", Comparator.NOT_EQUAL,
            "<", Comparator.LESS,
            "<=", Comparator.LESS_OR_EQUAL,
            ">", Comparator.GREATER,
            ">=", Comparator.GREATER_OR_EQUAL);

    private final ExpressionReader reader;
    private final Tokens tokens;

    ConditionReader(ExpressionReader reader) {
        this.reader = reader;
        this.tokens = reader.tokens();
    }

    Condition read() {
        Condition condition = disjunction();
        tokens.expectEnd();
        return condition;
    }

    private Condition disjunction() {
        return joined("OR", this::conjunction, Condition.Or::new, ConditionReader::disjuncts);
    }

    private Condition conjunction() {
        return joined("AND", this::negation, Condition.And::new, ConditionReader::conjuncts);
    }

    private Condition joined(
            String operator,
            Supplier<Condition> part,
            Function<List<Condition>, Condition> join,
            Function<Condition, List<Condition>> partsOf) {
        Condition first = part.get();
        if (!tokens.peek().isWord(operator)) {
            return first;
        }
        List<Condition> parts = new ArrayList<>(partsOf.apply(first));
        while (tokens.acceptWord(operator)) {
            parts.addAll(partsOf.apply(part.get()));
        }
        return join.apply(parts);
    }

    private static List<Condition> disjuncts(Condition condition) {
        return condition instanceof Condition.Or or ? or.conditions() : List.of(condition);
    }

    private static List<Condition> conjuncts(Condition condition) {
        return condition instanceof Condition.And and ? and.conditions() : List.of(condition);
    }

    private Condition negation() {
        return tokens.acceptWord("NOT") ? new Condition.Not(reader.nested(this::negation)) : test();
    }

    private Condition test() {
        if (tokens.peek().isSign("(") && !isTestOperator(tokens.afterParentheses())) {
            return reader.parenthesized(this::disjunction);
        }
        if (reader.nextIsCall() && !isSize(tokens.peek())) {
            return function();
        }
        Operand left = operand();
        Comparator comparator = COMPARATORS.get(tokens.peek().text());
        if (comparator != null) {
            tokens.next();
            return new Condition.Comparison(left, comparator, operand());
        } else if (tokens.acceptWord("BETWEEN")) {
            Operand lower = operand();
            tokens.expectWord("AND");
            return new Condition.Between(left, lower, operand());
        } else if (tokens.acceptWord("IN")) {
            tokens.expect("(");
            List<Operand> candidates = reader.commaSeparated(this::operand);
            tokens.expect(")");
            return new Condition.In(left, candidates);
        }
        throw Tokens.unexpected(
                tokens.peek(),
                "a comparison, BETWEEN or IN",
                new ExpressionFault.MissingTest(tokens.peek().position()));
    }

    /** Parentheses before one of these hold an operand; else they hold a condition. */
    private static boolean isTestOperator(Token token) {
        return COMPARATORS.containsKey(token.text()) || token.isWord("BETWEEN") || token.isWord("IN");
    }

    private static boolean isSize(Token token) {
        // Keywords may be written in any case, names of functions may not.
        return token.text().equals("size");
    }

    private Operand operand() {
        if (tokens.peek().isSign("(")) {
            return reader.parenthesized(this::operand);
        } else if (reader.nextIsValue()) {
            return new Operand.Literal(reader.value());
        } else if (reader.nextIsCall()) {
            if (!isSize(tokens.peek())) {
                throw ExpressionReader.misused(tokens.peek(), "is no function that gives an operand");
            }
            return new Operand.Size(
                    reader.arguments(tokens.next(), 1, this::operand).get(0));
        } else if (tokens.peek().kind() == Kind.WORD || tokens.peek().kind() == Kind.NAME) {
            return new Operand.Path(reader.path());
        }
        throw tokens.unexpected("an operand");
    }

    private Condition function() {
        Token function = tokens.next();
        return switch (function.text()) {
            case "attribute_exists" -> new Condition.AttributeExists(pathArgument(function));
            case "attribute_not_exists" -> new Condition.AttributeNotExists(pathArgument(function));
            case "attribute_type" -> attributeType(reader.arguments(function, 2, this::operand));
            case "begins_with" -> {
                List<Operand> arguments = reader.arguments(function, 2, this::operand);
                yield new Condition.BeginsWith(arguments.get(0), arguments.get(1));
            }
            case "contains" -> {
                List<Operand> arguments = reader.arguments(function, 2, this::operand);
                yield new Condition.Contains(arguments.get(0), arguments.get(1));
            }
            default -> throw ExpressionReader.misused(function, "is no function of conditions");
        };
    }

    private AttributePath pathArgument(Token function) {
        Operand argument = reader.arguments(function, 1, this::operand).get(0);
        if (argument instanceof Operand.Path path) {
            return path.path();
        }
        throw Tokens.error(function, "takes a path", new ExpressionFault.MissingPath(function.text()));
    }

    private static Condition attributeType(List<Operand> arguments) {
        Operand operand = arguments.get(0);
        Operand type = arguments.get(1);
        Operands.requireDistinct("attribute_type", operand, List.of(type));
        if (type instanceof Operand.Literal literal && literal.value() instanceof StringValue code) {
            return new Condition.HasType(
                    operand, AttributeType.fromCode(code.text()).orElseThrow(() -> noType(type)));
        }
        throw noType(type);
    }

    private static InvalidRequestException noType(Operand given) {
        return new InvalidRequestException(
                ErrorCode.OPERAND_TYPE,
                "attribute_type takes one of S N B BOOL NULL L M SS NS BS, as a literal of type S",
                typeFault(given));
    }

    private static ExpressionFault typeFault(Operand given) {
        if (given instanceof Operand.Literal literal) {
            return literal.value() instanceof StringValue name
                    ? new ExpressionFault.UnknownType(Optional.of(name.text()))
                    : new ExpressionFault.OperandType(
                            "attribute_type", literal.value().type());
        }
        return given instanceof Operand.Size
                ? new ExpressionFault.OperandType("attribute_type", AttributeType.NUMBER)
                : new ExpressionFault.UnknownType(Optional.empty());
    }
}
