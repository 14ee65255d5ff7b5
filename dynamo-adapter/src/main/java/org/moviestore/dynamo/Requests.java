// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionPrinter;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.GetRequest;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.PageRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SortOrder;
import org.moviestore.table.UpdateRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Our requests as DynamoDB's; every attribute name and value is a placeholder. */
final class Requests {
    private Requests() {}

    static GetItemRequest get(GetRequest request) {
        ExpressionPrinter printer = new ExpressionPrinter();
        GetItemRequest.Builder get = GetItemRequest.builder()
                .tableName(request.schema().tableName())
                .key(ItemCodec.encode(request.key().attributes()))
                .consistentRead(request.consistency() == ReadConsistency.CONSISTENT);
        request.projection().ifPresent(kept -> get.projectionExpression(printer.print(kept)));
        setNames(printer, get::expressionAttributeNames);
        reportCapacity(request.capacityReport(), get::returnConsumedCapacity);
        return get.build();
    }

    static PutItemRequest put(PutRequest request) {
        ExpressionPrinter printer = new ExpressionPrinter();
        PutItemRequest.Builder put =
                PutItemRequest.builder().tableName(request.schema().tableName()).item(ItemCodec.encode(request.item()));
        request.condition().ifPresent(condition -> put.conditionExpression(printer.print(condition)));
        setNames(printer, put::expressionAttributeNames);
        setValues(printer, put::expressionAttributeValues);
        if (request.returning() == ReturnItem.OLD) {
            put.returnValues(ReturnValue.ALL_OLD);
        }
        if (returnsStored(request.condition(), request.onConditionFailure())) {
            put.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        }
        reportCapacity(request.capacityReport(), put::returnConsumedCapacity);
        return put.build();
    }

    static DeleteItemRequest delete(DeleteRequest request) {
        ExpressionPrinter printer = new ExpressionPrinter();
        DeleteItemRequest.Builder delete = DeleteItemRequest.builder()
                .tableName(request.schema().tableName())
                .key(ItemCodec.encode(request.key().attributes()));
        request.condition().ifPresent(condition -> delete.conditionExpression(printer.print(condition)));
        setNames(printer, delete::expressionAttributeNames);
        setValues(printer, delete::expressionAttributeValues);
        if (request.returning() == ReturnItem.OLD) {
            delete.returnValues(ReturnValue.ALL_OLD);
        }
        if (returnsStored(request.condition(), request.onConditionFailure())) {
            delete.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        }
        reportCapacity(request.capacityReport(), delete::returnConsumedCapacity);
        return delete.build();
    }

    static UpdateItemRequest update(UpdateRequest request) {
        ExpressionPrinter printer = new ExpressionPrinter();
        UpdateItemRequest.Builder update = UpdateItemRequest.builder()
                .tableName(request.schema().tableName())
                .key(ItemCodec.encode(request.key().attributes()));
        if (!request.update().actions().isEmpty()) {
            update.updateExpression(printer.print(request.update()));
        }
        request.condition().ifPresent(condition -> update.conditionExpression(printer.print(condition)));
        setNames(printer, update::expressionAttributeNames);
        setValues(printer, update::expressionAttributeValues);
        if (request.returning() != ReturnValues.NONE) {
            update.returnValues(wholeItem(request.returning()));
        }
        if (returnsStored(request.condition(), request.onConditionFailure())) {
            update.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        }
        reportCapacity(request.capacityReport(), update::returnConsumedCapacity);
        return update.build();
    }

    /** The updated parts are projected from the whole item: for nested paths, servers disagree on what they are. */
    private static ReturnValue wholeItem(ReturnValues returning) {
        return returning == ReturnValues.ALL_OLD || returning == ReturnValues.UPDATED_OLD
                ? ReturnValue.ALL_OLD
                : ReturnValue.ALL_NEW;
    }

    static software.amazon.awssdk.services.dynamodb.model.QueryRequest query(QueryRequest request) {
        ExpressionPrinter printer = new ExpressionPrinter();
        var query = software.amazon.awssdk.services.dynamodb.model.QueryRequest.builder()
                .tableName(request.schema().tableName())
                .keyConditionExpression(printer.print(request.keyCondition()))
                .scanIndexForward(request.order() == SortOrder.ASCENDING)
                .consistentRead(request.consistency() == ReadConsistency.CONSISTENT);
        request.index().ifPresent(index -> query.indexName(index.name()));
        request.filter().ifPresent(filter -> query.filterExpression(printer.print(filter)));
        IndexItems.asked(request).ifPresent(kept -> query.projectionExpression(printer.print(kept)));
        request.limit().ifPresent(query::limit);
        startAfter(request, query::exclusiveStartKey);
        countIfAsked(request, query::select);
        setNames(printer, query::expressionAttributeNames);
        setValues(printer, query::expressionAttributeValues);
        reportCapacity(request.capacityReport(), query::returnConsumedCapacity);
        return query.build();
    }

    static software.amazon.awssdk.services.dynamodb.model.ScanRequest scan(ScanRequest request) {
        ExpressionPrinter printer = new ExpressionPrinter();
        var scan = software.amazon.awssdk.services.dynamodb.model.ScanRequest.builder()
                .tableName(request.schema().tableName())
                .consistentRead(request.consistency() == ReadConsistency.CONSISTENT);
        request.index().ifPresent(index -> scan.indexName(index.name()));
        request.filter().ifPresent(filter -> scan.filterExpression(printer.print(filter)));
        IndexItems.asked(request).ifPresent(kept -> scan.projectionExpression(printer.print(kept)));
        request.segment().ifPresent(part -> scan.segment(part.number()).totalSegments(part.total()));
        request.limit().ifPresent(scan::limit);
        startAfter(request, scan::exclusiveStartKey);
        countIfAsked(request, scan::select);
        setNames(printer, scan::expressionAttributeNames);
        setValues(printer, scan::expressionAttributeValues);
        reportCapacity(request.capacityReport(), scan::returnConsumedCapacity);
        return scan.build();
    }

    private static void startAfter(PageRequest request, Consumer<Map<String, AttributeValue>> setter) {
        request.startAfter().ifPresent(position -> setter.accept(ItemCodec.encode(position.attributes())));
    }

    /** Otherwise the projection comes, or all that the table or index holds. */
    private static void countIfAsked(PageRequest request, Consumer<Select> setter) {
        if (IndexItems.areCountedThere(request)) {
            setter.accept(Select.COUNT);
        }
    }

    private static boolean returnsStored(Optional<Condition> condition, OnConditionFailure onFailure) {
        return condition.isPresent() && onFailure == OnConditionFailure.RETURN_ITEM;
    }

    /** DynamoDB refuses empty maps of placeholders. */
    private static void setNames(ExpressionPrinter printer, Consumer<Map<String, String>> setter) {
        if (!printer.names().isEmpty()) {
            setter.accept(printer.names());
        }
    }

    private static void setValues(ExpressionPrinter printer, Consumer<Map<String, AttributeValue>> setter) {
        if (!printer.values().isEmpty()) {
            setter.accept(ItemCodec.encode(printer.values()));
        }
    }

    private static void reportCapacity(CapacityReport report, Consumer<ReturnConsumedCapacity> setter) {
        if (report == CapacityReport.TOTAL) {
            setter.accept(ReturnConsumedCapacity.TOTAL);
        }
    }
}
