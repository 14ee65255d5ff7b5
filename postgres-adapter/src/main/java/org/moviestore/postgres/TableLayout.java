// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.PageRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/**
 * How a table lies in PostgreSQL.
 *
 * @param schema the table as its users know it
 * @param sqlSchema the PostgreSQL schema that holds it
 * @param sqlName its name there
 * @param keyColumns the columns of the key attributes, in their order
 * @param indexes how its indexes lie there, in the order of the schema
 * @param filterIndexes by what else filters find its items
 * @param version which state of the catalog says so, but for the filter indexes, for {@link CatalogRows#IS_OF_VERSION};
 *     empty if none has yet
 */
record TableLayout(
        TableSchema schema,
        String sqlSchema,
        String sqlName,
        List<String> keyColumns,
        List<IndexLayout> indexes,
        Set<FilterIndex> filterIndexes,
        String version) {
    TableLayout {
        keyColumns = List.copyOf(keyColumns);
        indexes = List.copyOf(indexes);
        filterIndexes = Set.copyOf(filterIndexes);
    }

    /** Returns the layout of a table that is to be created. */
    static TableLayout create(TableSchema schema, String sqlSchema) {
        List<String> names =
                schema.keyAttributes().stream().map(KeyAttribute::name).toList();
        TableLayout bare = new TableLayout(
                schema,
                sqlSchema,
                Identifiers.table(schema.tableName()),
                Identifiers.columns(names),
                List.of(),
                Set.of(),
                "");
        return bare.changedTo(schema);
    }

    /** Returns the layout after a change of the schema: what is in both stays where it is. */
    TableLayout changedTo(TableSchema changed) {
        List<IndexLayout> changedIndexes = changed.indexes().stream()
                .map(index -> find(index).orElseGet(() -> IndexLayout.create(changed, sqlName, keyColumns, index)))
                .toList();
        return new TableLayout(changed, sqlSchema, sqlName, keyColumns, changedIndexes, filterIndexes, "");
    }

    private Optional<IndexLayout> find(SecondaryIndex index) {
        return indexes.stream().filter(layout -> layout.index().equals(index)).findFirst();
    }

    /** Returns the order in which a request reads the table or one of its indexes. */
    KeyOrder order(PageRequest request) {
        return request.index()
                .map(index -> order(find(index).orElseThrow()))
                .orElseGet(() -> new KeyOrder(schema.keyAttributes(), keyColumns));
    }

    /**
     * Returns the test of whether a row is in the table or index that a request reads; see {@link IndexSql#isEntry}.
     */
    String isEntry(PageRequest request, String prefix) {
        return request.index()
                .map(index -> new IndexSql(this, find(index).orElseThrow()).isEntry(prefix))
                .orElse("true");
    }

    /** Returns the order of an index. */
    KeyOrder order(IndexLayout index) {
        List<KeyAttribute> attributes = new ArrayList<>(index.index().keyAttributes());
        List<String> columns = new ArrayList<>(index.columns());
        for (int i = 0; i < keyColumns.size(); i++) {
            if (!attributes.contains(schema.keyAttributes().get(i))) {
                attributes.add(schema.keyAttributes().get(i));
                columns.add(keyColumns.get(i));
            }
        }
        return new KeyOrder(attributes, columns);
    }

    /** Returns the table's name as SQL takes it. */
    String quotedTable() {
        return Identifiers.quote(sqlSchema) + "." + Identifiers.quote(sqlName);
    }

    /** Returns the key columns as SQL takes them, each after a prefix such as {@code t.}. */
    List<String> quotedKeys(String prefix) {
        return keyColumns.stream()
                .map(column -> prefix + Identifiers.quote(column))
                .toList();
    }

    /** Returns the parameters for {@link CatalogRows#IS_OF_VERSION}. */
    List<Object> versionValues() {
        return List.of(sqlSchema, schema.tableName(), version);
    }

    /** Returns the types of the key columns. */
    List<SqlArray.Type> keyTypes() {
        return schema.keyAttributes().stream()
                .map(attribute -> switch (attribute.type()) {
                    case NUMBER -> SqlArray.Type.NUMERIC;
                    case BINARY -> SqlArray.Type.BYTEA;
                    default -> SqlArray.Type.TEXT;
                })
                .toList();
    }

    /** Returns the parameters for the key columns. */
    List<Object> keyValues(Key key) {
        return keyValues(key.attributes());
    }

    /** Returns the parameters for the key columns of an item's row. */
    List<Object> keyValues(Item item) {
        List<Object> values = new ArrayList<>(keyColumns.size());
        for (KeyAttribute attribute : schema.keyAttributes()) {
            values.add(NativeValue.of(item.attribute(attribute.name()).orElseThrow()));
        }
        return values;
    }
}
