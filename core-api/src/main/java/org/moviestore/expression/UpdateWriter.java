// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Prints an update: its clauses in the order in which their kinds of actions first come. */
final class UpdateWriter implements Update.Visitor<StringJoiner>, UpdateValue.Visitor<String> {
    private final ExpressionPrinter printer;
    private final Map<String, StringJoiner> clauses = new LinkedHashMap<>();

    UpdateWriter(ExpressionPrinter printer) {
        this.printer = printer;
    }

    String write(List<Update.Action> actions) {
        actions.forEach(action -> action.accept(this));
        return clauses.values().stream().map(StringJoiner::toString).collect(Collectors.joining(" "));
    }

    private StringJoiner add(String keyword, String action) {
        return clauses.computeIfAbsent(keyword, first -> new StringJoiner(", ", keyword + " ", ""))
                .add(action);
    }

    @Override
    public StringJoiner set(Update.Set action) {
        return add("SET", printer.path(action.path()) + " = " + text(action.value()));
    }

    @Override
    public StringJoiner remove(Update.Remove action) {
        return add("REMOVE", printer.path(action.path()));
    }

    @Override
    public StringJoiner add(Update.Add action) {
        return add("ADD", printer.path(action.path()) + " " + printer.value(action.operand()));
    }

    @Override
    public StringJoiner delete(Update.Delete action) {
        return add("DELETE", printer.path(action.path()) + " " + printer.value(action.operand()));
    }

    @Override
    public String attribute(UpdateValue.Attribute value) {
        return printer.path(value.path());
    }

    @Override
    public String literal(UpdateValue.Literal value) {
        return printer.value(value.value());
    }

    @Override
    public String ifNotExists(UpdateValue.IfNotExists value) {
        return "if_not_exists(" + printer.path(value.path()) + ", " + text(value.fallback()) + ")";
    }

    @Override
    public String listAppend(UpdateValue.ListAppend value) {
        return "list_append(" + text(value.first()) + ", " + text(value.second()) + ")";
    }

    @Override
    public String plus(UpdateValue.Plus value) {
        return text(value.left()) + " + " + text(value.right());
    }

    @Override
    public String minus(UpdateValue.Minus value) {
        return text(value.left()) + " - " + text(value.right());
    }

    private String text(UpdateValue value) {
        return value.accept(this);
    }
}
