// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.Set;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.StoreProvider;
import org.moviestore.table.StoreUrl;

/** Opens {@link PostgresStore}s by URLs of scheme {@code postgresql} or {@code postgres}. Thread-safe. */
public final class PostgresStoreProvider implements StoreProvider {
    /** Makes the provider; for {@link java.util.ServiceLoader}. */
    public PostgresStoreProvider() {}

    @Override
    public Set<String> schemes() {
        return PostgresUrl.SCHEMES;
    }

    @Override
    public DocumentStore open(StoreUrl url) {
        return new PostgresStore.Builder(url).connect();
    }
}
