// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import org.moviestore.Movie;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.json.JsonForm;

/**
 * A movie ready for every client.
 *
 * @param year its partition key
 * @param title its sort key
 * @param item all of it
 * @param json the item as PostgreSQL holds it
 * @param size the item's size as DynamoDB counts
 */
record Film(int year, String title, Item item, String json, int size) {
    static Film of(int year, String title, Item item) {
        return new Film(year, title, item, JsonForm.TAGGED.write(item), item.sizeInBytes());
    }

    Key key() {
        return keyOf(year, title);
    }

    static Key keyOf(int year, String title) {
        return Key.of(Movie.YEAR, year, Movie.TITLE, title);
    }
}
