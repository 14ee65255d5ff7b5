// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import org.moviestore.item.Bytes;

/**
 * A query whose rows are copied out. COPY takes no parameters, so the query finds their values in settings of its
 * transaction: what the values are does not change its text, by which the server counts statements, nor is any of them
 * ever read as SQL.
 */
final class CopySql {
    private final StringBuilder text = new StringBuilder("COPY (");
    private final Sql settings = Sql.of("SELECT true");
    private int count;

    private CopySql(Sql query) {
        char quote = 0;
        int parameter = 0;
        List<Object> parameters = query.parameters();
        String from = query.text();
        for (int i = 0; i < from.length(); i++) {
            char c = from.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            }
            if (c == '?' && quote == 0) {
                text.append(value(parameters.get(parameter++)));
            } else {
                text.append(c);
            }
        }
        text.append(") TO STDOUT (FORMAT binary)");
    }

    /** Makes the statement of a query without operators that have a question mark. */
    static CopySql of(Sql query) {
        return new CopySql(query);
    }

    private String value(Object value) {
        if (value instanceof Integer) {
            return value.toString();
        } else if (value instanceof BigDecimal number) {
            return "CAST(" + setting(number.toString()) + " AS numeric)";
        } else if (value instanceof String string) {
            return setting(string);
        } else if (value instanceof Bytes bytes) {
            return "CAST(" + setting("\\x" + HexFormat.of().formatHex(SqlArray.content(bytes))) + " AS bytea)";
        }
        throw new IllegalArgumentException("no key is a " + value.getClass());
    }

    private String setting(String value) {
        String name = "'moviestore.value" + count++ + "'";
        settings.add(", set_config(" + name + ", ?, true)", value);
        return "current_setting(" + name + ")";
    }

    /** Returns the statement that must run first in the same transaction. */
    Sql settings() {
        return settings;
    }

    String text() {
        return text.toString();
    }
}
