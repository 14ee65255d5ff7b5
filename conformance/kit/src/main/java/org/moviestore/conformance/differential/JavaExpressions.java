// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Operand;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.table.PageRequest;

/** Writes expressions, and the parts of requests that hold them, as Java that makes them. */
final class JavaExpressions
        implements Condition.Visitor<String>,
                Operand.Visitor<String>,
                Update.Visitor<String>,
                UpdateValue.Visitor<String>,
                KeyCondition.Visitor<String> {
    private static final JavaExpressions VISITOR = new JavaExpressions();

    private JavaExpressions() {}

    static String of(Condition condition) {
        return condition.accept(VISITOR);
    }

    private static String of(Operand operand) {
        return operand.accept(VISITOR);
    }

    private static String of(UpdateValue value) {
        return value.accept(VISITOR);
    }

    static String of(Update update) {
        return update.actions().stream()
                .map(action -> action.accept(VISITOR))
                .collect(Collectors.joining(", ", "new Update(List.of(", "))"));
    }

    static String of(KeyCondition condition) {
        return condition.tests().stream()
                .map(test -> test.accept(VISITOR))
                .collect(Collectors.joining(", ", "new KeyCondition(List.of(", "))"));
    }

    private static String of(Projection projection) {
        return projection.paths().stream()
                .map(JavaValues::of)
                .collect(Collectors.joining(", ", "new Projection(List.of(", "))"));
    }

    /** Writes the call of a builder that sets a condition, if there is one. */
    static String condition(String setter, Optional<Condition> condition) {
        return condition.map(present -> set(setter, of(present))).orElse("");
    }

    static String projection(Optional<Projection> projection) {
        return projection.map(present -> set("projection", of(present))).orElse("");
    }

    /** Writes the call of a builder that sets an enum, unless it is the default. */
    static String option(String setter, Enum<?> option, Enum<?> byDefault) {
        return option == byDefault ? "" : set(setter, option.getDeclaringClass().getSimpleName() + "." + option.name());
    }

    /** Writes the calls of a builder that set what all requests for pages have, but the filter. */
    static String page(PageRequest request) {
        return request.index()
                        .map(index -> set("index", JavaValues.text(index.name())))
                        .orElse("")
                + projection(request.projection())
                + (request.limit().isPresent()
                        ? set("limit", String.valueOf(request.limit().getAsInt()))
                        : "")
                + request.startAfter()
                        .map(start -> set("startAfter", "new Position(" + JavaValues.of(start.key()) + ")"))
                        .orElse("");
    }

    private static String set(String setter, String value) {
        return "\n                ." + setter + "(" + value + ")";
    }

    private static String made(String type, String... arguments) {
        return "new " + type + "(" + String.join(", ", arguments) + ")";
    }

    private static String conditions(List<Condition> conditions) {
        return conditions.stream().map(JavaExpressions::of).collect(Collectors.joining(", ", "List.of(", ")"));
    }

    @Override
    public String comparison(Condition.Comparison condition) {
        return made(
                "Condition.Comparison",
                of(condition.left()),
                "Comparator." + condition.comparator().name(),
                of(condition.right()));
    }

    @Override
    public String between(Condition.Between condition) {
        return made("Condition.Between", of(condition.operand()), of(condition.lower()), of(condition.upper()));
    }

    @Override
    public String in(Condition.In condition) {
        String candidates = condition.candidates().stream()
                .map(JavaExpressions::of)
                .collect(Collectors.joining(", ", "List.of(", ")"));
        return made("Condition.In", of(condition.operand()), candidates);
    }

    @Override
    public String attributeExists(Condition.AttributeExists condition) {
        return made("Condition.AttributeExists", JavaValues.of(condition.path()));
    }

    @Override
    public String attributeNotExists(Condition.AttributeNotExists condition) {
        return made("Condition.AttributeNotExists", JavaValues.of(condition.path()));
    }

    @Override
    public String hasType(Condition.HasType condition) {
        return made(
                "Condition.HasType",
                of(condition.operand()),
                "AttributeType." + condition.type().name());
    }

    @Override
    public String beginsWith(Condition.BeginsWith condition) {
        return made("Condition.BeginsWith", of(condition.operand()), of(condition.prefix()));
    }

    @Override
    public String contains(Condition.Contains condition) {
        return made("Condition.Contains", of(condition.operand()), of(condition.part()));
    }

    @Override
    public String and(Condition.And condition) {
        return made("Condition.And", conditions(condition.conditions()));
    }

    @Override
    public String or(Condition.Or condition) {
        return made("Condition.Or", conditions(condition.conditions()));
    }

    @Override
    public String not(Condition.Not condition) {
        return made("Condition.Not", of(condition.condition()));
    }

    @Override
    public String path(Operand.Path operand) {
        return made("Operand.Path", JavaValues.of(operand.path()));
    }

    @Override
    public String literal(Operand.Literal operand) {
        return made("Operand.Literal", JavaValues.of(operand.value()));
    }

    @Override
    public String size(Operand.Size operand) {
        return made("Operand.Size", of(operand.operand()));
    }

    @Override
    public String set(Update.Set action) {
        return made("Update.Set", JavaValues.of(action.path()), of(action.value()));
    }

    @Override
    public String remove(Update.Remove action) {
        return made("Update.Remove", JavaValues.of(action.path()));
    }

    @Override
    public String add(Update.Add action) {
        return made("Update.Add", JavaValues.of(action.path()), JavaValues.of(action.operand()));
    }

    @Override
    public String delete(Update.Delete action) {
        return made("Update.Delete", JavaValues.of(action.path()), JavaValues.of(action.operand()));
    }

    @Override
    public String attribute(UpdateValue.Attribute value) {
        return made("UpdateValue.Attribute", JavaValues.of(value.path()));
    }

    @Override
    public String literal(UpdateValue.Literal value) {
        return made("UpdateValue.Literal", JavaValues.of(value.value()));
    }

    @Override
    public String ifNotExists(UpdateValue.IfNotExists value) {
        return made("UpdateValue.IfNotExists", JavaValues.of(value.path()), of(value.fallback()));
    }

    @Override
    public String listAppend(UpdateValue.ListAppend value) {
        return made("UpdateValue.ListAppend", of(value.first()), of(value.second()));
    }

    @Override
    public String plus(UpdateValue.Plus value) {
        return made("UpdateValue.Plus", of(value.left()), of(value.right()));
    }

    @Override
    public String minus(UpdateValue.Minus value) {
        return made("UpdateValue.Minus", of(value.left()), of(value.right()));
    }

    @Override
    public String comparison(KeyCondition.Comparison test) {
        return made(
                "KeyCondition.Comparison",
                JavaValues.text(test.attribute()),
                "Comparator." + test.comparator().name(),
                JavaValues.of(test.value()));
    }

    @Override
    public String between(KeyCondition.Between test) {
        return made(
                "KeyCondition.Between",
                JavaValues.text(test.attribute()),
                JavaValues.of(test.lower()),
                JavaValues.of(test.upper()));
    }

    @Override
    public String beginsWith(KeyCondition.BeginsWith test) {
        return made("KeyCondition.BeginsWith", JavaValues.text(test.attribute()), JavaValues.of(test.prefix()));
    }
}
