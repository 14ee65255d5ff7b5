// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.TransactWriteRequest;

/**
 * A record that can be sent. Immutable.
 *
 * @param number its number in the input, or that of its line
 * @param place what messages call it
 * @param key of its item
 * @param item what is to be stored
 * @param request the transaction that stores it, with its token
 * @param begun when it was first sent by an earlier relay of the same journal, if it was, and may be stored since
 */
record RelayRecord(
        long number, String place, Key key, Item item, TransactWriteRequest request, Optional<Instant> begun) {
    RelayRecord {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(begun, "begun");
    }
}
