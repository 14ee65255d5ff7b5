// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.moviestore.item.Bytes;

/**
 * A parameter that holds one value for each of many rows.
 *
 * @param type the type of the values
 * @param values the values, each as a parameter of its own would be
 */
record SqlArray(Type type, List<?> values) {
    /** A type of values, by PostgreSQL's name. */
    enum Type {
        TEXT("text"),
        NUMERIC("numeric"),
        BYTEA("bytea"),
        INTEGER("integer");

        private final String sqlName;

        Type(String sqlName) {
            this.sqlName = sqlName;
        }

        String sqlName() {
            return sqlName;
        }
    }

    SqlArray {
        values = List.copyOf(values);
    }

    void bind(PreparedStatement statement, int index) throws SQLException {
        Array array = statement.getConnection().createArrayOf(type.sqlName(), toArray());
        try {
            statement.setArray(index, array);
        } finally {
            array.free();
        }
    }

    /**
     * Returns the values in an array of their own class: of such the driver sends most in binary, not as quoted text.
     */
    private Object[] toArray() {
        return switch (type) {
            case TEXT -> values.toArray(String[]::new);
            case NUMERIC -> values.toArray(BigDecimal[]::new);
            case INTEGER -> values.toArray(Integer[]::new);
            case BYTEA -> values.stream().map(bytes -> content((Bytes) bytes)).toArray(byte[][]::new);
        };
    }

    static byte[] content(Bytes bytes) {
        byte[] content = new byte[bytes.length()];
        bytes.asByteBuffer().get(content);
        return content;
    }
}
