// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Optional;
import java.util.Set;
import org.moviestore.item.InvalidRequestException;

/**
 * Opens stores by URL. An adapter names its provider in {@code META-INF/services/org.moviestore.table.StoreProvider},
 * so that {@link java.util.ServiceLoader} finds it.
 */
public interface StoreProvider {
    /** Returns the URL schemes that this provider takes, in lower case. */
    Set<String> schemes();

    /**
     * Opens the store that the URL names. Of a URL that {@link DocumentStore#open} was given, what every store does
     * alike is not for the provider: it does not see {@value StoreUrl#FULL_SCANS}.
     *
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#STORE_URL} if the URL lacks something
     *     or has something that this provider does not know; the message says what to write
     */
    DocumentStore open(StoreUrl url);

    /**
     * Returns the table that the URL names, if it names one: by the parameter {@code table} unless the provider says
     * otherwise. Here the URL has all its parameters, those that are not for the provider too.
     */
    default Optional<String> tableName(StoreUrl url) {
        return url.parameter("table");
    }
}
