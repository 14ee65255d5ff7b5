// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.List;
import org.moviestore.item.AttributeType;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.TableSchema;

/**
 * What SQL says of an index: what its columns hold, and which rows are in it.
 *
 * <p>The columns are computed by PostgreSQL of each row that is written, whoever writes it, and computing them never
 * fails: a column is NULL where the attribute is of another type, much too long, or written as this library does not.
 * Their expressions are kept short, since PostgreSQL reads them anew for each statement that writes.
 */
final class IndexSql {
    private static final String TEXT = """
            CASE WHEN jsonb_typeof(item -> {name}) = 'string' AND octet_length(item ->> {name}) <= {max}
              THEN item ->> {name} END""";

    private static final String NUMBER =
            "CASE WHEN jsonb_typeof(item -> {name}) = 'number' THEN (item -> {name})::numeric END";

    private static final String BINARY = """
            CASE WHEN octet_length(item -> {name} ->> '$B') <= {max}
                AND item -> {name} ->> '$B' ~ '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$'
              THEN decode(item -> {name} ->> '$B', 'base64') END""";

    private static final int MAX_BASE64_BYTES = (TableSchema.MAX_PARTITION_KEY_BYTES + 2) / 3 * 4;

    /** The longest number that is written has a sign, a zero, a point and 167 digits. */
    private static final int MAX_NUMBER_LENGTH = 170;

    private final TableLayout table;
    private final IndexLayout index;

    IndexSql(TableLayout table, IndexLayout index) {
        this.table = table;
        this.index = index;
    }

    /** Returns the definitions of the columns that the index has for itself. */
    List<String> columnDefinitions() {
        List<String> definitions = new ArrayList<>();
        List<String> own = index.ownColumns(table);
        for (int i = 0; i < own.size(); i++) {
            KeyAttribute attribute = index.index().keyAttributes().get(i);
            definitions.add(Identifiers.quote(own.get(i)) + " " + TableDdl.columnType(attribute.type())
                    + " GENERATED ALWAYS AS (" + expression(attribute) + ") STORED");
        }
        return definitions;
    }

    private String expression(KeyAttribute attribute) {
        int inKey = table.schema().keyAttributes().indexOf(attribute);
        if (inKey >= 0) {
            return table.quotedKeys("").get(inKey);
        }
        return switch (attribute.type()) {
            case NUMBER -> fill(NUMBER, 0, attribute);
            case BINARY -> fill(BINARY, MAX_BASE64_BYTES, attribute);
            default -> fill(TEXT, TableSchema.MAX_PARTITION_KEY_BYTES, attribute);
        };
    }

    /** Puts in the name last, since it may hold what looks like a part to fill in. */
    private static String fill(String template, int max, KeyAttribute attribute) {
        return template.replace("{max}", String.valueOf(max))
                .replace("{name}", Identifiers.literal(ItemJson.escape(attribute.name())));
    }

    /**
     * Returns the test of whether a row is in the index, on its columns after a prefix such as {@code t.}: whether it
     * has all key attributes, not empty and not too long, by themselves and in all. For items the same rule is
     * {@link TableSchema#isIn}.
     *
     * <p>It is one COALESCE, of which the planner expects that it holds on every other row: it takes the tests inside
     * for so rare that it would rather sort the whole index for a page than read on in its order.
     */
    String isEntry(String prefix) {
        KeyOrder order = table.order(index);
        List<String> tests = new ArrayList<>();
        List<String> lengths = new ArrayList<>();
        for (int i = 0; i < order.columns().size(); i++) {
            String column = order.quoted(prefix).get(i);
            boolean ofIndex = i < index.columns().size();
            if (order.attributes().get(i).type() != AttributeType.NUMBER) {
                String length = "octet_length(" + column + ")";
                lengths.add(length);
                if (ofIndex) {
                    tests.add(length + " BETWEEN 1 AND " + maxBytes(i));
                }
            } else if (ofIndex) {
                tests.add("octet_length(" + column + "::text) <= " + MAX_NUMBER_LENGTH);
            }
        }
        if (lengths.size() > 1) {
            tests.add(String.join(" + ", lengths) + " <= " + TableSchema.MAX_KEY_BYTES);
        }
        return "coalesce(" + String.join(" AND ", tests) + ", false)";
    }

    private static int maxBytes(int position) {
        return position == 0 ? TableSchema.MAX_PARTITION_KEY_BYTES : TableSchema.MAX_SORT_KEY_BYTES;
    }
}
