// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Actions of transactions that write. */
final class WriteActions {
    private WriteActions() {}

    static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
        return put(table, item, put -> {});
    }

    static TransactWriteItem put(String table, Map<String, AttributeValue> item, Consumer<Put.Builder> more) {
        return TransactWriteItem.builder()
                .put(put -> more.accept(put.tableName(table).item(item)))
                .build();
    }

    static TransactWriteItem delete(String table, Map<String, AttributeValue> key, Consumer<Delete.Builder> more) {
        return TransactWriteItem.builder()
                .delete(delete -> more.accept(delete.tableName(table).key(key)))
                .build();
    }

    static TransactWriteItem delete(String table, Map<String, AttributeValue> key) {
        return delete(table, key, delete -> {});
    }

    static TransactWriteItem update(String table, Map<String, AttributeValue> key, Consumer<Update.Builder> more) {
        return TransactWriteItem.builder()
                .update(update -> more.accept(update.tableName(table).key(key)))
                .build();
    }

    /** Returns an action whose update uses the value {@code :v}. */
    static TransactWriteItem update(
            String table, Map<String, AttributeValue> key, String expression, AttributeValue value) {
        return update(
                table,
                key,
                update -> update.updateExpression(expression).expressionAttributeValues(Map.of(":v", value)));
    }

    static TransactWriteItem check(
            String table, Map<String, AttributeValue> key, Consumer<ConditionCheck.Builder> more) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> more.accept(check.tableName(table).key(key)))
                .build();
    }

    static TransactWriteItem check(String table, Map<String, AttributeValue> key, String condition) {
        return check(table, key, check -> check.conditionExpression(condition));
    }
}
