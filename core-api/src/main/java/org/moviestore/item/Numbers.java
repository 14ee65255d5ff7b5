// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;

/** Canonical numbers: what text is a number, how many digits are kept, how large it may be. */
final class Numbers {
    private static final int MAX_DIGITS = 38;
    private static final int MIN_EXPONENT = -130;
    private static final int MAX_EXPONENT = 125;
    /** Exponents beyond this decide the outcome alone, whatever the digits are, and keep int arithmetic safe. */
    private static final int EXPONENT_BOUND = 1_000_000;

    /** So many digits always fit into a long, and most numbers have no more. */
    private static final int LONG_DIGITS = 18;

    /** Zeros at the end are not counted as digits, so a number may come with any number of them. */
    private static final int MANY_DIGITS = 500;

    private Numbers() {}

    static BigDecimal canonical(BigDecimal value) {
        Objects.requireNonNull(value, "value");
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (value.scale() == 0 && value.precision() <= LONG_DIGITS && value.longValue() % 10 != 0) {
            return value;
        }
        long exponent = (long) value.precision() - value.scale() - 1;
        if (Math.abs(exponent) > EXPONENT_BOUND) {
            throw outOfRange();
        }
        // Stripping takes quadratic time, and reading the text anew does not.
        BigDecimal stripped = value.precision() > MANY_DIGITS ? parse(value.toString()) : value.stripTrailingZeros();
        if (stripped.precision() > MAX_DIGITS) {
            throw new InvalidRequestException(
                    ErrorCode.NUMBER_PRECISION,
                    "number needs " + stripped.precision() + " significant digits; at most 38 are kept exactly");
        }
        if (exponent < MIN_EXPONENT || exponent > MAX_EXPONENT) {
            throw outOfRange();
        }
        return stripped;
    }

    private static InvalidRequestException outOfRange() {
        return new InvalidRequestException(ErrorCode.NUMBER_RANGE, "number magnitude is outside 1E-130 … 9.99E125");
    }

    /**
     * Reads decimal text. BigDecimal's own parser is not used on it: it takes non-ASCII digits, fails on zero with a
     * huge exponent, and takes quadratic time for very long text, of which at most 38 digits can count.
     */
    static BigDecimal parse(String text) {
        int length = Objects.requireNonNull(text, "text").length();
        return length <= LONG_DIGITS && isShort(text) ? parseShort(text) : parseAny(text);
    }

    /** Says whether the text has a digit, an optional minus before and an optional point, and nothing else. */
    private static boolean isShort(String text) {
        boolean anyDigit = false;
        boolean point = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                anyDigit = true;
            } else if (c == '.' && !point) {
                point = true;
            } else if (c != '-' || i > 0) {
                return false;
            }
        }
        return anyDigit;
    }

    private static BigDecimal parseShort(String text) {
        long unscaled = 0;
        int scale = 0;
        boolean point = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                point = true;
            } else if (c != '-') {
                unscaled = unscaled * 10 + (c - '0');
                scale += point ? 1 : 0;
            }
        }
        while (unscaled != 0 && unscaled % 10 == 0) {
            unscaled /= 10;
            scale--;
        }
        return unscaled == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(text.charAt(0) == '-' ? -unscaled : unscaled, scale);
    }

    private static BigDecimal parseAny(String text) {
        int at = 0;
        boolean negative = text.startsWith("-");
        if (negative || text.startsWith("+")) {
            at++;
        }
        StringBuilder digits = new StringBuilder();
        long scale = 0;
        boolean point = false;
        boolean anyDigit = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                anyDigit = true;
                scale += point ? 1 : 0;
                if (c != '0' || !digits.isEmpty()) {
                    digits.append(c);
                }
            } else {
                break;
            }
        }
        if (!anyDigit) {
            throw notANumber(text);
        }
        return number(negative, digits, scale - exponent(text, at));
    }

    private static long exponent(String text, int from) {
        if (from == text.length()) {
            return 0;
        }
        char mark = text.charAt(from);
        int at = from + 1;
        boolean negative = at < text.length() && text.charAt(at) == '-';
        if (negative || at < text.length() && text.charAt(at) == '+') {
            at++;
        }
        if (mark != 'e' && mark != 'E' || at == text.length()) {
            throw notANumber(text);
        }
        long exponent = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < '0' || c > '9') {
                throw notANumber(text);
            }
            exponent = Math.min(exponent * 10 + (c - '0'), EXPONENT_BOUND);
        }
        return negative ? -exponent : exponent;
    }

    private static BigDecimal number(boolean negative, StringBuilder digits, long scale) {
        int length = digits.length();
        while (length > 0 && digits.charAt(length - 1) == '0') {
            length--;
        }
        if (length == 0) {
            return BigDecimal.ZERO;
        }
        if (length > MAX_DIGITS) {
            throw new InvalidRequestException(
                    ErrorCode.NUMBER_PRECISION,
                    "number needs " + length + " significant digits; at most 38 are kept exactly");
        }
        long strippedScale = scale - (digits.length() - length);
        if (Math.abs(strippedScale) > EXPONENT_BOUND / 2) {
            throw outOfRange();
        }
        BigInteger unscaled = new BigInteger(digits.substring(0, length));
        return new BigDecimal(negative ? unscaled.negate() : unscaled, (int) strippedScale);
    }

    private static InvalidRequestException notANumber(String text) {
        String shown = text.length() <= 60 ? text : text.substring(0, 60) + "…";
        return new InvalidRequestException(ErrorCode.NUMBER_SYNTAX, "\"" + shown + "\" is not a decimal number");
    }
}
