// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;

/** Items as the {@code item} column holds them. */
final class ItemJson {
    private ItemJson() {}

    static Item read(byte[] json) {
        return JsonForm.TAGGED.readItem(json);
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
