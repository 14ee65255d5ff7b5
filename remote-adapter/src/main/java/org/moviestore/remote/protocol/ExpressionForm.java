// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import org.moviestore.expression.ExpressionParser;
import org.moviestore.expression.ExpressionPrinter;
import org.moviestore.expression.Placeholders;
import org.moviestore.expression.Update;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;

/** What the placeholders in the expressions of one request or action stand for, written and read. */
final class ExpressionForm {
    private ExpressionForm() {}

    /** Writes the names and values of all expressions that were printed. */
    static void writePlaceholders(JsonLine line, ExpressionPrinter printer) {
        if (!printer.names().isEmpty()) {
            line.textMap("names", printer.names());
        }
        if (!printer.values().isEmpty()) {
            line.item("values", new Item(printer.values()));
        }
    }

    /** Returns a parser that knows the placeholders. */
    static ExpressionParser parser(Fields fields) {
        return ExpressionParser.lenient(
                new Placeholders(fields.textMap("names"), fields.values("values", JsonForm.DYNAMODB)));
    }

    /** Reads an update, whose text is empty if it does nothing but create the item. */
    static Update readUpdate(Fields fields, ExpressionParser parser) {
        String text = fields.text("update");
        return text.isEmpty() ? Update.none() : parser.update(text);
    }
}
