// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.Set;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Utf8;

/**
 * Reads DynamoDB's expression text into trees. One parser serves the expressions of one request, which share their
 * placeholders.
 *
 * <p>A lenient parser takes whatever DynamoDB takes, and more: reserved words may stand bare, parentheses may be
 * redundant and placeholders may be left over. Only the words that the expression itself is made of are names nowhere
 * but after a dot: {@code AND}, {@code OR}, {@code NOT}, {@code BETWEEN} and {@code IN} in conditions and key
 * conditions, {@code SET}, {@code REMOVE}, {@code ADD} and {@code DELETE} in updates. A strict parser refuses all of
 * these.
 *
 * <p>Text that breaks a rule is refused by an {@link InvalidRequestException}: {@link ErrorCode#EXPR_SYNTAX} if it does
 * not follow the grammar or is blank, {@link ErrorCode#EXPR_PLACEHOLDER} if it uses a placeholder that is not defined,
 * {@link ErrorCode#EXPR_LENGTH} beyond {@value ExpressionLimits#MAX_TEXT_BYTES} bytes, {@link ErrorCode#EXPR_OPERATORS}
 * if it nests deeper than {@value ExpressionLimits#MAX_OPERATORS} levels, or the code of a rule that the tree breaks.
 * Not thread-safe.
 */
public final class ExpressionParser {
    private final PlaceholderUse placeholders;
    private final boolean strict;

    private ExpressionParser(Placeholders placeholders, boolean strict) {
        this.placeholders = new PlaceholderUse(placeholders);
        this.strict = strict;
    }

    /** Returns a parser that takes what DynamoDB takes, and bare reserved words. */
    public static ExpressionParser lenient(Placeholders placeholders) {
        return new ExpressionParser(placeholders, false);
    }

    /** Returns a parser that also refuses reserved words, redundant parentheses and placeholders that are not used. */
    public static ExpressionParser strict(Placeholders placeholders) {
        return new ExpressionParser(placeholders, true);
    }

    /** Reads a condition or filter expression; {@code AND} within {@code AND} becomes one, and so does {@code OR}. */
    public Condition condition(String text) {
        return new ConditionReader(reader(text, ExpressionReader.CONDITION_KEYWORDS)).read();
    }

    /**
     * Reads a key condition expression; a test may stand before or after the other, and the value before the attribute.
     *
     * @throws InvalidRequestException with {@link ErrorCode#KEY_CONDITION} also if it is a condition, but none on keys
     */
    public KeyCondition keyCondition(String text) {
        return KeyConditionReader.of(condition(text));
    }

    /** Reads an update expression. */
    public Update update(String text) {
        return new UpdateReader(reader(text, ExpressionReader.UPDATE_KEYWORDS)).read();
    }

    /** Reads a projection expression. */
    public Projection projection(String text) {
        ExpressionReader reader = reader(text, Set.of());
        Projection projection = new Projection(reader.commaSeparated(reader::path));
        reader.tokens().expectEnd();
        return projection;
    }

    /**
     * Checks in strict mode, after all expressions of the request were read, that they used every placeholder.
     *
     * @throws InvalidRequestException with {@link ErrorCode#EXPR_PLACEHOLDER} if one was not used
     */
    public void requireAllUsed() {
        if (strict) {
            placeholders.requireAllUsed();
        }
    }

    private ExpressionReader reader(String text, Set<String> keywords) {
        ExpressionLimits.checkLength(Utf8.length(text));
        if (text.isBlank()) {
            throw new InvalidRequestException(ErrorCode.EXPR_SYNTAX, "an expression must not be blank");
        }
        return new ExpressionReader(Tokens.of(text), placeholders, keywords, strict);
    }
}
