// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.Objects;

/**
 * What tells a request from the others of its connection; it comes back in each line of the reply. Immutable.
 *
 * @param json the JSON text of a whole number or of a text
 */
public record RequestId(String json) {
    /** The most characters (UTF-16 units) of a text, and of a number's digits. */
    public static final int MAX_LENGTH = 64;

    /** Checks that there is a number or a text; the factories check their lengths. */
    public RequestId {
        Objects.requireNonNull(json, "json");
        boolean text = json.length() > 2 && json.startsWith("\"") && json.endsWith("\"");
        if (!text && !isWholeNumber(json)) {
            throw new IllegalArgumentException("the id of a request is a whole number or a text in quotes");
        }
    }

    /** Returns the id that is a number. */
    public static RequestId of(long number) {
        return new RequestId(Long.toString(number));
    }

    /** Returns the id that is a text of 1 to {@value #MAX_LENGTH} characters. */
    public static RequestId of(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "the id of a request has 1 to " + MAX_LENGTH + " characters, got " + text.length());
        }
        return new RequestId(JsonText.quoted(text));
    }

    private static boolean isWholeNumber(String json) {
        int from = json.startsWith("-") ? 1 : 0;
        for (int i = from; i < json.length(); i++) {
            if (json.charAt(i) < '0' || json.charAt(i) > '9') {
                return false;
            }
        }
        return json.length() > from;
    }

    @Override
    public String toString() {
        return json;
    }
}
