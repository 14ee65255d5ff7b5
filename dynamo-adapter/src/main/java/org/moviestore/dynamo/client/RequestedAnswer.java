// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * What a write of one item is to return, by the texts of the request's parameters; null is what is not set.
 *
 * @param values which attributes
 * @param onFailure whether a failed condition brings the stored item
 * @param capacity how much of what it consumes
 * @param metrics whether the size of the item collection
 */
record RequestedAnswer(
        @Nullable String values,
        @Nullable String onFailure,
        @Nullable String capacity,
        @Nullable String metrics) {
    private static final String NONE = "NONE";
    private static final String ALL_OLD = "ALL_OLD";

    static RequestedAnswer of(PutItemRequest request) {
        return new RequestedAnswer(
                request.returnValuesAsString(),
                request.returnValuesOnConditionCheckFailureAsString(),
                request.returnConsumedCapacityAsString(),
                request.returnItemCollectionMetricsAsString());
    }

    static RequestedAnswer of(UpdateItemRequest request) {
        return new RequestedAnswer(
                request.returnValuesAsString(),
                request.returnValuesOnConditionCheckFailureAsString(),
                request.returnConsumedCapacityAsString(),
                request.returnItemCollectionMetricsAsString());
    }

    static RequestedAnswer of(DeleteItemRequest request) {
        return new RequestedAnswer(
                request.returnValuesAsString(),
                request.returnValuesOnConditionCheckFailureAsString(),
                request.returnConsumedCapacityAsString(),
                request.returnItemCollectionMetricsAsString());
    }

    void constrain(ParameterConstraints constraints) {
        constraints
                .returnConsumedCapacity(capacity)
                .returnValues(values)
                .returnItemCollectionMetrics(metrics)
                .returnValuesOnConditionCheckFailure(onFailure);
    }

    /** Refuses to return what only updates return. */
    void requireOldOrNone() {
        if (values != null && !values.equals(NONE) && !values.equals(ALL_OLD)) {
            throw ServiceErrors.validation("ReturnValues can only be ALL_OLD or NONE");
        }
    }

    boolean returnsOld() {
        return ALL_OLD.equals(values);
    }

    ReturnValues returnValues() {
        return values == null ? ReturnValues.NONE : ReturnValues.valueOf(values);
    }

    boolean isMetered() {
        return capacity != null && !capacity.equals(NONE);
    }

    /** Returns what a put or delete has to bring back: what it consumes is told by the item as it was. */
    ReturnItem returning() {
        return returnsOld() || isMetered() ? ReturnItem.OLD : ReturnItem.NONE;
    }

    OnConditionFailure onConditionFailure() {
        return ALL_OLD.equals(onFailure) ? OnConditionFailure.RETURN_ITEM : OnConditionFailure.OMIT_ITEM;
    }

    /** Returns what a write consumed, if that is asked for. */
    Optional<ConsumedCapacity> consumed(TableSchema schema, Optional<Item> before, Optional<Item> after) {
        if (!isMetered()) {
            return Optional.empty();
        }
        CapacityMeter meter = new CapacityMeter(schema, false);
        meter.write(before, after);
        return Optional.of(meter.consumed(ReturnConsumedCapacity.fromValue(capacity)));
    }

    /**
     * Reads the collection of an item that was written, given by itself or its key, and returns its metrics, if they
     * are asked for.
     */
    Optional<ItemCollectionMetrics> readMetrics(DocumentTable table, Item item) {
        if (metrics == null) {
            return Optional.empty();
        }
        CollectionMetrics wanted = new CollectionMetrics(ReturnItemCollectionMetrics.fromValue(metrics));
        return item.attribute(table.schema().partitionKey().name()).flatMap(partition -> wanted.read(table, partition));
    }
}
