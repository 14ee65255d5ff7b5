// SPDX-License-Identifier: Apache-2.0
/**
 * The server that offers a store over TCP, by the protocol of {@code docs/protocol.md}. Start with
 * {@link org.moviestore.examples.server.MovieServer}. The way of a request: lines are cut by {@code Lines}, read in
 * order by {@code Connection}, understood by a {@link org.moviestore.examples.server.RequestHandler}, held back by
 * {@code RequestOrder} while an earlier one touches the same, carried out on a thread of {@code StoreThreads}, and
 * answered through {@code Outbox}.
 */
@NullMarked
package org.moviestore.examples.server;

import org.jspecify.annotations.NullMarked;
