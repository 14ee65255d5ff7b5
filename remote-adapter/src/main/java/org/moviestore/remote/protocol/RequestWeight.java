// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Counts, from the tokens of a line, how many bytes the request that is made of it may take: some twenty times those of
 * the line, where that is of short numbers or nothing but braces. Texts are counted by the bytes of the line, since few
 * take more. Not thread-safe.
 */
final class RequestWeight {
    /**
     * What a name or a value takes with its place in a map, list or set: 20 to 106 were measured, most of it headers of
     * objects. An object takes as much as two if it is empty; otherwise what is counted for its names covers it.
     */
    private static final int OF_EACH = 96;
    /** What each byte of an expression takes, since {@code a.b.c} is three steps, each a text of its own. */
    private static final int OF_EXPRESSION_BYTE = 32;

    private static final Set<String> EXPRESSIONS =
            Set.of("condition", "filter", "keyCondition", "update", "projection", "project");

    private long bytes;
    private boolean isInExpression;
    private boolean isAfterBrace;

    /** Counts the token that the parser is at. */
    void count(JsonParser parser) {
        JsonToken token = parser.currentToken();
        switch (token) {
            case START_OBJECT, END_ARRAY -> {}
            case END_OBJECT -> bytes += isAfterBrace ? 2 * OF_EACH : 0;
            case PROPERTY_NAME -> {
                bytes += OF_EACH;
                isInExpression = EXPRESSIONS.contains(parser.currentName());
            }
            case VALUE_STRING ->
                bytes += OF_EACH + (isInExpression ? (long) OF_EXPRESSION_BYTE * parser.getStringLength() : 0);
            default -> bytes += OF_EACH;
        }
        isAfterBrace = token == JsonToken.START_OBJECT;
    }

    long bytes() {
        return bytes;
    }
}
