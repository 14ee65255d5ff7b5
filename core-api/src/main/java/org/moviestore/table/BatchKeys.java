// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Key;

/** What the keys of a batch must be. */
final class BatchKeys {
    private BatchKeys() {}

    /** Checks that there is a key, and none twice. */
    static void check(ErrorCode code, TableSchema schema, Collection<Key> keys) {
        if (keys.isEmpty()) {
            throw new InvalidRequestException(
                    code, "a batch for table " + schema.tableName() + " names no key; leave the call out");
        }
        Set<Key> seen = new HashSet<>();
        for (Key key : keys) {
            if (!seen.add(key)) {
                throw new InvalidRequestException(
                        code, "a batch for table " + schema.tableName() + " names key " + key + " twice; name it once");
            }
        }
    }
}
