// SPDX-License-Identifier: Apache-2.0
/** Stores items in DynamoDB tables. */
@NullMarked
package org.moviestore.dynamo;

import org.jspecify.annotations.NullMarked;
