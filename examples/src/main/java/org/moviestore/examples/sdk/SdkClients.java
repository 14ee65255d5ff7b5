// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.sdk;

import java.net.URI;
import org.moviestore.dynamo.client.DocumentStoreDynamoDbClient;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.StoreUrl;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Makes the SDK's client of whatever a URL names: the only place where a program is told what it runs on. */
public final class SdkClients {
    private static final String DYNAMODB = "dynamodb";

    private SdkClients() {}

    /**
     * Returns the SDK's own client for a URL of DynamoDB, with the credentials that it finds by itself, and otherwise
     * one over the store that the URL names.
     *
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#STORE_URL} if the URL is wrong
     */
    public static DynamoDbClient open(String url) {
        StoreUrl parsed = StoreUrl.parse(url);
        return parsed.scheme().equals(DYNAMODB)
                ? ofDynamoDb(parsed)
                : DocumentStoreDynamoDbClient.over(DocumentStore.open(url));
    }

    private static DynamoDbClient ofDynamoDb(StoreUrl url) {
        DynamoDbClientBuilder client = DynamoDbClient.builder();
        if (!url.host().isEmpty()) {
            client.region(Region.of(url.host()));
        }
        url.parameter("endpoint").ifPresent(endpoint -> client.endpointOverride(URI.create(endpoint)));
        return client.build();
    }
}
