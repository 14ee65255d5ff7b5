// SPDX-License-Identifier: Apache-2.0
/** Stores items in PostgreSQL tables. */
@NullMarked
package org.moviestore.postgres;

import org.jspecify.annotations.NullMarked;
