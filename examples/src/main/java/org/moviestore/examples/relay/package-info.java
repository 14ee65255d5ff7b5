// SPDX-License-Identifier: Apache-2.0
/**
 * Brings the records of a file or a stream into a store, each once, over a connection that may break and from a process
 * that may end. Start with {@link org.moviestore.examples.relay.Relay}; {@code RelayJournal} says what outlives it, and
 * {@code Delivery} what becomes of one record.
 */
@NullMarked
package org.moviestore.examples.relay;

import org.jspecify.annotations.NullMarked;
