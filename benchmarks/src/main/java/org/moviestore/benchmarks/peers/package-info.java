// SPDX-License-Identifier: Apache-2.0
/** The movies of our table as other libraries read them; see {@link org.moviestore.benchmarks.peers.PeerMovies}. */
@NullMarked
package org.moviestore.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
