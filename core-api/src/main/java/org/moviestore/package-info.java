// SPDX-License-Identifier: Apache-2.0
/** Stores movies, and items of any kind, the way DynamoDB does. */
@NullMarked
package org.moviestore;

import org.jspecify.annotations.NullMarked;
