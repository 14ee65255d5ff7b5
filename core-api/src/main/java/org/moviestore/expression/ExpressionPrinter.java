// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.Map;
import org.moviestore.item.AttributeValue;

/** Stub: prints expression trees as text with placeholders shared by the expressions of one request. */
public final class ExpressionPrinter {
    public ExpressionPrinter() {}

    public String print(Condition condition) {
        throw new UnsupportedOperationException();
    }

    public String print(KeyCondition condition) {
        throw new UnsupportedOperationException();
    }

    public String print(Update update) {
        throw new UnsupportedOperationException();
    }

    public String print(Projection projection) {
        throw new UnsupportedOperationException();
    }

    public Map<String, String> names() {
        throw new UnsupportedOperationException();
    }

    public Map<String, AttributeValue> values() {
        throw new UnsupportedOperationException();
    }
}
