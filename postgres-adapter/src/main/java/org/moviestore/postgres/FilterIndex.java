// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.List;
import java.util.stream.Collectors;
import org.moviestore.item.AttributePath;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Utf8;
import org.moviestore.item.Values;
import org.moviestore.json.JsonForm;

/**
 * An index by what the values at a path are or contain. It finds all items of a table on which a filter may hold, and
 * some on which it does not.
 *
 * @param path a path of names
 */
record FilterIndex(AttributePath path) {
    /** The longest path, in bytes of its names: the catalog's own index holds no more than 2,704 bytes of a row. */
    private static final int MAX_PATH_BYTES = 1024;

    /**
     * Returns the index that somebody wants by a path.
     *
     * @throws InvalidRequestException with {@link ErrorCode#NAME_LENGTH} if PostgreSQL could not have it
     */
    static FilterIndex wanted(AttributePath path) {
        FilterIndex index = new FilterIndex(path);
        int bytes = index.names().stream().mapToInt(Utf8::length).sum();
        if (bytes > MAX_PATH_BYTES) {
            throw new InvalidRequestException(
                    ErrorCode.NAME_LENGTH,
                    "the names in the path of a filter index are " + bytes + " bytes together; limit " + MAX_PATH_BYTES
                            + " on PostgreSQL; use shorter names, or do without the index");
        }
        return index;
    }

    /** Returns the index by a path as the catalog has it. */
    static FilterIndex of(List<String> names) {
        return new FilterIndex(new AttributePath(
                names.stream().<AttributePath.Step>map(AttributePath.Name::new).toList()));
    }

    /** Returns the path as the catalog has it. */
    List<String> names() {
        return path.steps().stream()
                .map(step -> ((AttributePath.Name) step).name())
                .toList();
    }

    /** Returns the name of the index in PostgreSQL. No secondary index has one with a space. */
    String sqlName(TableLayout table) {
        return Identifiers.index(table.sqlName(), "filter " + JsonForm.NATURAL.write(Values.list(names().toArray())));
    }

    /**
     * Returns the keys by which an item of a column such as {@code t.item} is found, in the same words for the index
     * and for statements, or the planner would not know them again.
     */
    String keys(String column) {
        return names().stream()
                .map(name -> " -> " + Identifiers.literal(ItemJson.escape(name)))
                .collect(Collectors.joining("", "moviestore.filter_keys(" + column, ")"));
    }
}
