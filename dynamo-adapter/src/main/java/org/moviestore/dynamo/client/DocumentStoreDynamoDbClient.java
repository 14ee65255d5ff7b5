// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Objects;
import org.moviestore.table.DocumentStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes the AWS SDK's client of a store, so that programs written for DynamoDB run on any backend. */
public final class DocumentStoreDynamoDbClient {
    private DocumentStoreDynamoDbClient() {}

    /**
     * Returns a client whose tables and items are those of the store. It checks, counts and answers as the service
     * does, by the SDK's own responses and exceptions, which have the service's error codes and a cause that says more.
     * Reads are at least as consistent as the request asks. Requests are not sent anywhere, so settings of single
     * requests, such as timeouts and credentials, change nothing.
     *
     * <p>The store's limits are the client's: text with U+0000 or half of a surrogate pair, keys of more than 2,560
     * bytes in all, and the like are refused by a {@code ValidationException} that says so. Operations that no store
     * can serve throw {@link UnsupportedOperationException}.
     *
     * <p>If the backend cannot be reached, nothing has happened, and the error is {@code ServiceUnavailable} (503); if
     * its answer never came, a write may have happened, and the error is {@code InternalServerError} (500). The client
     * tries neither again.
     *
     * <p>Closing the client closes the store. Thread-safe.
     */
    public static DynamoDbClient over(DocumentStore store) {
        return new ServedClient(Objects.requireNonNull(store, "store"));
    }
}
