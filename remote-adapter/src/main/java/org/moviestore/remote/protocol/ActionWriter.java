// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.Optional;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionPrinter;
import org.moviestore.item.Key;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** Writes the fields of a write of one item, be it a request of its own or an action of a transaction. */
final class ActionWriter implements WriteAction.Visitor<JsonLine> {
    private final JsonLine line;
    private final ExpressionPrinter printer = new ExpressionPrinter();

    ActionWriter(JsonLine line) {
        this.line = line;
    }

    @Override
    public JsonLine put(PutRequest action) {
        table(action.schema());
        line.item("item", action.item());
        conditional(action.condition(), action.onConditionFailure());
        Choices.write(line, "returning", action.returning(), ReturnItem.NONE);
        Choices.writeCapacity(line, action.capacityReport());
        return line;
    }

    @Override
    public JsonLine update(UpdateRequest action) {
        action.checkUnversioned();
        table(action.schema(), action.key());
        line.text("update", printer.print(action.update()));
        conditional(action.condition(), action.onConditionFailure());
        Choices.write(line, "returning", action.returning(), ReturnValues.NONE);
        Choices.writeCapacity(line, action.capacityReport());
        return line;
    }

    @Override
    public JsonLine delete(DeleteRequest action) {
        action.checkUnversioned();
        table(action.schema(), action.key());
        conditional(action.condition(), action.onConditionFailure());
        Choices.write(line, "returning", action.returning(), ReturnItem.NONE);
        Choices.writeCapacity(line, action.capacityReport());
        return line;
    }

    @Override
    public JsonLine check(ConditionCheck action) {
        table(action.schema(), action.key());
        conditional(action.condition(), action.onConditionFailure());
        return line;
    }

    private void table(TableSchema schema) {
        line.text("table", schema.tableName());
        SchemaForm.writeKey(line, schema.keyAttributes());
    }

    private void table(TableSchema schema, Key key) {
        table(schema);
        line.key("key", key);
    }

    private void conditional(Optional<Condition> condition, OnConditionFailure onFailure) {
        condition.ifPresent(test -> line.text("condition", printer.print(test)));
        ExpressionForm.writePlaceholders(line, printer);
        Choices.write(line, "onConditionFailure", onFailure, OnConditionFailure.OMIT_ITEM);
    }
}
