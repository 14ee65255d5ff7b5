// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.item.Item;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * What a query or a scan answers.
 *
 * @param items the items that were found; nothing if they were only counted
 * @param count how many were found
 * @param scannedCount how many were evaluated
 * @param last where the last of those is, if more may follow
 * @param consumed what that took, if asked
 */
record FilledPage(
        Optional<List<Map<String, AttributeValue>>> items,
        int count,
        int scannedCount,
        Optional<Item> last,
        Optional<ConsumedCapacity> consumed) {
    QueryResponse toQueryResponse() {
        QueryResponse.Builder response = QueryResponse.builder().count(count).scannedCount(scannedCount);
        items.ifPresent(response::items);
        last.ifPresent(place -> response.lastEvaluatedKey(ItemCodec.encode(place)));
        consumed.ifPresent(response::consumedCapacity);
        ServiceAnswers.complete(response);
        return response.build();
    }

    ScanResponse toScanResponse() {
        ScanResponse.Builder response = ScanResponse.builder().count(count).scannedCount(scannedCount);
        items.ifPresent(response::items);
        last.ifPresent(place -> response.lastEvaluatedKey(ItemCodec.encode(place)));
        consumed.ifPresent(response::consumedCapacity);
        ServiceAnswers.complete(response);
        return response.build();
    }
}
