// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.moviestore.Movie;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;

/** Writes an item as a line of natural JSON that begins with the year and the title, where it has them. */
final class ItemLine {
    private ItemLine() {}

    static String of(Item item) {
        Map<String, AttributeValue> keyFirst = new LinkedHashMap<>();
        for (String name : List.of(Movie.YEAR, Movie.TITLE)) {
            item.attribute(name).ifPresent(value -> keyFirst.put(name, value));
        }
        item.attributes().forEach(keyFirst::putIfAbsent);
        return JsonForm.NATURAL.write(new Item(keyFirst));
    }
}
