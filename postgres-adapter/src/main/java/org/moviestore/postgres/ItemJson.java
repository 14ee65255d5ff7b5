// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;

/** Items as the {@code item} column holds them. */
final class ItemJson {
    private ItemJson() {}

    static Item read(byte[] json) {
        try {
            return JsonForm.TAGGED.readItem(json);
        } catch (InvalidRequestException e) {
            throw new RequestRejectedException(
                    "a row holds in its item column what this library does not write: " + e.getMessage(), e);
        }
    }

    static String write(Item item) {
        return JsonForm.TAGGED.write(item);
    }

    static String write(AttributeValue value) {
        return JsonForm.TAGGED.write(value);
    }

    /** Returns an attribute name as the column holds it: what begins with a {@code $} gets one more. */
    static String escape(String name) {
        return name.startsWith("$") ? "$" + name : name;
    }
}
