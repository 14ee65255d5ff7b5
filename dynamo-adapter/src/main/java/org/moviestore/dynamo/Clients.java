// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Makes the SDK's clients of a store. */
final class Clients {
    /** Servers and what stands between close idle connections, and a write on a closed one has an unknown outcome. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);

    private Clients() {}

    /** The credentials are released when the store is closed, or at once if it cannot be opened. */
    static DynamoStore connect(
            DynamoStore.Builder settings, AwsCredentialsProvider credentials, Runnable releaseCredentials) {
        try {
            Region region =
                    region(settings, DefaultAwsRegionProviderChain.builder().build());
            check(credentials);
            return connect(settings, region, credentials, http(settings), releaseCredentials);
        } catch (RuntimeException e) {
            releaseCredentials.run();
            throw e;
        }
    }

    static Region region(DynamoStore.Builder settings, AwsRegionProvider environment) {
        return settings.region.map(Region::of).orElseGet(() -> {
            try {
                return environment.getRegion();
            } catch (SdkException e) {
                throw DynamoExceptions.noRegion();
            }
        });
    }

    private static void check(AwsCredentialsProvider credentials) {
        try {
            credentials.resolveCredentials();
        } catch (SdkException e) {
            throw DynamoExceptions.noCredentials(e);
        }
    }

    /**
     * All tries to get a connection must fit into the time of a call, so that the call ends by what is certain, that it
     * was not sent; and each into the time of a try.
     */
    static SdkHttpClient http(DynamoStore.Builder settings) {
        Duration connecting = settings.timeout.dividedBy(10);
        return Apache5HttpClient.builder()
                .connectionTimeout(
                        settings.connectTimeout.compareTo(connecting) < 0 ? settings.connectTimeout : connecting)
                .connectionAcquisitionTimeout(connecting)
                .socketTimeout(ofOneTry(settings))
                .connectionMaxIdleTime(LONGEST_IDLE)
                .maxConnections(settings.maxConnections)
                .build();
    }

    /** The HTTP client is closed with the store, or at once if the store cannot be opened. */
    static DynamoStore connect(
            DynamoStore.Builder settings,
            Region region,
            AwsCredentialsProvider credentials,
            SdkHttpClient http,
            Runnable releaseCredentials) {
        try {
            Connection connection = connection(settings, region, credentials, http, releaseCredentials);
            String place = settings.endpoint
                    .map(uri ->
                            uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
                    .orElse("region " + region);
            Tables tables = new Tables(connection, connection::pause, settings.tableTimeout);
            return new DynamoStore(connection, tables, settings.refusesFullScans, place);
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
    }

    private static Connection connection(
            DynamoStore.Builder settings,
            Region region,
            AwsCredentialsProvider credentials,
            SdkHttpClient http,
            Runnable releaseCredentials) {
        Supplier<DynamoDbClientBuilder> builder = () -> {
            DynamoDbClientBuilder client = DynamoDbClient.builder()
                    .region(region)
                    .credentialsProvider(credentials)
                    .httpClient(http);
            settings.endpoint.ifPresent(client::endpointOverride);
            return client;
        };
        DynamoDbClient repeatable = builder.get()
                .overrideConfiguration(calls -> calls.apiCallTimeout(settings.timeout)
                        .apiCallAttemptTimeout(ofOneTry(settings))
                        .retryStrategy(settings.retries.repeatable()))
                .build();
        // What is sent once has nothing to gain from giving up early, unless the server is silent.
        DynamoDbClient sentOnce = builder.get()
                .overrideConfiguration(
                        calls -> calls.apiCallTimeout(settings.timeout).retryStrategy(settings.retries.sentOnce()))
                .build();
        return new Connection(repeatable, sentOnce, () -> {
            repeatable.close();
            sentOnce.close();
            http.close();
            releaseCredentials.run();
        });
    }

    /** A reply that is lost must leave time to ask again. */
    private static Duration ofOneTry(DynamoStore.Builder settings) {
        return settings.timeout.dividedBy(Retries.ATTEMPTS);
    }
}
