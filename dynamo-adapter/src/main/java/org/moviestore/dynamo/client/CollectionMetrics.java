// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.error.StoreException;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.IndexScope;
import org.moviestore.table.Page;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;

/**
 * Tells how large the item collections are that one request writes to. Tables with local indexes have them: the items
 * of a partition, and what the local indexes hold of them. To tell it a collection is read, so it is told as long as
 * the items that are read for the request have {@link #MAX_BYTES}. These and their copies in five local indexes are
 * less than a gigabyte, so what is told is always the range from 0 to 1. Not thread-safe.
 *
 * <p><i>Source:</i> "Item collections in local secondary indexes" of the Amazon DynamoDB Developer Guide.
 */
final class CollectionMetrics {
    static final long MAX_BYTES = 64L << 20;

    private final @Nullable ReturnItemCollectionMetrics wanted;
    private long room = MAX_BYTES;

    /** @param wanted what the request asks for; null is nothing */
    CollectionMetrics(@Nullable ReturnItemCollectionMetrics wanted) {
        this.wanted = wanted;
    }

    /**
     * Reads the collection of a partition after a write and returns its metrics, if they are asked for and the table
     * has local indexes. There are none if the collection is too large to be read or the reading fails, since the write
     * has succeeded.
     */
    Optional<ItemCollectionMetrics> read(DocumentTable table, AttributeValue partition) {
        TableSchema schema = table.schema();
        if (wanted != ReturnItemCollectionMetrics.SIZE || !hasCollections(schema) || !hasRoomFor(table, partition)) {
            return Optional.empty();
        }
        Item key = Item.of(schema.partitionKey().name(), partition);
        return Optional.of(ItemCollectionMetrics.builder()
                .itemCollectionKey(Map.copyOf(ItemCodec.encode(key)))
                .sizeEstimateRangeGB(List.of(0.0, 1.0))
                .build());
    }

    private static boolean hasCollections(TableSchema schema) {
        return schema.indexes().stream().anyMatch(index -> index.scope() == IndexScope.LOCAL);
    }

    /** Reads a collection until it is known whether there is room for it. */
    private boolean hasRoomFor(DocumentTable table, AttributeValue partition) {
        TableSchema schema = table.schema();
        try {
            QueryRequest request = QueryRequest.of(
                    schema, KeyCondition.partition(schema.partitionKey().name(), partition));
            Optional<QueryRequest> next = Optional.of(request);
            while (next.isPresent() && room > 0) {
                Page<Item> page = table.query(next.get());
                page.items().forEach(item -> room -= item.sizeInBytes());
                next = page.last().map(request::withStartAfter);
            }
            return room >= 0 && next.isEmpty();
        } catch (StoreException | InvalidRequestException e) {
            return false;
        }
    }
}
