// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import org.moviestore.servers.LocalDynamoDb;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The SDK's own clients of DynamoDB Local. */
final class LocalClients {
    private LocalClients() {}

    static DynamoDbClient of(LocalDynamoDb server) {
        return DynamoDbClient.builder()
                .region(Region.of(server.region()))
                .endpointOverride(server.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }
}
