// SPDX-License-Identifier: Apache-2.0

/**
 * The calls of a store as lines of JSON, and back, for both ends of a connection; {@code docs/protocol.md} says how.
 */
@NullMarked
package org.moviestore.remote.protocol;

import org.jspecify.annotations.NullMarked;
