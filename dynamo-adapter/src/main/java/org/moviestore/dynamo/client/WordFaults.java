// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.moviestore.expression.ExpressionParser;
import org.moviestore.expression.Placeholders;
import org.moviestore.item.InvalidRequestException;

/**
 * What the service refuses of an expression whose grammar is right before it looks at names and values: redundant
 * parentheses anywhere, then functions and reserved words in their order, then clauses that stand twice. Immutable.
 */
final class WordFaults {
    static final Set<String> CONDITION_FUNCTIONS =
            Set.of("attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size");
    private static final Set<String> UPDATE_FUNCTIONS = Set.of("if_not_exists", "list_append");
    private static final Set<String> TESTS = Set.of("AND", "OR", "NOT", "BETWEEN", "IN");
    private static final Set<String> CLAUSES = Set.of("SET", "REMOVE", "ADD", "DELETE");

    private final ExpressionTokens tokens;
    private final boolean isUpdate;

    private WordFaults(ExpressionTokens tokens, boolean isUpdate) {
        this.tokens = tokens;
        this.isUpdate = isUpdate;
    }

    /** Returns the first of them in the service's words. */
    static Optional<String> find(ExpressionTokens tokens, boolean isUpdate) {
        WordFaults faults = new WordFaults(tokens, isUpdate);
        if (faults.hasRedundantParentheses()) {
            return Optional.of("The expression has redundant parentheses;");
        }
        return faults.word().or(faults::clause);
    }

    /** Says whether a word is one of the grammar's own, which can never be a name. */
    static boolean isKeyword(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return TESTS.contains(upper) || CLAUSES.contains(upper);
    }

    private boolean hasRedundantParentheses() {
        for (int i = 0; i < tokens.size(); i++) {
            int inner = i + 1;
            // A call and a list of candidates have parentheses of their own.
            boolean isOperand = !tokens.isCall(i - 1) || isKeyword(tokens.at(i - 1)) && !tokens.isWord(i - 1, "IN");
            if (isOperand
                    && tokens.at(i).equals("(")
                    && tokens.at(inner).equals("(")
                    && tokens.closing(inner) + 1 == tokens.closing(i)) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> word() {
        for (int i = 0; i < tokens.size(); i++) {
            String word = tokens.at(i);
            if (!tokens.isWord(i) || isKeyword(word)) {
                continue;
            }
            Optional<String> fault = tokens.isCall(i)
                    ? function(word)
                    : Optional.of(word).filter(WordFaults::isReserved).map(WordFaults::reserved);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private Optional<String> function(String name) {
        if ((isUpdate ? UPDATE_FUNCTIONS : CONDITION_FUNCTIONS).contains(name)) {
            return Optional.empty();
        } else if ((isUpdate ? CONDITION_FUNCTIONS : UPDATE_FUNCTIONS).contains(name)) {
            return Optional.of("The function is not allowed in " + (isUpdate ? "an update" : "a condition")
                    + " expression; function: " + name);
        }
        return Optional.of("Invalid function name; function: " + name);
    }

    private static boolean isReserved(String word) {
        try {
            ExpressionParser.strict(Placeholders.none()).projection(word);
            return false;
        } catch (InvalidRequestException e) {
            return true;
        }
    }

    /** Returns what the service says of a reserved word that stands for an attribute. */
    static String reserved(String word) {
        return "Attribute name is a reserved keyword; reserved keyword: " + word;
    }

    private Optional<String> clause() {
        Set<String> clauses = new HashSet<>();
        for (int i = 0; isUpdate && i < tokens.size(); i++) {
            String word = tokens.at(i).toUpperCase(Locale.ROOT);
            if (CLAUSES.contains(word) && !clauses.add(word)) {
                return Optional.of("The \"" + word + "\" section can only be used once in an update expression;");
            }
        }
        return Optional.empty();
    }
}
