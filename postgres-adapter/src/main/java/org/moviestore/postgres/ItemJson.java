// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.postgres.Operation.Call;

/** Items as the {@code item} column holds them. */
final class ItemJson {
    private ItemJson() {}

    /**
     * Reads an item.
     *
     * <p>A name that begins with one {@code $} and is no tag can only come from others than this library. It is
     * refused, not read as an attribute: conditions look for attributes in the column under their escaped names, so
     * they would not find what readers were shown.
     *
     * @throws InvalidRequestException if the column holds what this library does not write; {@link Connections} makes
     *     of it what it means after the row was read
     */
    static Item read(byte[] json) {
        return JsonForm.TAGGED.readItem(json);
    }

    /** Reads the item that a call found in a row, which the error names if it cannot be read. */
    static Item read(byte[] json, Call call, Supplier<String> row) {
        return read(ByteBuffer.wrap(json), call, row);
    }

    /** As {@link #read(byte[], Call, Supplier)}, of the remaining bytes. */
    static Item read(ByteBuffer json, Call call, Supplier<String> row) {
        try {
            return JsonForm.TAGGED.readItem(json);
        } catch (InvalidRequestException e) {
            throw PostgresExceptions.unreadable(e, call, row.get());
        }
    }

    static String write(Item item) {
        return JsonForm.TAGGED.write(item);
    }

    static String write(AttributeValue value) {
        return JsonForm.TAGGED.write(value);
    }

    /** Returns an attribute name as the column holds it. */
    static String escape(String name) {
        return JsonForm.taggedName(name);
    }
}
