// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.moviestore.expression.ExpressionPrinter;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Our transactions as DynamoDB's, as {@link Requests} does for single items. Equal actions are sent alike, whatever
 * order their attributes were given in, since DynamoDB compares what comes with one client token.
 */
final class TransactRequests implements WriteAction.Visitor<TransactWriteItem> {
    private final ExpressionPrinter printer = new ExpressionPrinter();

    private TransactRequests() {}

    static TransactWriteItemsRequest write(List<WriteAction> actions, String clientToken, CapacityReport report) {
        TransactWriteItemsRequest.Builder write = TransactWriteItemsRequest.builder()
                .clientRequestToken(clientToken)
                .transactItems(actions.stream()
                        .map(action -> action.accept(new TransactRequests()))
                        .toList());
        Requests.reportCapacity(report, write::returnConsumedCapacity);
        return write.build();
    }

    static TransactGetItemsRequest get(TransactGetRequest request) {
        TransactGetItemsRequest.Builder get = TransactGetItemsRequest.builder()
                .transactItems(
                        request.gets().stream().map(TransactRequests::get).toList());
        Requests.reportCapacity(request.capacityReport(), get::returnConsumedCapacity);
        return get.build();
    }

    private static TransactGetItem get(GetRequest request) {
        ExpressionPrinter printer = new ExpressionPrinter();
        Get.Builder get = Get.builder()
                .tableName(request.schema().tableName())
                .key(ItemCodec.encode(request.key().attributes()));
        request.projection().ifPresent(kept -> get.projectionExpression(printer.print(kept)));
        Requests.setNames(printer, get::expressionAttributeNames);
        return TransactGetItem.builder().get(get.build()).build();
    }

    @Override
    public TransactWriteItem put(PutRequest action) {
        Put.Builder put = Put.builder()
                .tableName(action.schema().tableName())
                .item(ItemCodec.encodeSorted(action.item().attributes()));
        setCondition(action, put::conditionExpression, put::returnValuesOnConditionCheckFailure);
        Requests.setNames(printer, put::expressionAttributeNames);
        setValues(put::expressionAttributeValues);
        return TransactWriteItem.builder().put(put.build()).build();
    }

    @Override
    public TransactWriteItem update(UpdateRequest action) {
        Update.Builder update =
                Update.builder().tableName(action.schema().tableName()).key(key(action));
        if (!action.update().actions().isEmpty()) {
            update.updateExpression(printer.print(action.update()));
        }
        setCondition(action, update::conditionExpression, update::returnValuesOnConditionCheckFailure);
        Requests.setNames(printer, update::expressionAttributeNames);
        setValues(update::expressionAttributeValues);
        return TransactWriteItem.builder().update(update.build()).build();
    }

    @Override
    public TransactWriteItem delete(DeleteRequest action) {
        Delete.Builder delete =
                Delete.builder().tableName(action.schema().tableName()).key(key(action));
        setCondition(action, delete::conditionExpression, delete::returnValuesOnConditionCheckFailure);
        Requests.setNames(printer, delete::expressionAttributeNames);
        setValues(delete::expressionAttributeValues);
        return TransactWriteItem.builder().delete(delete.build()).build();
    }

    @Override
    public TransactWriteItem check(ConditionCheck action) {
        var check = software.amazon.awssdk.services.dynamodb.model.ConditionCheck.builder()
                .tableName(action.schema().tableName())
                .key(key(action));
        setCondition(action, check::conditionExpression, check::returnValuesOnConditionCheckFailure);
        Requests.setNames(printer, check::expressionAttributeNames);
        setValues(check::expressionAttributeValues);
        return TransactWriteItem.builder().conditionCheck(check.build()).build();
    }

    private static Map<String, AttributeValue> key(WriteAction action) {
        return ItemCodec.encodeSorted(action.key().attributes().attributes());
    }

    private void setCondition(
            WriteAction action, Consumer<String> text, Consumer<ReturnValuesOnConditionCheckFailure> onFailure) {
        action.condition().ifPresent(condition -> text.accept(printer.print(condition)));
        if (Requests.returnsStored(action.condition(), action.onConditionFailure())) {
            onFailure.accept(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        }
    }

    private void setValues(Consumer<Map<String, AttributeValue>> setter) {
        if (!printer.values().isEmpty()) {
            setter.accept(ItemCodec.encodeSorted(printer.values()));
        }
    }
}
