// SPDX-License-Identifier: Apache-2.0
/**
 * The same random history of calls on several stores, whose answers are compared after each call with what a model in
 * memory answers. Start with {@link org.moviestore.conformance.differential.Differential}. Knows core alone, so that
 * programs can use it without a test framework.
 */
@NullMarked
package org.moviestore.conformance.differential;

import org.jspecify.annotations.NullMarked;
