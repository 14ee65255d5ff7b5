// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionPrinter;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeValue;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/** Writes what calls have in common that differ in names, values and indexes alone. Not thread-safe. */
final class Shape {
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    private final ExpressionPrinter printer = new ExpressionPrinter();
    private final StringJoiner parts = new StringJoiner("; ");

    Shape(String kind) {
        parts.add(kind);
    }

    Shape of(TableSchema schema) {
        for (KeyAttribute attribute : schema.keyAttributes()) {
            parts.add(attribute.type().code());
        }
        return this;
    }

    Shape index(Optional<SecondaryIndex> index) {
        index.ifPresent(read -> {
            option(read.scope() + " " + read.projection().kind());
            read.keyAttributes().forEach(attribute -> option(attribute.type().code()));
        });
        return this;
    }

    Shape option(Object option) {
        parts.add(option.toString());
        return this;
    }

    Shape optional(String name, boolean isThere) {
        return isThere ? option(name) : this;
    }

    Shape condition(Optional<Condition> condition) {
        condition.ifPresent(each -> text("if", printer.print(each)));
        return this;
    }

    Shape keys(KeyCondition condition) {
        text("keys", printer.print(condition));
        return this;
    }

    Shape update(Update update) {
        text("update", printer.print(update));
        return this;
    }

    Shape projection(Optional<Projection> projection) {
        projection.ifPresent(each -> text("of", printer.print(each)));
        return this;
    }

    private void text(String what, String text) {
        parts.add(what + " " + INDEX.matcher(text).replaceAll("[]"));
    }

    @Override
    public String toString() {
        StringJoiner types = new StringJoiner(" ");
        for (AttributeValue value : printer.values().values()) {
            types.add(value.type().code());
        }
        return parts + "; " + types;
    }
}
