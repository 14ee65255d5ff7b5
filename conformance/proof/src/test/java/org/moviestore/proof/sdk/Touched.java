// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * An item that a request names.
 *
 * @param attributes the key, or more
 */
record Touched(String table, Map<String, AttributeValue> attributes) {
    /** Returns what a request names one by one, in its order. */
    static List<Touched> by(DynamoDbRequest request) {
        if (request instanceof GetItemRequest get) {
            return List.of(new Touched(get.tableName(), get.key()));
        } else if (request instanceof PutItemRequest put) {
            return List.of(new Touched(put.tableName(), put.item()));
        } else if (request instanceof UpdateItemRequest update) {
            return List.of(new Touched(update.tableName(), update.key()));
        } else if (request instanceof DeleteItemRequest delete) {
            return List.of(new Touched(delete.tableName(), delete.key()));
        } else if (request instanceof BatchWriteItemRequest batch) {
            List<Touched> touched = new ArrayList<>();
            batch.requestItems()
                    .forEach((table, writes) -> writes.stream()
                            .flatMap(Touched::by)
                            .forEach(item -> touched.add(new Touched(table, item))));
            return touched;
        } else if (request instanceof TransactWriteItemsRequest transaction) {
            return transaction.transactItems().stream().flatMap(Touched::by).toList();
        }
        return List.of();
    }

    private static Stream<Map<String, AttributeValue>> by(WriteRequest write) {
        return write.putRequest() != null
                ? Stream.of(write.putRequest().item())
                : Stream.ofNullable(write.deleteRequest()).map(delete -> delete.key());
    }

    private static Stream<Touched> by(TransactWriteItem action) {
        if (action.put() != null) {
            return Stream.of(new Touched(action.put().tableName(), action.put().item()));
        } else if (action.update() != null) {
            return Stream.of(
                    new Touched(action.update().tableName(), action.update().key()));
        } else if (action.delete() != null) {
            return Stream.of(
                    new Touched(action.delete().tableName(), action.delete().key()));
        }
        return Stream.ofNullable(action.conditionCheck()).map(check -> new Touched(check.tableName(), check.key()));
    }
}
