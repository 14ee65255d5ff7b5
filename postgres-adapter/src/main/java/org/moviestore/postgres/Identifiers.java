// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.moviestore.item.Utf8;

/**
 * The names of tables, columns, indexes and constraints in PostgreSQL: as given wherever PostgreSQL can take them,
 * which cuts what is longer than 63 bytes.
 */
final class Identifiers {
    static final int MAX_BYTES = 63;

    /** The columns that a table has beside its key, those of PostgreSQL itself and of our statements included. */
    private static final Set<String> TAKEN_COLUMNS = Set.of(
            "item",
            "item_size",
            "item_ok",
            "item_before",
            "item_number",
            "item_last",
            "tableoid",
            "xmin",
            "cmin",
            "xmax",
            "cmax",
            "ctid");

    private static final int DIGEST_BYTES = 8;

    private Identifiers() {}

    static String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** Returns a text as SQL takes it, whatever the server makes of backslashes. */
    static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.contains("\\") ? "E" + quoted.replace("\\", "\\\\") : quoted;
    }

    /** Returns the name of a table; generated ones have a {@code ~}, which no table name has. */
    static String table(String name) {
        return fits(name) ? name : shortened(name, "~" + digest(name));
    }

    /** Returns the name of a table's primary key; its colon keeps it apart from all tables. */
    static String primaryKey(String sqlName) {
        String name = sqlName + ":key";
        return fits(name) ? name : shortened(sqlName, "~" + digest(sqlName) + ":key");
    }

    /** Returns the name of an index of a table, which its colons keep apart from all tables and primary keys. */
    static String index(String sqlTable, String index) {
        String name = sqlTable + "::" + index;
        return fits(name) ? name : shortened(name, "~" + digest(name));
    }

    /** Returns the name of the column in which an index has an attribute; it differs from those of the key columns. */
    static String indexColumn(String index, String attribute, List<String> keyColumns) {
        String name = index + ":" + attribute;
        String column = fits(name) ? name : shortened(name, "~" + digest(name));
        for (String suffix = "~"; keyColumns.contains(column); suffix += "~") {
            column = shortened(name, "~" + digest(name) + suffix);
        }
        return column;
    }

    /** Returns the names of the columns for a partition key and perhaps a sort key. */
    static List<String> columns(List<String> attributes) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < attributes.size(); i++) {
            String name = attributes.get(i);
            String column = name;
            if (!fits(name) || TAKEN_COLUMNS.contains(name)) {
                String suffix = i == 0 ? "~partition" : "~sort";
                column = shortened(name, suffix);
                while (attributes.contains(column)) {
                    suffix += "~";
                    column = shortened(name, suffix);
                }
            }
            columns.add(column);
        }
        return columns;
    }

    private static boolean fits(String name) {
        return Utf8.length(name) <= MAX_BYTES;
    }

    private static String shortened(String name, String suffix) {
        int bytes = suffix.length();
        int end = 0;
        while (end < name.length()) {
            int next = name.offsetByCodePoints(end, 1);
            bytes += Utf8.length(name.substring(end, next));
            if (bytes > MAX_BYTES) {
                break;
            }
            end = next;
        }
        return name.substring(0, end) + suffix;
    }

    private static String digest(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
