// SPDX-License-Identifier: Apache-2.0
/**
 * Stores items in PostgreSQL tables, as JSONB beside native key columns. Start with
 * {@link org.moviestore.postgres.PostgresStore}; inside, {@code PostgresTable} is the walk of one item and
 * {@code SqlCondition} the meaning of conditions.
 */
@NullMarked
package org.moviestore.postgres;

import org.jspecify.annotations.NullMarked;
