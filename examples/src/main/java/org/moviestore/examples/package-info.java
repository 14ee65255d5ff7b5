// SPDX-License-Identifier: Apache-2.0
/** The movie store in use. */
@NullMarked
package org.moviestore.examples;

import org.jspecify.annotations.NullMarked;
