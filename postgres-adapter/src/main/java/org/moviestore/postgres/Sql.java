// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.Bytes;

/** A statement in the making: its text and, in the order of their placeholders, its parameters. */
final class Sql {
    private static final int TYPICAL_PARAMETERS = 4;

    /** The text that the statement begins with, which is all of it for many. */
    private final String begin;

    private final List<Object> parameters = new ArrayList<>(TYPICAL_PARAMETERS);
    /** The whole text, once any was added. */
    private @Nullable StringBuilder added;

    Sql() {
        this("");
    }

    private Sql(String begin) {
        this.begin = begin;
    }

    /** Starts a statement with text that holds a placeholder for each of the parameters. */
    static Sql of(String text, Object... parameters) {
        return new Sql(text).with(parameters);
    }

    /** Adds text that holds a placeholder for each of the parameters. */
    Sql add(String more, Object... values) {
        StringBuilder text = added;
        if (text == null) {
            text = new StringBuilder(256).append(begin);
            added = text;
        }
        text.append(more);
        return with(values);
    }

    /** Adds parameters for placeholders that the text has already. */
    Sql with(Object... values) {
        for (Object value : values) {
            parameters.add(Objects.requireNonNull(value, "value"));
        }
        return this;
    }

    Sql with(List<Object> values) {
        parameters.addAll(values);
        return this;
    }

    String text() {
        StringBuilder text = added;
        return text == null ? begin : text.toString();
    }

    List<Object> parameters() {
        return List.copyOf(parameters);
    }

    /** Prepares the statement, from the driver's cache if it has it, and binds the parameters. */
    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text());
        try {
            for (int i = 0; i < parameters.size(); i++) {
                bind(statement, i + 1, parameters.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof String string) {
            statement.setString(index, string);
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(index, number);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Bytes bytes) {
            statement.setBytes(index, SqlArray.content(bytes));
        } else if (value instanceof SqlArray array) {
            array.bind(statement, index);
        } else {
            throw new IllegalArgumentException("no SQL parameter is a " + value.getClass());
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
