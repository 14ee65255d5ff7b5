// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Values;

/** Numbers of requests to the library's, refused in the service's words. Thread-safe. */
final class RequestNumbers {
    private static final String NOT_NUMERIC = "The parameter cannot be converted to a numeric value";

    private RequestNumbers() {}

    /** Returns the number that decimal text stands for. */
    static NumberValue number(String text) {
        try {
            return Values.number(text);
        } catch (InvalidRequestException e) {
            throw ServiceErrors.validation(problem(text, e), e);
        }
    }

    private static String problem(String text, InvalidRequestException e) {
        return switch (e.code()) {
            case NUMBER_PRECISION -> ServiceWords.TOO_PRECISE;
            case NUMBER_RANGE -> isBelowOne(text) ? ServiceWords.UNDERFLOW : ServiceWords.OVERFLOW;
            default -> text.isEmpty() ? NOT_NUMERIC : NOT_NUMERIC + ": " + text;
        };
    }

    /** Says of a number other than zero whether its magnitude is below 1; it may be too long to be computed with. */
    private static boolean isBelowOne(String number) {
        int mark = Math.max(number.indexOf('e'), number.indexOf('E'));
        String digits = mark < 0 ? number : number.substring(0, mark);
        int point = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        int first = 0;
        while (digits.charAt(first) < '1' || digits.charAt(first) > '9') {
            first++;
        }
        int magnitude = first < point ? point - first - 1 : point - first;
        return magnitude + (mark < 0 ? 0 : exponent(number.substring(mark + 1))) < 0;
    }

    private static long exponent(String text) {
        boolean negative = text.startsWith("-");
        long magnitude = 0;
        for (int i = negative || text.startsWith("+") ? 1 : 0; i < text.length(); i++) {
            magnitude = Math.min(10 * magnitude + text.charAt(i) - '0', Integer.MAX_VALUE);
        }
        return negative ? -magnitude : magnitude;
    }
}
