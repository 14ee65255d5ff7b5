// SPDX-License-Identifier: Apache-2.0
/**
 * Starts PostgreSQL and DynamoDB Local for tests and demonstrations; start with
 * {@link org.moviestore.servers.LocalPostgres} and {@link org.moviestore.servers.LocalDynamoDb}. Nothing here knows a
 * store.
 */
@NullMarked
package org.moviestore.servers;

import org.jspecify.annotations.NullMarked;
