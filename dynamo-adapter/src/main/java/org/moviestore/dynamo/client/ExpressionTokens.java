// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.List;

/** The tokens of an expression that was refused, as the service's messages show them. Immutable. */
final class ExpressionTokens {
    /** A token, and where in the text it begins and ends. */
    private record Token(String text, int from, int to) {}

    static final int NONE = -1;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();

    ExpressionTokens(String text) {
        this.text = text;
        int at = 0;
        while (at < text.length()) {
            if (isSpace(text.charAt(at))) {
                at++;
            } else {
                int end = endOfToken(text, at);
                tokens.add(new Token(text.substring(at, end), at, end));
                at = end;
            }
        }
    }

    /** Says whether a character separates tokens, as it does where expressions are read. */
    static boolean isSpace(char unit) {
        return unit == ' ' || unit == '\t' || unit == '\r' || unit == '\n';
    }

    private static int endOfToken(String text, int from) {
        char first = text.charAt(from);
        if (isLetter(first) || first == '#' || first == ':') {
            return PlaceholderRules.end(text, from + 1);
        } else if (first >= '1' && first <= '9') {
            int end = from + 1;
            while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            return end;
        } else if (text.startsWith("<>", from) || text.startsWith("<=", from) || text.startsWith(">=", from)) {
            return from + 2;
        }
        return text.offsetByCodePoints(from, 1);
    }

    private static boolean isLetter(char unit) {
        return unit >= 'a' && unit <= 'z' || unit >= 'A' && unit <= 'Z';
    }

    int size() {
        return tokens.size();
    }

    /** Returns the text of a token; nothing beyond the first or the last. */
    String at(int index) {
        return index < 0 || index >= tokens.size() ? "" : tokens.get(index).text();
    }

    boolean isWord(int index) {
        return !at(index).isEmpty() && isLetter(at(index).charAt(0));
    }

    boolean isWord(int index, String word) {
        return at(index).equalsIgnoreCase(word);
    }

    /** Says whether a word and an opening parenthesis stand there. */
    boolean isCall(int index) {
        return isWord(index) && at(index + 1).equals("(");
    }

    /** Returns the first token at a position in the text or behind it; as many as there are tokens at the end. */
    int indexAt(int position) {
        int index = 0;
        while (index < tokens.size() && tokens.get(index).to() <= position) {
            index++;
        }
        return index;
    }

    /** Returns the parenthesis that a closing one closes, or {@link #NONE}. */
    int opening(int closing) {
        return other(closing, -1);
    }

    /** Returns the parenthesis that closes an opening one, or {@link #NONE}. */
    int closing(int opening) {
        return other(opening, 1);
    }

    private int other(int parenthesis, int step) {
        int open = 0;
        for (int i = parenthesis; i >= 0 && i < tokens.size(); i += step) {
            open += at(i).equals("(") ? step : 0;
            open -= at(i).equals(")") ? step : 0;
            if (open == 0) {
                return i;
            }
        }
        return NONE;
    }

    /**
     * Returns the service's words for a token that should not be there, from the token before to the one behind or the
     * end.
     */
    String syntaxError(int index) {
        if (index >= tokens.size()) {
            int from = tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).from();
            return syntaxError("<EOF>", text.substring(from));
        }
        int from = tokens.get(Math.max(index - 1, 0)).from();
        int to = index + 1 < tokens.size() ? tokens.get(index + 1).to() : text.length();
        return syntaxError(at(index), text.substring(from, to));
    }

    /** Returns the service's words for a token that should not be there. */
    static String syntaxError(String token, String near) {
        return "Syntax error; token: \"" + token + "\", near: \"" + near + "\"";
    }
}
