// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Objects;
import java.util.concurrent.Executor;
import org.moviestore.table.DocumentStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Makes the AWS SDK's asynchronous client of a store; see {@link DocumentStoreDynamoDbClient}. */
public final class DocumentStoreDynamoDbAsyncClient {
    private DocumentStoreDynamoDbAsyncClient() {}

    /**
     * Returns a client that does on the executor what {@link DocumentStoreDynamoDbClient} does, each operation as one
     * task, which waits for the store. What the operation throws, its future gives as the SDK's does: as the cause of a
     * {@link java.util.concurrent.CompletionException} or {@link java.util.concurrent.ExecutionException}. This also
     * holds for the {@link UnsupportedOperationException} of an operation that no store can serve, and where the
     * executor takes no more work or fails.
     *
     * <p>A future that is canceled before its task begins does nothing; after that the operation goes on, and nobody
     * learns how it ends. Closing the client closes the store and leaves the executor as it is; a waiter that still
     * waits fails when it would look again, for which the SDK lets up to 20 seconds pass. Thread-safe.
     */
    public static DynamoDbAsyncClient over(DocumentStore store, Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return ServedAsyncClient.over(DocumentStoreDynamoDbClient.over(store), executor);
    }
}
