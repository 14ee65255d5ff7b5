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
    private static final int TYPICAL_PARTS = 48;
    private static final int TYPICAL_PARAMETERS = 12;

    /** The text that the statement begins with, which is all of it for many. */
    private final String begin;

    private final @Nullable SqlTexts texts;
    private final List<Object> parameters = new ArrayList<>(TYPICAL_PARAMETERS);
    /** The parts of the text, once any was added. */
    private @Nullable List<String> parts;

    Sql() {
        this("", null);
    }

    private Sql(String begin, @Nullable SqlTexts texts) {
        this.begin = begin;
        this.texts = texts;
    }

    /** Starts a statement with text that holds a placeholder for each of the parameters. */
    static Sql of(String text, Object... parameters) {
        return new Sql(text, null).with(parameters);
    }

    /** Starts a statement whose text is remembered there. */
    static Sql of(String text, SqlTexts texts) {
        return new Sql(text, texts);
    }

    /** Adds text. */
    Sql add(String more) {
        List<String> known = parts;
        if (known == null) {
            known = new ArrayList<>(TYPICAL_PARTS);
            known.add(begin);
            parts = known;
        }
        known.add(more);
        return this;
    }

    /** Adds text that holds a placeholder for each of the parameters. */
    Sql add(String more, Object... values) {
        return add(more).with(values);
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
        List<String> known = parts;
        if (known == null) {
            return begin;
        }
        return texts == null ? String.join("", known) : texts.of(known);
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
