// SPDX-License-Identifier: Apache-2.0

/** A store that is a client of a movie store server. */
@NullMarked
package org.moviestore.remote;

import org.jspecify.annotations.NullMarked;
