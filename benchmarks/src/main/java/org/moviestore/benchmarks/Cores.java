// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

/** Which processor cores client and server run on. */
enum Cores {
    /** Both on the same one, which takes the scheduler's choices out of the figures. */
    ONE,
    /** On all that there are, for what gains from them. */
    ALL
}
