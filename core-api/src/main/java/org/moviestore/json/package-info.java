// SPDX-License-Identifier: Apache-2.0
/**
 * Items and values as JSON text, in three forms, and records read one by one from a stream. Start with
 * {@link org.moviestore.json.JsonForm}; {@link org.moviestore.json.JsonRecords} reads files of any length.
 */
@NullMarked
package org.moviestore.json;

import org.jspecify.annotations.NullMarked;
