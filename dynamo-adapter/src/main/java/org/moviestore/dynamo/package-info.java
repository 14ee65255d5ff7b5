// SPDX-License-Identifier: Apache-2.0
/** Stores items in DynamoDB tables. Start with {@link org.moviestore.dynamo.DynamoStore}. */
@NullMarked
package org.moviestore.dynamo;

import org.jspecify.annotations.NullMarked;
