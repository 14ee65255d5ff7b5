// SPDX-License-Identifier: Apache-2.0
/**
 * Conditions, key conditions, updates and projections as immutable trees, with two doors to them: the factories of
 * {@link org.moviestore.expression.Expressions} and the parser of DynamoDB's expression text. What a tree means is said
 * by its evaluation here, in plain Java; every backend must agree with it.
 */
@NullMarked
package org.moviestore.expression;

import org.jspecify.annotations.NullMarked;
