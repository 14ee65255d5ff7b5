// SPDX-License-Identifier: Apache-2.0
/** JMH benchmarks of core; those of an adapter's inner classes are in the adapter's package. */
@NullMarked
package org.moviestore.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
