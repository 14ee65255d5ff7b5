// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.moviestore.item.Bytes;

/**
 * A parameter for several values of one type.
 *
 * @param type the SQL type of the values: {@code text}, {@code numeric}, {@code integer} or {@code bytea}
 * @param values the values
 */
record SqlArray(String type, List<Object> values) {
    SqlArray {
        values = List.copyOf(values);
    }

    void bind(PreparedStatement statement, int index) throws SQLException {
        Array array = statement.getConnection().createArrayOf(type, elements());
        try {
            statement.setArray(index, array);
        } finally {
            array.free();
        }
    }

    /** Returns an array of the values' own class, which the driver sends in binary where it can. */
    private Object[] elements() {
        return switch (type) {
            case "text" -> values.toArray(String[]::new);
            case "numeric" -> values.toArray(BigDecimal[]::new);
            case "integer" -> values.toArray(Integer[]::new);
            case "bytea" -> values.stream().map(SqlArray::content).toArray(byte[][]::new);
            default -> throw new IllegalArgumentException("no SQL parameter is an array of " + type);
        };
    }

    private static byte[] content(Object value) {
        Bytes bytes = (Bytes) value;
        byte[] content = new byte[bytes.length()];
        bytes.asByteBuffer().get(content);
        return content;
    }
}
