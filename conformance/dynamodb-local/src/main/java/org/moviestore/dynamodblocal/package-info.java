// SPDX-License-Identifier: Apache-2.0
/** Runs DynamoDB Local on the loopback interface, in a process of its own. */
@NullMarked
package org.moviestore.dynamodblocal;

import org.jspecify.annotations.NullMarked;
