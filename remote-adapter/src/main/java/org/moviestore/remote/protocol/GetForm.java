// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.moviestore.expression.ExpressionPrinter;
import org.moviestore.expression.Projection;
import org.moviestore.item.Key;
import org.moviestore.json.JsonForm;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.GetRequest;
import org.moviestore.table.ReadConsistency;

/** Reads of items by their keys, one or many, written and read. */
final class GetForm {
    private static final Set<String> BOTH =
            Set.of("table", "keySchema", "projection", "names", "values", "consistency", "capacity");

    static final Set<String> GET = ActionReader.union(BOTH, Set.of("key"));
    static final Set<String> BATCH = ActionReader.union(BOTH, Set.of("keys"));

    private GetForm() {}

    static void write(JsonLine line, GetRequest request) {
        line.text("table", request.schema().tableName());
        SchemaForm.writeKey(line, request.schema().keyAttributes());
        line.key("key", request.key());
        writeRest(line, request.projection(), request.consistency());
        Choices.writeCapacity(line, request.capacityReport());
    }

    static void write(JsonLine line, BatchGetRequest request) {
        line.text("table", request.schema().tableName());
        SchemaForm.writeKey(line, request.schema().keyAttributes());
        line.keys("keys", request.keys());
        writeRest(line, request.projection(), request.consistency());
        Choices.writeCapacity(line, request.capacityReport());
    }

    private static void writeRest(JsonLine line, Optional<Projection> projection, ReadConsistency consistency) {
        ExpressionPrinter printer = new ExpressionPrinter();
        projection.ifPresent(kept -> line.text("projection", printer.print(kept)));
        ExpressionForm.writePlaceholders(line, printer);
        Choices.write(line, "consistency", consistency, ReadConsistency.CONSISTENT);
    }

    static GetRequest readGet(Fields fields, ActionReader tables) {
        return new GetRequest(
                tables.schema(fields),
                PositionForm.readKey(fields),
                projection(fields),
                Choices.read(fields, "consistency", ReadConsistency.CONSISTENT),
                Choices.readCapacity(fields));
    }

    static BatchGetRequest readBatch(Fields fields, ActionReader tables) {
        return new BatchGetRequest(
                tables.schema(fields),
                readKeys(fields.require("keys"), "keys"),
                projection(fields),
                Choices.read(fields, "consistency", ReadConsistency.CONSISTENT),
                Choices.readCapacity(fields));
    }

    static List<Key> readKeys(Fields fields, String name) {
        return fields.items(name, JsonForm.DYNAMODB).stream().map(Key::new).toList();
    }

    private static Optional<Projection> projection(Fields fields) {
        return fields.optionalText("projection")
                .map(text -> ExpressionForm.parser(fields).projection(text));
    }
}
