// SPDX-License-Identifier: Apache-2.0
/**
 * The movie store in use: {@code exercises} and {@code lab} are programs to read, {@code command} is the command that
 * runs them. Start with {@code org.moviestore.examples.exercises.Exercise}.
 */
@NullMarked
package org.moviestore.examples;

import org.jspecify.annotations.NullMarked;
