// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.Item;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Select;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * What DynamoDB answers to a query and to a scan.
 *
 * @param items the items, or none if DynamoDB only counts them
 * @param count how many it found
 * @param evaluated how many it looked at
 * @param last the key of the last one, or no attributes if nothing is left
 * @param consumed what that took, if asked
 */
record FoundPage(
        List<Map<String, AttributeValue>> items,
        int count,
        int evaluated,
        Map<String, AttributeValue> last,
        @Nullable ConsumedCapacity consumed) {
    static FoundPage of(QueryResponse response) {
        return new FoundPage(
                response.items(),
                response.count(),
                response.scannedCount(),
                response.lastEvaluatedKey(),
                response.consumedCapacity());
    }

    static FoundPage of(ScanResponse response) {
        return new FoundPage(
                response.items(),
                response.count(),
                response.scannedCount(),
                response.lastEvaluatedKey(),
                response.consumedCapacity());
    }

    Page<Item> answerTo(PageRequest request) {
        List<Item> kept =
                IndexItems.kept(request, items.stream().map(ItemCodec::decode).toList());
        return new Page<>(
                request.select() == Select.COUNT ? List.of() : kept,
                IndexItems.areCountedThere(request) ? count : kept.size(),
                last.isEmpty() ? Optional.empty() : Optional.of(request.positionAfter(ItemCodec.decode(last))),
                OptionalInt.of(evaluated),
                DynamoTable.units(request.capacityReport(), consumed));
    }
}
