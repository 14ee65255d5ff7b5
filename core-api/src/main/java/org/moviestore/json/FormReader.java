// SPDX-License-Identifier: Apache-2.0
package org.moviestore.json;

import java.util.Map;
import org.moviestore.item.AttributeValue;

/** Reads values in one form. Both methods begin at the source's current token and stop at the last one they used. */
sealed interface FormReader permits PlainReader, DynamoReader {
    /** Reads a value. */
    AttributeValue value(JsonSource source);

    /** Reads the attributes of an item, whose object has just begun. */
    Map<String, AttributeValue> attributes(JsonSource source);
}
