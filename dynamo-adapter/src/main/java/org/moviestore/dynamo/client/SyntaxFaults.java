// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service says of an expression that does not follow the grammar. Immutable. */
final class SyntaxFaults {
    private static final Set<String> TESTS = Set.of("=", "<>", "<", "<=", ">", ">=", "BETWEEN", "IN");
    private static final String MISUSED =
            "The function is not allowed to be used this way in an expression; function: ";

    private static final Pattern UNEXPECTED =
            Pattern.compile("syntax error .* at position (\\d+) where (.*)", Pattern.DOTALL);
    private static final Pattern PROBLEM = Pattern.compile("\"(.*)\" at position (\\d+) of the expression (.*)");
    private static final Pattern OPERANDS = Pattern.compile("takes \\d+ operands, got (\\d+)");

    private final ExpressionTokens tokens;

    private SyntaxFaults(ExpressionTokens tokens) {
        this.tokens = tokens;
    }

    /** Returns what the service says of text without any token. */
    static Optional<String> blank(String text) {
        if (text.isEmpty()) {
            return Optional.of("The expression can not be empty;");
        }
        return text.isBlank() ? Optional.of(ExpressionTokens.syntaxError("<EOF>", text)) : Optional.empty();
    }

    /** Returns what the service says if the parser's words are that a token stands where it should not. */
    static Optional<String> unexpected(ExpressionTokens tokens, String words) {
        Matcher unexpected = UNEXPECTED.matcher(words);
        if (unexpected.matches()) {
            int position = Integer.parseInt(unexpected.group(1));
            return Optional.of(new SyntaxFaults(tokens).unexpected(position, unexpected.group(2)));
        }
        Matcher problem = PROBLEM.matcher(words);
        return problem.matches()
                ? new SyntaxFaults(tokens)
                        .misplaced(problem.group(1), Integer.parseInt(problem.group(2)), problem.group(3))
                : Optional.empty();
    }

    private String unexpected(int position, String expected) {
        int at = tokens.indexAt(position);
        if (tokens.at(at).equals("0") && expected.startsWith("a list index")) {
            // The service ends the index behind the zero.
            at++;
        }
        int call = tokens.at(at - 1).equals(")") ? tokens.opening(at - 1) - 1 : ExpressionTokens.NONE;
        if (tokens.isCall(call) && isMisused(tokens.at(call), tokens.at(at), expected)) {
            return MISUSED + tokens.at(call);
        }
        return tokens.syntaxError(at);
    }

    /** A call may be a test where an operand should be, or the other way round. */
    private static boolean isMisused(String function, String next, String expected) {
        return function.equals("size")
                ? expected.startsWith("a comparison")
                : WordFaults.CONDITION_FUNCTIONS.contains(function) && TESTS.contains(next.toUpperCase(Locale.ROOT));
    }

    /** The parser refuses some words for themselves that the service cannot read there. */
    private Optional<String> misplaced(String word, int position, String problem) {
        int at = tokens.indexAt(position);
        if (problem.startsWith("is a reserved word") && (WordFaults.isKeyword(word) || tokens.isCall(at))) {
            return Optional.of(tokens.syntaxError(WordFaults.isKeyword(word) ? at : at + 1));
        }
        boolean isEmptyCall = tokens.isCall(at) && ",)".contains(tokens.at(at + 2));
        return isEmptyCall ? Optional.of(tokens.syntaxError(at + 2)) : Optional.empty();
    }

    /** Returns what the service says of a function that is used wrongly, or the parser's own words. */
    static String describe(String words) {
        Matcher problem = PROBLEM.matcher(words);
        if (!problem.matches()) {
            return words.endsWith(" cannot take a list_append") ? MISUSED + "list_append" : words;
        }
        String function = problem.group(1);
        Matcher operands = OPERANDS.matcher(problem.group(3));
        if (operands.matches()) {
            return "Incorrect number of operands for operator or function; operator or function: " + function
                    + ", number of operands: " + operands.group(1);
        } else if (problem.group(3).startsWith("takes a path")) {
            return "Operator or function requires a document path; operator or function: " + function;
        }
        return WordFaults.CONDITION_FUNCTIONS.contains(function) ? MISUSED + function : words;
    }
}
