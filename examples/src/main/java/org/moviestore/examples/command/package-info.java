// SPDX-License-Identifier: Apache-2.0
/**
 * The command {@code moviestore}: one class for each subcommand, made by {@code Main}. What a command is run with is
 * its {@code Shell}; what becomes of an error is decided in {@code Failures} alone.
 */
@NullMarked
package org.moviestore.examples.command;

import org.jspecify.annotations.NullMarked;
