// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.stream.Collectors;
import org.moviestore.item.Values;

/** Prints a condition with as few parentheses as it needs. */
final class ConditionWriter implements Condition.Visitor<String>, Operand.Visitor<String> {
    private final ExpressionPrinter printer;

    ConditionWriter(ExpressionPrinter printer) {
        this.printer = printer;
    }

    @Override
    public String path(Operand.Path operand) {
        return printer.path(operand.path());
    }

    @Override
    public String literal(Operand.Literal operand) {
        return printer.value(operand.value());
    }

    @Override
    public String size(Operand.Size operand) {
        return "size(" + text(operand.operand()) + ")";
    }

    @Override
    public String comparison(Condition.Comparison condition) {
        return text(condition.left()) + " " + condition.comparator().sign() + " " + text(condition.right());
    }

    @Override
    public String between(Condition.Between condition) {
        return text(condition.operand()) + " BETWEEN " + text(condition.lower()) + " AND " + text(condition.upper());
    }

    @Override
    public String in(Condition.In condition) {
        return text(condition.operand())
                + condition.candidates().stream().map(this::text).collect(Collectors.joining(", ", " IN (", ")"));
    }

    @Override
    public String attributeExists(Condition.AttributeExists condition) {
        return "attribute_exists(" + printer.path(condition.path()) + ")";
    }

    @Override
    public String attributeNotExists(Condition.AttributeNotExists condition) {
        return "attribute_not_exists(" + printer.path(condition.path()) + ")";
    }

    @Override
    public String hasType(Condition.HasType condition) {
        return function(
                "attribute_type",
                text(condition.operand()),
                printer.value(Values.string(condition.type().code())));
    }

    @Override
    public String beginsWith(Condition.BeginsWith condition) {
        return function("begins_with", text(condition.operand()), text(condition.prefix()));
    }

    @Override
    public String contains(Condition.Contains condition) {
        return function("contains", text(condition.operand()), text(condition.part()));
    }

    @Override
    public String and(Condition.And condition) {
        return condition.conditions().stream()
                .map(each -> each instanceof Condition.Or ? "(" + each.accept(this) + ")" : each.accept(this))
                .collect(Collectors.joining(" AND "));
    }

    @Override
    public String or(Condition.Or condition) {
        return condition.conditions().stream().map(each -> each.accept(this)).collect(Collectors.joining(" OR "));
    }

    @Override
    public String not(Condition.Not condition) {
        Condition inner = condition.condition();
        boolean joined = inner instanceof Condition.And || inner instanceof Condition.Or;
        return joined ? "NOT (" + inner.accept(this) + ")" : "NOT " + inner.accept(this);
    }

    private String text(Operand operand) {
        return operand.accept(this);
    }

    private static String function(String name, String first, String second) {
        return name + "(" + first + ", " + second + ")";
    }
}
