// SPDX-License-Identifier: Apache-2.0
/** The tests that every adapter passes. */
@NullMarked
package org.moviestore.conformance;

import org.jspecify.annotations.NullMarked;
