// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.ValueOrder;
import org.moviestore.item.Values;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.Position;

/**
 * By what the rows of a table or of an index are in order, so that no two are equal.
 *
 * @param attributes the key attributes: those of the table or, of an index, its own and then the others of the table
 * @param columns the columns that hold them
 */
record KeyOrder(List<KeyAttribute> attributes, List<String> columns) {
    KeyOrder {
        attributes = List.copyOf(attributes);
        columns = List.copyOf(columns);
    }

    /** Returns the order within one partition: by all that follows the partition key, where anything does. */
    KeyOrder inPartition() {
        int from = Math.min(1, columns.size() - 1);
        return new KeyOrder(attributes.subList(from, attributes.size()), columns.subList(from, columns.size()));
    }

    /** Returns the columns as SQL takes them, each after a prefix such as {@code t.}. */
    List<String> quoted(String prefix) {
        return columns.stream()
                .map(column -> prefix + Identifiers.quote(column))
                .toList();
    }

    /** Returns the columns as a list for SQL, each after a prefix and before a suffix. */
    String list(String prefix, String suffix) {
        return quoted(prefix).stream().map(column -> column + suffix).collect(Collectors.joining(", "));
    }

    /** Writes an item with the key attributes alone of that in a column such as {@code t.item}. */
    Sql writeKeysOnly(Sql out, String column) {
        out.add("jsonb_build_object(");
        String separator = "";
        for (KeyAttribute attribute : attributes) {
            String name = ItemJson.escape(attribute.name());
            out.add(separator + "CAST(? AS text), " + column + " -> ?", name, name);
            separator = ", ";
        }
        return out.add(")");
    }

    /** Returns the parameters for the columns at a position. */
    List<Object> values(Position position) {
        Item values = position.attributes();
        List<Object> parameters = new ArrayList<>();
        for (KeyAttribute attribute : attributes) {
            parameters.add(NativeValue.of(values.attribute(attribute.name()).orElseThrow()));
        }
        return parameters;
    }

    /** Compares two positions by their attributes; one that lacks an attribute is equal to any there. */
    int compare(Position one, Position other) {
        Item left = one.attributes();
        Item right = other.attributes();
        for (KeyAttribute attribute : attributes) {
            int order = ValueOrder.compare(value(left, attribute), value(right, attribute))
                    .orElse(0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static AttributeValue value(Item item, KeyAttribute attribute) {
        return item.attribute(attribute.name()).orElseGet(Values::nullValue);
    }

    /** Reads the attributes from the columns of a row, the first of which is given by its number. */
    Item read(ResultSet row, int first) throws SQLException {
        Item.Builder item = Item.builder();
        for (int i = 0; i < attributes.size(); i++) {
            int column = first + i;
            item.set(
                    attributes.get(i).name(),
                    switch (attributes.get(i).type()) {
                        case NUMBER -> Values.number(row.getBigDecimal(column));
                        case BINARY -> Values.binary(Bytes.of(row.getBytes(column)));
                        default -> Values.string(row.getString(column));
                    });
        }
        return item.build();
    }
}
