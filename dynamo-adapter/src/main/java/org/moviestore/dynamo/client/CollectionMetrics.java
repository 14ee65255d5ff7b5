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
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.IndexScope;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;

/**
 * Tells how large item collections are, which tables with local indexes have: the items of a partition, and what the
 * local indexes hold of them.
 *
 * <p><i>Source:</i> "Item collections in local secondary indexes" of the Amazon DynamoDB Developer Guide.
 */
final class CollectionMetrics {
    private static final double GIGABYTE = 1L << 30;

    private CollectionMetrics() {}

    /**
     * Returns the metrics of the collection of a partition after a write, if they are asked for and the table has local
     * indexes. Reads the whole collection; if that fails, there are none, since the write has succeeded.
     */
    static Optional<ItemCollectionMetrics> of(
            DocumentTable table, AttributeValue partition, @Nullable ReturnItemCollectionMetrics wanted) {
        TableSchema schema = table.schema();
        if (wanted != ReturnItemCollectionMetrics.SIZE || !hasCollections(schema)) {
            return Optional.empty();
        }
        try {
            double lower = Math.floor(sizeInBytes(table, partition) / GIGABYTE);
            Item key = Item.of(schema.partitionKey().name(), partition);
            return Optional.of(ItemCollectionMetrics.builder()
                    .itemCollectionKey(Map.copyOf(ItemCodec.encode(key)))
                    .sizeEstimateRangeGB(List.of(lower, lower + 1))
                    .build());
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    private static boolean hasCollections(TableSchema schema) {
        return schema.indexes().stream().anyMatch(index -> index.scope() == IndexScope.LOCAL);
    }

    private static long sizeInBytes(DocumentTable table, AttributeValue partition) {
        TableSchema schema = table.schema();
        QueryRequest request = QueryRequest.of(
                schema, KeyCondition.partition(schema.partitionKey().name(), partition));
        long bytes = 0;
        Optional<QueryRequest> next = Optional.of(request);
        while (next.isPresent()) {
            Page<Item> page = table.query(next.get());
            for (Item item : page.items()) {
                bytes += item.sizeInBytes() + sizeInLocalIndexes(schema, item);
            }
            Optional<Position> last = page.last();
            next = last.map(request::withStartAfter);
        }
        return bytes;
    }

    private static long sizeInLocalIndexes(TableSchema schema, Item item) {
        long bytes = 0;
        for (SecondaryIndex index : schema.indexes()) {
            if (index.scope() == IndexScope.LOCAL && schema.isIn(index, item)) {
                bytes += schema.heldBy(index, item).sizeInBytes();
            }
        }
        return bytes;
    }
}
