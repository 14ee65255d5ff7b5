// SPDX-License-Identifier: Apache-2.0
/**
 * The movie store in use: {@code exercises} and {@code lab} are programs to read, {@code server} offers a store over
 * TCP, {@code relay} sends it movies, and {@code command} is the command that runs them all. Start with
 * {@code org.moviestore.examples.exercises.Exercise}.
 */
@NullMarked
package org.moviestore.examples;

import org.jspecify.annotations.NullMarked;
