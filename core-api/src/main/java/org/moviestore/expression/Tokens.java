// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.ExpressionFault;
import org.moviestore.item.InvalidRequestException;

/** The tokens of one expression text, and the place where reading them has arrived. */
final class Tokens {
    /** What a token is. */
    enum Kind {
        /** A keyword, a function or a bare attribute name. */
        WORD,
        /** {@code #} and what follows. */
        NAME,
        /** {@code :} and what follows. */
        VALUE,
        /** Digits. */
        INDEX,
        /** A comparison or punctuation. */
        SIGN,
        /** The end of the text. */
        END
    }

    /** One token; its position counts characters from 0. */
    record Token(Kind kind, String text, int position) {
        boolean isSign(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        boolean isWord(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }
    }

    private static final int NONE = -1;

    private final List<Token> tokens;
    /** For each opening parenthesis the token that closes it, or {@link #NONE}. */
    private final int[] closing;

    private int at;

    private Tokens(List<Token> tokens) {
        this.tokens = tokens;
        this.closing = closing(tokens);
    }

    /**
     * Splits the text.
     *
     * @throws InvalidRequestException with {@link ErrorCode#EXPR_SYNTAX} at a character that begins no token
     */
    static Tokens of(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char first = text.charAt(at);
            if (first == ' ' || first == '\t' || first == '\r' || first == '\n') {
                at++;
            } else {
                Token token = tokenAt(text, at);
                tokens.add(token);
                at += token.text().length();
            }
        }
        tokens.add(new Token(Kind.END, "", text.length()));
        return new Tokens(tokens);
    }

    private static Token tokenAt(String text, int at) {
        char first = text.charAt(at);
        if (isLetter(first)) {
            return token(Kind.WORD, text, at, endOfWord(text, at));
        } else if (isDigit(first)) {
            return token(Kind.INDEX, text, at, endOfDigits(text, at));
        }
        int end = endOfWord(text, at + 1);
        if (first == '#' && end > at + 1) {
            return token(Kind.NAME, text, at, end);
        } else if (first == ':' && end > at + 1) {
            return token(Kind.VALUE, text, at, end);
        } else if (text.startsWith("<>", at) || text.startsWith("<=", at) || text.startsWith(">=", at)) {
            return token(Kind.SIGN, text, at, at + 2);
        } else if ("=<>()[],.+-".indexOf(first) >= 0) {
            return token(Kind.SIGN, text, at, at + 1);
        }
        throw unexpected(
                token(Kind.SIGN, text, at, text.offsetByCodePoints(at, 1)),
                "a name, #name, :value or an operator",
                new ExpressionFault.UnexpectedToken(at));
    }

    private static Token token(Kind kind, String text, int from, int to) {
        return new Token(kind, text.substring(from, to), from);
    }

    /** Returns where the letters, digits and underscores end that begin at a place. */
    static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length()
                && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isLetter(char unit) {
        return unit >= 'A' && unit <= 'Z' || unit >= 'a' && unit <= 'z';
    }

    private static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }

    private static int[] closing(List<Token> tokens) {
        int[] closing = new int[tokens.size()];
        Arrays.fill(closing, NONE);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < closing.length; i++) {
            if (tokens.get(i).isSign("(")) {
                open.push(i);
            } else if (tokens.get(i).isSign(")") && !open.isEmpty()) {
                closing[open.pop()] = i;
            }
        }
        return closing;
    }

    /** Returns the next token without going on. */
    Token peek() {
        return tokens.get(at);
    }

    /** Returns the token after the next one. */
    Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    /** Returns the next token and goes on, but never beyond the end. */
    Token next() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    /** Goes on if the next token is the sign, and says whether it was. */
    boolean accept(String sign) {
        boolean matches = peek().isSign(sign);
        if (matches) {
            at++;
        }
        return matches;
    }

    /** Goes on if the next token is the word, in upper or lower case, and says whether it was. */
    boolean acceptWord(String word) {
        boolean matches = peek().isWord(word);
        if (matches) {
            at++;
        }
        return matches;
    }

    void expect(String sign) {
        if (!accept(sign)) {
            throw unexpected("\"" + sign + "\"");
        }
    }

    void expectWord(String word) {
        if (!acceptWord(word)) {
            throw unexpected(word);
        }
    }

    void expectEnd() {
        if (peek().kind() != Kind.END) {
            throw unexpected("the end of the expression");
        }
    }

    /** Returns the token behind the parenthesis that closes the one which comes next; the end if none closes it. */
    Token afterParentheses() {
        return closing[at] == NONE ? tokens.get(tokens.size() - 1) : tokens.get(closing[at] + 1);
    }

    /** Says whether the parentheses that come next hold nothing but another pair. */
    boolean isRedundantPair() {
        return peekSecond().isSign("(") && closing[at] != NONE && closing[at + 1] == closing[at] - 1;
    }

    InvalidRequestException unexpected(String expected) {
        return unexpected(peek(), expected, new ExpressionFault.UnexpectedToken(peek().position()));
    }

    /** Returns the error that something else is expected where the token stands. */
    static InvalidRequestException unexpected(Token found, String expected, ExpressionFault fault) {
        String what = found.kind() == Kind.END ? "it ends" : "\"" + found.text() + "\" stands";
        return new InvalidRequestException(
                ErrorCode.EXPR_SYNTAX,
                "syntax error in expression: " + what + " at position " + found.position() + " where " + expected
                        + " is expected",
                fault);
    }

    /** Returns the error that something is wrong at a token, in words that follow the token and its position. */
    static InvalidRequestException error(Token token, String problem, ExpressionFault fault) {
        return new InvalidRequestException(ErrorCode.EXPR_SYNTAX, at(token) + problem, fault);
    }

    /** Returns the words that the text of an error at a token begins with. */
    static String at(Token token) {
        return "\"" + token.text() + "\" at position " + token.position() + " of the expression ";
    }
}
