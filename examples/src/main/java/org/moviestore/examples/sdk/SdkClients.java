// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.sdk;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.moviestore.dynamo.client.DocumentStoreDynamoDbClient;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.StoreUrl;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Makes the SDK's client of whatever a URL names: the only place where a program is told what it runs on. */
public final class SdkClients {
    private static final String DYNAMODB = "dynamodb";
    private static final String ENDPOINT = "endpoint";
    private static final String ACCESS_KEY = "accessKey";
    private static final String SECRET_KEY = "secretKey";

    private SdkClients() {}

    /**
     * Returns the SDK's own client for a URL of DynamoDB, and otherwise one over the store that the URL names. A URL of
     * DynamoDB means what it means for a store, but for {@code fullScans=refuse}, which is refused since that client
     * scans whatever it is asked to. Region and credentials that are not in it are those that the SDK finds by itself.
     *
     * @throws InvalidRequestException with {@link ErrorCode#STORE_URL} if the URL is wrong
     * @throws SdkClientException if neither the URL of DynamoDB nor the environment names a region
     */
    public static DynamoDbClient open(String url) {
        StoreUrl parsed = StoreUrl.parse(url);
        return parsed.scheme().equals(DYNAMODB)
                ? ofDynamoDb(parsed)
                : DocumentStoreDynamoDbClient.over(DocumentStore.open(url));
    }

    private static DynamoDbClient ofDynamoDb(StoreUrl url) {
        check(url);
        DynamoDbClientBuilder client = DynamoDbClient.builder();
        if (!url.host().isEmpty()) {
            client.region(Region.of(url.host()));
        }
        url.parameter(ENDPOINT).ifPresent(endpoint -> client.endpointOverride(endpoint(endpoint)));
        credentials(url).ifPresent(credentials -> client.credentialsProvider(credentials));
        return client.build();
    }

    private static void check(StoreUrl url) {
        url.allowParameters(Set.of(ENDPOINT, ACCESS_KEY, SECRET_KEY, StoreUrl.FULL_SCANS));
        if (!url.path().isEmpty()) {
            TableSchema.checkTableName(url.path());
        }
        if (url.user().isPresent() || url.password().isPresent() || url.port() != -1) {
            throw refused("write it like dynamodb://region/Table, with no user and no port");
        }
        if (url.refusesFullScans()) {
            throw refused("the SDK's own client refuses no scan, so leave out " + StoreUrl.FULL_SCANS + "=refuse");
        }
    }

    private static URI endpoint(String text) {
        try {
            URI endpoint = new URI(text);
            if (text.matches("https?://.*") && endpoint.getHost() != null && endpoint.getUserInfo() == null) {
                return endpoint;
            }
        } catch (URISyntaxException e) {
            // Refused below, in our own words.
        }
        throw refused("endpoint is an address like http://localhost:8000");
    }

    private static Optional<AwsCredentialsProvider> credentials(StoreUrl url) {
        Optional<String> accessKey = url.parameter(ACCESS_KEY).filter(key -> !key.isEmpty());
        Optional<String> secretKey = url.parameter(SECRET_KEY).filter(key -> !key.isEmpty());
        if (accessKey.isPresent() != secretKey.isPresent()) {
            throw refused("give both accessKey and secretKey, or neither");
        }
        if (accessKey.isPresent() && url.parameter(ENDPOINT).isEmpty()) {
            throw refused("accessKey and secretKey are for an endpoint such as DynamoDB Local; for AWS, set"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile by AWS_PROFILE");
        }
        return accessKey.map(
                key -> StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secretKey.orElseThrow())));
    }

    private static InvalidRequestException refused(String advice) {
        return new InvalidRequestException(ErrorCode.STORE_URL, "this is no URL for DynamoDB's client: " + advice);
    }
}
