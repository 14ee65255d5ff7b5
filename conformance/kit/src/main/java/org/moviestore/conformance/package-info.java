// SPDX-License-Identifier: Apache-2.0
/**
 * The tests that every adapter passes. An adapter's author writes a {@link org.moviestore.conformance.TableHarness} and
 * an empty subclass of {@link org.moviestore.conformance.DocumentTableConformance}.
 */
@NullMarked
package org.moviestore.conformance;

import org.jspecify.annotations.NullMarked;
