// SPDX-License-Identifier: Apache-2.0
/**
 * The five exercises of a course on document stores, on one store or on three side by side. Start with
 * {@link org.moviestore.examples.exercises.Exercise}.
 */
@NullMarked
package org.moviestore.examples.exercises;

import org.jspecify.annotations.NullMarked;
