// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.Optional;
import java.util.Set;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.json.JsonForm;
import org.moviestore.table.Position;

/** Keys and positions, written and read. */
final class PositionForm {
    private static final Set<String> POSITION = Set.of("key", "indexKey");

    private PositionForm() {}

    static void write(JsonLine line, String name, Optional<Position> position) {
        position.ifPresent(place -> line.object(name, inner -> {
            inner.key("key", place.key());
            if (!place.indexKey().equals(Item.EMPTY)) {
                inner.item("indexKey", place.indexKey());
            }
        }));
    }

    static Optional<Position> read(Fields fields, String name) {
        return fields.optionalObject(name).map(place -> {
            place.requireOnly(POSITION);
            return new Position(
                    readKey(place),
                    place.optionalItem("indexKey", JsonForm.DYNAMODB).orElse(Item.EMPTY));
        });
    }

    static Key readKey(Fields fields) {
        return new Key(fields.item("key", JsonForm.DYNAMODB));
    }
}
