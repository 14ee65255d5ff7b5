// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.util.Set;
import org.moviestore.table.StoreProvider;
import org.moviestore.table.StoreUrl;

/** Opens {@link RemoteStore}s by URLs of scheme {@code tcp} or, with TLS, {@code tcps}. Thread-safe. */
public final class RemoteStoreProvider implements StoreProvider {
    /** Makes the provider; for {@link java.util.ServiceLoader}. */
    public RemoteStoreProvider() {}

    @Override
    public Set<String> schemes() {
        return RemoteUrl.SCHEMES;
    }

    @Override
    public RemoteStore open(StoreUrl url) {
        return new RemoteStore.Builder(url).connect();
    }
}
