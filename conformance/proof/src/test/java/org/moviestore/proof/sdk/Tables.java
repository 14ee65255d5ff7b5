// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Waits for changes of tables, which servers make on their own time. */
final class Tables {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FAILED_INSIDE = 500;
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Tables() {}

    static boolean isAboutTables(DynamoDbRequest request) {
        return request instanceof CreateTableRequest
                || request instanceof UpdateTableRequest
                || request instanceof DeleteTableRequest;
    }

    /** Waits until what a request has asked for is done. */
    static void await(DynamoDbClient client, DynamoDbRequest request) {
        if (!isAboutTables(request)) {
            return;
        }
        String table = request.getValueForField("TableName", String.class).orElseThrow();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSettled(client, table)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("table " + table + " is not ready after " + PATIENCE);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isSettled(DynamoDbClient client, String name) {
        try {
            TableDescription table =
                    client.describeTable(describe -> describe.tableName(name)).table();
            return table.tableStatus() == TableStatus.ACTIVE
                    && table.globalSecondaryIndexes().stream()
                            .allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE);
        } catch (DynamoDbException e) {
            // There is no such table, or can be none; or the server fails inside while it changes it.
            return e.statusCode() < FAILED_INSIDE;
        }
    }

    /** Drops what tables there are whose names begin so. */
    static void dropAll(List<DynamoDbClient> clients, String prefix) {
        for (DynamoDbClient client : clients) {
            client.listTablesPaginator().tableNames().stream()
                    .filter(name -> name.startsWith(prefix))
                    .toList()
                    .forEach(name -> {
                        client.deleteTable(drop -> drop.tableName(name));
                        await(
                                client,
                                DeleteTableRequest.builder().tableName(name).build());
                    });
        }
    }
}
