// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributePath.Name;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;
import org.moviestore.item.ItemSize;
import org.moviestore.item.Utf8;

/**
 * A place of the old item to which names alone lead. An index would need more: SQL's functions that change jsonb take
 * it for a name, and a name for an index, as they find a list or a map.
 *
 * @param path the way to it
 * @param names its steps
 */
record SqlPlace(AttributePath path, List<String> names) {
    SqlPlace {
        names = List.copyOf(names);
    }

    static Optional<SqlPlace> of(AttributePath path) {
        List<String> names = new ArrayList<>(path.steps().size());
        for (AttributePath.Step step : path.steps()) {
            if (!(step instanceof Name name)) {
                return Optional.empty();
            }
            names.add(name.name());
        }
        return Optional.of(new SqlPlace(path, names));
    }

    /** Returns the steps to what holds this place. */
    List<String> parent() {
        return names.subList(0, names.size() - 1);
    }

    /** Writes what is there, as jsonb, and NULL where nothing is. */
    Sql old(Sql out) {
        return SqlOperand.of(path, TableSql.ITEM).json(out);
    }

    /** Returns the way as the functions that change jsonb take it: an array, as PostgreSQL reads one from text. */
    String steps() {
        StringBuilder array = new StringBuilder(32);
        for (String name : names) {
            array.append(array.isEmpty() ? '{' : ',').append('"');
            String escaped = ItemJson.escape(name);
            for (int i = 0; i < escaped.length(); i++) {
                char c = escaped.charAt(i);
                if (c == '"' || c == '\\') {
                    array.append('\\');
                }
                array.append(c);
            }
            array.append('"');
        }
        return array.append('}').toString();
    }

    /** Writes the guard that what holds this place is there and a map, or the item. */
    Sql isInMap(Sql out) {
        if (names.size() == 1) {
            return out.add("jsonb_typeof(" + TableSql.ITEM + ") = 'object'");
        }
        AttributePath parent = new AttributePath(path.steps().subList(0, names.size() - 1));
        return SqlOperand.of(parent, TableSql.ITEM).hasType(out, AttributeType.MAP);
    }

    /** Returns the bytes that an entry here has beside its value. */
    int entryBytes() {
        int inMap = names.size() == 1 ? 0 : 1;
        return inMap + Utf8.length(names.get(names.size() - 1));
    }

    int bytesWith(AttributeValue value) {
        return entryBytes() + ItemSize.of(value);
    }

    /**
     * Writes the bytes of the entry that is here, 0 where there is none. Where the guards hold only maps are on the
     * way, so it is found in one go: {@link #old} copies each map before it looks into it, and sizes name a value
     * often.
     */
    Sql oldBytes(Sql out) {
        return out.add("coalesce(moviestore.size_of(t.item #> CAST(? AS text[])) + ?, 0)")
                .with(steps(), entryBytes());
    }

    /** Writes the bytes of any value, given as jsonb, and NULL where it is missing. */
    static Sql bytes(Sql out, SqlExpression json) {
        return json.writeTo(out.add("moviestore.size_of(")).add(")");
    }

    /** Says whether a value here does not nest too deep: what nests nothing never does. */
    boolean takes(AttributeValue value) {
        if (!(value instanceof ListValue || value instanceof MapValue)) {
            return true;
        }
        AttributeValue whole = value;
        for (String name : names.subList(1, names.size())) {
            whole = new MapValue(Map.of(name, whole));
        }
        try {
            ItemLimits.checkShape(Item.of(names.get(0), whole));
            return true;
        } catch (InvalidRequestException e) {
            return false;
        }
    }
}
