// SPDX-License-Identifier: Apache-2.0
/** Starts PostgreSQL and DynamoDB Local for tests and demonstrations. */
@NullMarked
package org.moviestore.servers;

import org.jspecify.annotations.NullMarked;
