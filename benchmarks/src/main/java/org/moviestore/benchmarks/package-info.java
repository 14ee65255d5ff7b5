// SPDX-License-Identifier: Apache-2.0
/**
 * What a call of ours costs, side by side with a hand-written client and with other libraries. Read
 * {@link org.moviestore.benchmarks.Goal} for what is measured, {@link org.moviestore.benchmarks.Race} for how; a
 * contest is one method of a class such as {@link org.moviestore.benchmarks.PostgresReads}.
 */
@NullMarked
package org.moviestore.benchmarks;

import org.jspecify.annotations.NullMarked;
