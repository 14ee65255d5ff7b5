// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.List;
import java.util.function.Supplier;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.ItemSize;
import org.moviestore.item.Utf8;

/** The limits on whole expressions, checked when a request is made of them. Thread-safe. */
public final class ExpressionLimits {
    /** The longest expression, in bytes of its text. */
    public static final int MAX_TEXT_BYTES = 4096;
    /** The most operators and functions of one expression. */
    public static final int MAX_OPERATORS = 300;
    /**
     * The most bytes of names and values of one expression. The service takes 2 MiB for each request, and DynamoDB
     * Local 1 MiB for each expression with its operators; this keeps within both.
     */
    public static final int MAX_VALUES_BYTES = 1_000_000;

    /** No element of printed text is longer: {@code attribute_not_exists(} with what surrounds it, or a placeholder. */
    private static final int LONGEST_ELEMENT = 24;

    private ExpressionLimits() {}

    /**
     * Checks a condition.
     *
     * @throws InvalidRequestException with {@link ErrorCode#EXPR_OPERATORS}, {@link ErrorCode#EXPR_LENGTH} or
     *     {@link ErrorCode#EXPR_VALUES_SIZE}
     */
    public static void check(Condition condition) {
        ExpressionParts parts = ExpressionParts.of(condition);
        check(parts, () -> new ExpressionPrinter().print(condition));
    }

    /** Checks an update; see {@link #check(Condition)}. */
    public static void check(Update update) {
        ExpressionParts parts = ExpressionParts.of(update);
        check(parts, () -> new ExpressionPrinter().print(update));
    }

    /** Checks a projection; see {@link #check(Condition)}. */
    public static void check(Projection projection) {
        ExpressionParts parts = ExpressionParts.of(projection);
        check(parts, () -> new ExpressionPrinter().print(projection));
    }

    /** Returns all paths that a condition reads. */
    public static List<AttributePath> paths(Condition condition) {
        return ExpressionParts.of(condition).paths();
    }

    /** Returns all paths that an update reads or changes. */
    public static List<AttributePath> paths(Update update) {
        return ExpressionParts.of(update).paths();
    }

    private static void check(ExpressionParts parts, Supplier<String> text) {
        int elements = parts.literals().size() + parts.operators();
        for (AttributePath path : parts.paths()) {
            elements += path.steps().size();
        }
        if (elements > MAX_TEXT_BYTES / LONGEST_ELEMENT) {
            checkLength(Utf8.length(text.get()));
        }
        checkValues(parts);
    }

    static void checkLength(int bytes) {
        if (bytes > MAX_TEXT_BYTES) {
            throw new InvalidRequestException(
                    ErrorCode.EXPR_LENGTH, "expression is " + bytes + " bytes; limit " + MAX_TEXT_BYTES);
        }
    }

    /** Returns how many bytes the names and values of a condition have, each as often as it is used. */
    public static long namesAndValues(Condition condition) {
        return namesAndValues(ExpressionParts.of(condition));
    }

    /** Returns how many bytes the names and values of an update have; see {@link #namesAndValues(Condition)}. */
    public static long namesAndValues(Update update) {
        return namesAndValues(ExpressionParts.of(update));
    }

    private static long namesAndValues(ExpressionParts parts) {
        long bytes = 0;
        for (AttributeValue literal : parts.literals()) {
            bytes += ItemSize.of(literal);
        }
        for (AttributePath path : parts.paths()) {
            for (AttributePath.Step step : path.steps()) {
                bytes += step instanceof AttributePath.Name name ? Utf8.length(name.name()) : 0;
            }
        }
        return bytes;
    }

    private static void checkValues(ExpressionParts parts) {
        long bytes = namesAndValues(parts);
        if (bytes > MAX_VALUES_BYTES) {
            throw new InvalidRequestException(
                    ErrorCode.EXPR_VALUES_SIZE,
                    "expression values total " + bytes + " bytes; limit " + MAX_VALUES_BYTES);
        }
    }
}
