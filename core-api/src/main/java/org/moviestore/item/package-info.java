// SPDX-License-Identifier: Apache-2.0
/**
 * The item model: attribute values, items, keys and paths, with the rules that hold on every backend. Start with
 * {@link org.moviestore.item.Item} and {@link org.moviestore.item.AttributeValue}.
 */
@NullMarked
package org.moviestore.item;

import org.jspecify.annotations.NullMarked;
