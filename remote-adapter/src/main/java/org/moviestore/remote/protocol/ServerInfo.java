// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.Objects;
import java.util.Set;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.TableFeature;

/**
 * What a server says of itself when it is greeted. Immutable.
 *
 * @param server its name and version
 * @param idleSeconds after how many seconds without a request it ends a connection
 * @param maxLineBytes the longest line that it reads
 * @param batchLimits of one batch call of its store
 * @param features that its store has, of those that not every one has
 */
public record ServerInfo(
        String server, int idleSeconds, int maxLineBytes, BatchLimits batchLimits, Set<TableFeature> features) {
    /** The version of the protocol that this code speaks. */
    public static final int PROTOCOL_VERSION = 1;

    /** Copies the features. */
    public ServerInfo {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(batchLimits, "batchLimits");
        features = Set.copyOf(features);
    }
}
