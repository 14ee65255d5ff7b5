// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.StoreProvider;
import org.moviestore.table.StoreUrl;
import org.moviestore.table.TableSchema;

/**
 * Opens {@code dynamodb://region/Table}. The region and the table may be missing: then the region is that of the
 * environment, as in {@link DynamoStore.Builder#region}. Parameters:
 *
 * <ul>
 *   <li>{@code endpoint}: the address of a server such as DynamoDB Local, as in {@code endpoint=http://localhost:8000}
 *   <li>{@code accessKey} and {@code secretKey}: credentials for such an endpoint, and for it alone, since URLs are
 *       written down in many places. For AWS, credentials come from the SDK's default chain.
 *   <li>{@code fullScans=refuse}: see {@link DynamoStore.Builder#withoutFullScans}
 * </ul>
 *
 * Immutable.
 */
public final class DynamoStoreProvider implements StoreProvider {
    private static final String SCHEME = "dynamodb";
    private static final String ENDPOINT = "endpoint";
    private static final String ACCESS_KEY = "accessKey";
    private static final String SECRET_KEY = "secretKey";

    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public DynamoStoreProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of(SCHEME);
    }

    @Override
    public DynamoStore open(StoreUrl url) {
        return settings(url).connect();
    }

    static DynamoStore.Builder settings(StoreUrl url) {
        url.allowParameters(Set.of(ENDPOINT, ACCESS_KEY, SECRET_KEY, StoreUrl.FULL_SCANS));
        tableNameIn(url);
        if (!url.scheme().equals(SCHEME)
                || url.user().isPresent()
                || url.password().isPresent()
                || url.port() != -1) {
            throw refused("write it like dynamodb://region/Table, with no user and no port");
        }
        DynamoStore.Builder settings = DynamoStore.builder();
        if (!url.host().isEmpty()) {
            settings.region(url.host());
        }
        url.parameter(ENDPOINT).ifPresent(endpoint -> settings.endpoint(endpoint(endpoint)));
        Optional<String> accessKey = url.parameter(ACCESS_KEY).filter(key -> !key.isEmpty());
        Optional<String> secretKey = url.parameter(SECRET_KEY).filter(key -> !key.isEmpty());
        if (accessKey.isPresent() != secretKey.isPresent()) {
            throw refused("give both accessKey and secretKey, or neither");
        }
        if (accessKey.isPresent() && settings.endpoint.isEmpty()) {
            throw refused("accessKey and secretKey are for an endpoint such as DynamoDB Local; for AWS, set"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile by AWS_PROFILE");
        }
        accessKey.ifPresent(key -> settings.credentials(key, secretKey.orElseThrow()));
        if (url.refusesFullScans()) {
            settings.withoutFullScans();
        }
        return settings;
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

    private static InvalidRequestException refused(String advice) {
        return new InvalidRequestException(ErrorCode.STORE_URL, "this is no URL of a DynamoDB store: " + advice);
    }

    @Override
    public Optional<String> tableName(StoreUrl url) {
        return tableNameIn(url);
    }

    private static Optional<String> tableNameIn(StoreUrl url) {
        if (url.path().isEmpty()) {
            return Optional.empty();
        }
        TableSchema.checkTableName(url.path());
        return Optional.of(url.path());
    }
}
