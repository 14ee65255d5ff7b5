// SPDX-License-Identifier: Apache-2.0
/**
 * Stores, tables and the requests that they take: the contract of every adapter. Start with
 * {@link org.moviestore.table.DocumentStore} and {@link org.moviestore.table.DocumentTable}.
 */
@NullMarked
package org.moviestore.table;

import org.jspecify.annotations.NullMarked;
