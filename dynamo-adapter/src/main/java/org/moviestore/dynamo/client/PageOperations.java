// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Optional;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Queries and scans. Thread-safe. */
final class PageOperations {
    private final KnownTables tables;

    PageOperations(KnownTables tables) {
        this.tables = tables;
    }

    QueryResponse query(QueryRequest request) {
        QueryCall call = QueryCall.of(request);
        return tables.call(call.parameters().table(), table -> read(table, call))
                .toQueryResponse();
    }

    ScanResponse scan(ScanRequest request) {
        ScanCall call = ScanCall.of(request);
        return tables.call(call.parameters().table(), table -> read(table, call))
                .toScanResponse();
    }

    private static FilledPage read(DocumentTable table, PageCall call) {
        PageParameters parameters = call.parameters();
        PageTarget target = PageTarget.of(table.schema(), parameters);
        Optional<Item> startKey = parameters.startKey();
        startKey.ifPresent(key -> StartKey.check(target, key));
        PageCall checked = call.checkedFor(target);
        boolean isFetching = target.checkAttributes(parameters);
        return new PageReading(table, target, checked, isFetching)
                .read(startKey.map(key -> StartKey.position(target, key)));
    }
}
