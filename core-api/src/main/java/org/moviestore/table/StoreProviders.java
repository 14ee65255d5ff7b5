// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;

/** Finds the adapter for a URL among those on the class path. */
public final class StoreProviders {
    private static final Map<String, String> KNOWN_ARTIFACTS = Map.of(
            "postgresql", "org.moviestore:moviestore-postgres",
            "dynamodb", "org.moviestore:moviestore-dynamodb",
            "tcp", "org.moviestore:moviestore-remote",
            "tcps", "org.moviestore:moviestore-remote");

    private StoreProviders() {}

    /**
     * Returns the provider that takes the URL's scheme.
     *
     * @throws InvalidRequestException with {@link ErrorCode#STORE_URL} if there is none; the message names the schemes
     *     found and, for a scheme of an adapter of this project, the artifact to add
     */
    public static StoreProvider forUrl(StoreUrl url) {
        TreeSet<String> schemes = new TreeSet<>();
        for (StoreProvider provider : ServiceLoader.load(StoreProvider.class, StoreProvider.class.getClassLoader())) {
            if (provider.schemes().contains(url.scheme())) {
                return provider;
            }
            schemes.addAll(provider.schemes());
        }
        String artifact = KNOWN_ARTIFACTS.get(url.scheme());
        String advice = artifact == null ? "" : "; add " + artifact + " to the class path";
        throw new InvalidRequestException(
                ErrorCode.STORE_URL,
                "no adapter on the class path takes URLs of scheme \"" + url.scheme() + "\"; those found take "
                        + schemes + advice);
    }
}
