// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.moviestore.Movie;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;

/** Writes an item as a line of natural JSON that begins with the year and the title, where it has them. */
public final class ItemLine {
    private ItemLine() {}

    /** Returns the line, without its end. */
    public static String of(Item item) {
        return JsonForm.NATURAL.write(keyFirst(item));
    }

    /** Returns the item with the year and the title before everything else. */
    public static Item keyFirst(Item item) {
        Map<String, AttributeValue> keyFirst = new LinkedHashMap<>();
        for (String name : List.of(Movie.YEAR, Movie.TITLE)) {
            item.attribute(name).ifPresent(value -> keyFirst.put(name, value));
        }
        item.attributes().forEach(keyFirst::putIfAbsent);
        return new Item(keyFirst);
    }
}
