// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the service says of an expression that does not follow the grammar. Thread-safe. */
final class SyntaxFaults {
    private static final Set<String> TESTS = Set.of("=", "<>", "<", "<=", ">", ">=", "BETWEEN", "IN");

    private SyntaxFaults() {}

    /** Returns what the service says of the token at a position, which cannot stand there. */
    static String unexpected(ExpressionTokens tokens, int position) {
        int at = tokens.indexAt(position);
        int call = callBefore(tokens, at);
        // A call that is a condition may stand where an operand should be.
        if (tokens.isCall(call)
                && WordFaults.CONDITION_FUNCTIONS.contains(tokens.at(call))
                && !isSize(tokens, call)
                && TESTS.contains(tokens.at(at).toUpperCase(Locale.ROOT))) {
            return misused(tokens.at(call));
        }
        // The service ends an index behind a zero, so what follows that cannot stand there.
        boolean isZeroOfIndex = tokens.at(at).equals("0") && tokens.at(at - 1).equals("[");
        return tokens.syntaxError(isZeroOfIndex ? at + 1 : at);
    }

    /** Returns what the service says of an operand that ends before a position, and is no condition. */
    static String untested(ExpressionTokens tokens, int position) {
        int at = tokens.indexAt(position);
        int call = callBefore(tokens, at);
        boolean isMisused = tokens.isCall(call) && isSize(tokens, call) && endsCondition(tokens, at);
        return isMisused ? misused("size") : tokens.syntaxError(at);
    }

    private static boolean endsCondition(ExpressionTokens tokens, int at) {
        return at == tokens.size()
                || tokens.isWord(at, "AND")
                || tokens.isWord(at, "OR")
                || tokens.at(at).equals(")") && tokens.opening(at) != ExpressionTokens.NONE;
    }

    private static int callBefore(ExpressionTokens tokens, int at) {
        return tokens.at(at - 1).equals(")") ? tokens.opening(at - 1) - 1 : ExpressionTokens.NONE;
    }

    private static boolean isSize(ExpressionTokens tokens, int call) {
        return tokens.at(call).equals("size");
    }

    /** Returns what the service says of a reserved word at a position that it cannot read as a name. */
    static Optional<String> misplaced(ExpressionTokens tokens, int position) {
        int at = tokens.indexAt(position);
        if (WordFaults.isKeyword(tokens.at(at))) {
            return Optional.of(tokens.syntaxError(at));
        }
        return tokens.isCall(at) ? Optional.of(tokens.syntaxError(at + 1)) : Optional.empty();
    }

    /** Returns what the service says of a function that it cannot read as one, or of the first call of nothing. */
    static Optional<String> miscalled(ExpressionTokens tokens, String function) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.isCall(i) && tokens.at(i).equals(function) && WordFaults.isKeyword(function)) {
                return Optional.of(tokens.syntaxError(i));
            } else if (tokens.isCall(i) && ",)".contains(tokens.at(i + 2))) {
                return Optional.of(tokens.syntaxError(i + 2));
            }
        }
        return Optional.empty();
    }

    /** Returns what the service says of a function that stands where it cannot. */
    static String misused(String function) {
        return "The function is not allowed to be used this way in an expression; function: " + function;
    }
}
