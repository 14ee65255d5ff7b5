// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

/** The six comparison operators, with DynamoDB's signs for them. Immutable. */
public enum Comparator {
    /** Equal by type and value. */
    EQUAL("="),
    /** Not equal: true whenever {@link #EQUAL} is false, also for missing values. */
    NOT_EQUAL("<>"),
    /** Less. */
    LESS("<"),
    /** Less or equal. */
    LESS_OR_EQUAL("<="),
    /** Greater. */
    GREATER(">"),
    /** Greater or equal. */
    GREATER_OR_EQUAL(">=");

    private final String sign;

    Comparator(String sign) {
        this.sign = sign;
    }

    /** Returns the sign that stands for this operator in expression text and in SQL. */
    public String sign() {
        return sign;
    }

    /** Says whether this operator asks for an order, and so takes only text, numbers and binary. */
    public boolean isOrdering() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    /** Returns the operator that says the same with its operands swapped. */
    public Comparator swapped() {
        return switch (this) {
            case EQUAL, NOT_EQUAL -> this;
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        };
    }

    /**
     * Says whether a comparison with this result, as of {@link java.util.Comparator#compare}, satisfies this operator.
     */
    public boolean accepts(int comparison) {
        return switch (this) {
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case LESS -> comparison < 0;
            case LESS_OR_EQUAL -> comparison <= 0;
            case GREATER -> comparison > 0;
            case GREATER_OR_EQUAL -> comparison >= 0;
        };
    }
}
