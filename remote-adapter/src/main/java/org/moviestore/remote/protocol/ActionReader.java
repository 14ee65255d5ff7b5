// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionParser;
import org.moviestore.expression.Update;
import org.moviestore.json.JsonForm;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** Reads writes of one item, be they requests of their own or actions of a transaction. */
final class ActionReader {
    private static final Set<String> CONDITION = Set.of("condition", "names", "values", "onConditionFailure");
    private static final Set<String> RETURNING = Set.of("returning", "capacity");

    static final Set<String> PUT = union(Set.of("table", "keySchema", "item"), CONDITION, RETURNING);
    static final Set<String> UPDATE = union(Set.of("table", "keySchema", "key", "update"), CONDITION, RETURNING);
    static final Set<String> DELETE = union(Set.of("table", "keySchema", "key"), CONDITION, RETURNING);
    private static final Set<String> CHECK = union(Set.of("table", "keySchema", "key"), CONDITION);

    private static final Map<String, Set<String>> KINDS =
            Map.of("put", PUT, "update", UPDATE, "delete", DELETE, "check", CHECK);

    private final SchemaSource schemas;

    ActionReader(SchemaSource schemas) {
        this.schemas = schemas;
    }

    @SafeVarargs
    static Set<String> union(Set<String>... sets) {
        Set<String> all = new HashSet<>();
        for (Set<String> each : sets) {
            all.addAll(each);
        }
        return Set.copyOf(all);
    }

    TableSchema schema(Fields fields) {
        return schema(fields, Optional.empty());
    }

    TableSchema schema(Fields fields, Optional<String> index) {
        return schemas.schemaOf(fields.text("table"), SchemaForm.readOptionalKey(fields), index);
    }

    /** Reads an action of a transaction: an object whose one field says what kind it is. */
    WriteAction action(Fields fields) {
        List<String> kinds =
                KINDS.keySet().stream().filter(fields::has).sorted().toList();
        fields.requireOnly(KINDS.keySet());
        if (kinds.size() != 1) {
            throw fields.malformed("an action of a transaction is one of "
                    + KINDS.keySet().stream().sorted().collect(Collectors.joining(", ")) + ", got " + kinds);
        }
        String kind = kinds.get(0);
        Fields action = fields.object(kind);
        action.requireOnly(KINDS.getOrDefault(kind, Set.of()));
        return switch (kind) {
            case "put" -> put(action);
            case "update" -> update(action);
            case "delete" -> delete(action);
            default -> check(action);
        };
    }

    PutRequest put(Fields fields) {
        return new PutRequest(
                schema(fields),
                fields.item("item", JsonForm.DYNAMODB),
                condition(fields, ExpressionForm.parser(fields)),
                Choices.read(fields, "returning", ReturnItem.NONE),
                onFailure(fields),
                Choices.readCapacity(fields));
    }

    UpdateRequest update(Fields fields) {
        ExpressionParser parser = ExpressionForm.parser(fields);
        Update update = ExpressionForm.readUpdate(fields, parser);
        UpdateRequest.Builder request = UpdateRequest.builder(schema(fields), PositionForm.readKey(fields), update);
        condition(fields, parser).ifPresent(request::condition);
        return request.returning(Choices.read(fields, "returning", ReturnValues.NONE))
                .onConditionFailure(onFailure(fields))
                .capacityReport(Choices.readCapacity(fields))
                .build();
    }

    DeleteRequest delete(Fields fields) {
        DeleteRequest.Builder request = DeleteRequest.builder(schema(fields), PositionForm.readKey(fields));
        condition(fields, ExpressionForm.parser(fields)).ifPresent(request::condition);
        return request.returning(Choices.read(fields, "returning", ReturnItem.NONE))
                .onConditionFailure(onFailure(fields))
                .capacityReport(Choices.readCapacity(fields))
                .build();
    }

    private ConditionCheck check(Fields fields) {
        Condition required = ExpressionForm.parser(fields).condition(fields.text("condition"));
        return new ConditionCheck(schema(fields), PositionForm.readKey(fields), required, onFailure(fields));
    }

    private static Optional<Condition> condition(Fields fields, ExpressionParser parser) {
        return fields.optionalText("condition").map(parser::condition);
    }

    private static OnConditionFailure onFailure(Fields fields) {
        return Choices.read(fields, "onConditionFailure", OnConditionFailure.OMIT_ITEM);
    }
}
