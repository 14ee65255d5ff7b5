// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

/** Stub: reads DynamoDB's expression text. */
public final class ExpressionParser {
    private ExpressionParser() {}

    public static ExpressionParser lenient(Placeholders placeholders) {
        throw new UnsupportedOperationException();
    }

    public static ExpressionParser strict(Placeholders placeholders) {
        throw new UnsupportedOperationException();
    }

    public Condition condition(String text) {
        throw new UnsupportedOperationException();
    }

    public KeyCondition keyCondition(String text) {
        throw new UnsupportedOperationException();
    }

    public Update update(String text) {
        throw new UnsupportedOperationException();
    }

    public Projection projection(String text) {
        throw new UnsupportedOperationException();
    }

    public void requireAllUsed() {
        throw new UnsupportedOperationException();
    }
}
