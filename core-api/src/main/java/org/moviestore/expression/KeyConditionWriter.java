// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

/** Prints the tests of a key condition. */
final class KeyConditionWriter implements KeyCondition.Visitor<String> {
    private final ExpressionPrinter printer;

    KeyConditionWriter(ExpressionPrinter printer) {
        this.printer = printer;
    }

    @Override
    public String comparison(KeyCondition.Comparison test) {
        return printer.name(test.attribute()) + " " + test.comparator().sign() + " " + printer.value(test.value());
    }

    @Override
    public String between(KeyCondition.Between test) {
        return printer.name(test.attribute()) + " BETWEEN " + printer.value(test.lower()) + " AND "
                + printer.value(test.upper());
    }

    @Override
    public String beginsWith(KeyCondition.BeginsWith test) {
        return "begins_with(" + printer.name(test.attribute()) + ", " + printer.value(test.prefix()) + ")";
    }
}
