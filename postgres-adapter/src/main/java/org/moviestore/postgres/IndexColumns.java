// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.moviestore.item.AttributeType;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.TableSchema;

/**
 * The columns of an index, which PostgreSQL itself computes of each item that is written, whoever writes it.
 *
 * <p>They hold an attribute only where it is what the index can take, and computing them never fails: what this library
 * would not have written is NULL. The column of the partition key is NULL too where another part of the entry is
 * missing, or where all are too long together, and so says by itself which rows are in the index. For items the same
 * rule is {@link TableSchema#isIn}.
 */
final class IndexColumns {
    private static final String TEXT = """
            CASE WHEN jsonb_typeof(item -> {name}) = 'string' AND octet_length(item ->> {name}) BETWEEN 1 AND {max}
              THEN item ->> {name} END""";

    private static final String TEXT_BYTES = "octet_length(item ->> {name})";

    /** The longest number that is written has a sign, a zero, a point and 167 digits. */
    private static final String NUMBER = """
            CASE WHEN jsonb_typeof(item -> {name}) = 'number' AND octet_length(item ->> {name}) <= 170
              THEN (item -> {name})::numeric END""";

    /** Counted in base64, since decoding fails on what is none. */
    private static final String BINARY_BYTES = "octet_length(rtrim(item -> {name} ->> '$B', '=')) * 3 / 4";

    private static final String BINARY = """
            CASE WHEN %s BETWEEN 1 AND {max}
                AND item -> {name} ->> '$B' ~ '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$'
              THEN decode(item -> {name} ->> '$B', 'base64') END""".formatted(BINARY_BYTES);

    private final TableLayout table;
    private final IndexLayout index;

    /** The parts of an entry: the key of the index, and then the rest of the table's. */
    private final List<Part> parts = new ArrayList<>();

    IndexColumns(TableLayout table, IndexLayout index) {
        this.table = table;
        this.index = index;
        addParts(index.index().keyAttributes());
        addParts(table.schema().keyAttributes());
    }

    /**
     * A part of an entry.
     *
     * @param attribute what it is
     * @param value the expression for its value, which is NULL where the index cannot take it
     * @param bytes the expression for its length, where it has a value
     * @param maxBytes the greatest length; 0 for a number, whose length does not count
     */
    private record Part(KeyAttribute attribute, String value, String bytes, int maxBytes) {}

    private void addParts(List<KeyAttribute> keyAttributes) {
        for (int i = 0; i < keyAttributes.size(); i++) {
            KeyAttribute attribute = keyAttributes.get(i);
            int column = table.schema().keyAttributes().indexOf(attribute);
            if (parts.stream().noneMatch(part -> part.attribute().equals(attribute))) {
                parts.add(column < 0 ? inItem(attribute, maxBytes(i)) : inKey(column, maxBytes(i)));
            }
        }
    }

    private static int maxBytes(int position) {
        return position == 0 ? TableSchema.MAX_PARTITION_KEY_BYTES : TableSchema.MAX_SORT_KEY_BYTES;
    }

    private static Part inItem(KeyAttribute attribute, int max) {
        String name = Identifiers.literal(ItemJson.escape(attribute.name()));
        return switch (attribute.type()) {
            case NUMBER -> new Part(attribute, fill(NUMBER, name, max), "0", 0);
            case BINARY -> new Part(attribute, fill(BINARY, name, max), fill(BINARY_BYTES, name, max), max);
            default -> new Part(attribute, fill(TEXT, name, max), fill(TEXT_BYTES, name, max), max);
        };
    }

    /** Puts in the name last, since it may hold what looks like a part to fill in. */
    private static String fill(String template, String name, int max) {
        return template.replace("{max}", String.valueOf(max)).replace("{name}", name);
    }

    private Part inKey(int position, int max) {
        KeyAttribute attribute = table.schema().keyAttributes().get(position);
        String column = table.quotedKeys("").get(position);
        if (attribute.type() == AttributeType.NUMBER) {
            return new Part(attribute, column, "0", 0);
        }
        String bytes = "octet_length(" + column + ")";
        String value =
                maxBytes(position) <= max ? column : "CASE WHEN " + bytes + " <= " + max + " THEN " + column + " END";
        return new Part(attribute, value, bytes, Math.min(maxBytes(position), max));
    }

    /** Returns the definitions of the columns, as CREATE TABLE and ADD COLUMN take them. */
    List<String> definitions() {
        List<String> definitions = new ArrayList<>();
        List<String> columns = index.ownColumns(table);
        for (int i = 0; i < columns.size(); i++) {
            Part part = parts.get(i);
            definitions.add(Identifiers.quote(columns.get(i)) + " "
                    + TableDdl.columnType(part.attribute().type()) + " GENERATED ALWAYS AS (\n"
                    + (i == 0 ? partition() : part.value()) + ") STORED");
        }
        return definitions;
    }

    private String partition() {
        List<String> tests = new ArrayList<>();
        if (index.index().sortKey().isPresent()) {
            tests.add("(" + parts.get(1).value() + ") IS NOT NULL");
        }
        if (parts.stream().mapToInt(Part::maxBytes).sum() > TableSchema.MAX_KEY_BYTES) {
            tests.add(parts.stream()
                    .filter(part -> part.maxBytes() > 0)
                    .map(Part::bytes)
                    .collect(Collectors.joining(" + ", "", " <= " + TableSchema.MAX_KEY_BYTES)));
        }
        String value = parts.get(0).value();
        return tests.isEmpty() ? value : "CASE WHEN " + String.join("\n  AND ", tests) + "\n  THEN " + value + " END";
    }
}
