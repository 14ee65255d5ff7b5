// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.json.JsonForm;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.IndexScope;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;

/** The rows of the catalog: what they say, and the statements that write them. */
final class CatalogRows {
    /** How {@link ItemJson} writes items. */
    private static final int ENCODING = 1;

    /** Waits for a racing creation of the same table to end, and then inserts nothing if that succeeded. */
    private static final String INSERT = """
            INSERT INTO moviestore.tables (schema_name, table_name, sql_name, partition_name, partition_type,
              partition_column, sort_name, sort_type, sort_column, read_units, write_units, encoding)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String UPDATE = """
            UPDATE moviestore.tables SET read_units = ?, write_units = ?
            WHERE schema_name = ? AND table_name = ?""";

    /** The indexes go with the table. */
    private static final String DELETE =
            "DELETE FROM moviestore.tables WHERE schema_name = ? AND table_name = ? RETURNING sql_name";

    /** Tells the version of a row of tables: the transaction that wrote it. */
    static final String VERSION = "CAST(t.xmin AS text)";

    /** Tests that the catalog still says the same of a table. Parameters: SQL schema, table, version. */
    static final String IS_OF_VERSION =
            "EXISTS (SELECT FROM moviestore.tables t WHERE t.schema_name = ? AND t.table_name = ? AND " + VERSION
                    + " = ?)";

    private static final String INSERT_INDEX = """
            INSERT INTO moviestore.indexes (schema_name, table_name, index_name, sql_name, partition_name,
              partition_type, partition_column, sort_name, sort_type, sort_column, scope, projection, included)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String INSERT_FILTER_INDEX =
            "INSERT INTO moviestore.filter_indexes (schema_name, table_name, path) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String DELETE_INDEX =
            "DELETE FROM moviestore.indexes WHERE schema_name = ? AND table_name = ? AND index_name = ?";

    private CatalogRows() {}

    /**
     * Reads tables by their names from rows that stand together, have the same of one table, and each something of one
     * of its indexes.
     *
     * @throws RequestRejectedException if somebody wrote them in a way that this library does not
     */
    static Map<String, TableLayout> layouts(ResultSet rows, String sqlSchema) throws SQLException {
        Map<String, TableLayout> layouts = new HashMap<>();
        boolean more = rows.next();
        while (more) {
            String table = rows.getString("table_name");
            try {
                more = addLayout(rows, table, sqlSchema, layouts);
            } catch (IllegalArgumentException | ClassCastException e) {
                throw new RequestRejectedException(
                        "the catalog holds of table " + table + " what this library does not write: " + e.getMessage()
                                + "; correct its rows in moviestore.tables, moviestore.indexes and"
                                + " moviestore.filter_indexes with SQL",
                        e);
            }
        }
        return layouts;
    }

    /** Adds the table in whose first row the result stands, and says whether others follow. */
    private static boolean addLayout(ResultSet rows, String table, String sqlSchema, Map<String, TableLayout> layouts)
            throws SQLException {
        boolean more;
        checkEncoding(rows, table);
        List<KeyAttribute> keys = keyAttributes(rows, "");
        List<String> keyColumns = columns(rows, "");
        Throughput throughput = throughput(rows);
        String sqlName = rows.getString("sql_name");
        String version = rows.getString("version");
        Set<FilterIndex> filterIndexes = filterIndexes(rows);
        List<IndexLayout> indexes = new ArrayList<>();
        do {
            if (rows.getString("index_name") != null) {
                indexes.add(index(rows));
            }
            more = rows.next();
        } while (more && rows.getString("table_name").equals(table));
        List<SecondaryIndex> declared = indexes.stream().map(IndexLayout::index).toList();
        TableSchema schema = new TableSchema(table, keys, declared, throughput);
        layouts.put(table, new TableLayout(schema, sqlSchema, sqlName, keyColumns, indexes, filterIndexes, version));
        return more;
    }

    /** They come as JSON, since arrays of different lengths cannot stand in one. */
    private static Set<FilterIndex> filterIndexes(ResultSet row) throws SQLException {
        Set<FilterIndex> indexes = new HashSet<>();
        for (String path : (String[]) row.getArray("filter_paths").getArray()) {
            List<String> names = ((ListValue) JsonForm.NATURAL.readValue(path))
                    .elements().stream()
                            .map(name -> ((StringValue) name).text())
                            .toList();
            indexes.add(FilterIndex.of(names));
        }
        return indexes;
    }

    private static void checkEncoding(ResultSet row, String table) throws SQLException {
        int encoding = row.getInt("encoding");
        if (encoding != ENCODING) {
            throw new RequestRejectedException("table " + table + " holds items in encoding " + encoding
                    + ", which this version of moviestore-postgres does not know; use a newer one");
        }
    }

    private static List<KeyAttribute> keyAttributes(ResultSet row, String prefix) throws SQLException {
        List<KeyAttribute> keys = new ArrayList<>();
        for (String part : List.of("partition", "sort")) {
            String name = row.getString(prefix + part + "_name");
            if (name != null) {
                String code = row.getString(prefix + part + "_type");
                keys.add(new KeyAttribute(name, type(code)));
            }
        }
        return keys;
    }

    private static AttributeType type(String code) {
        return AttributeType.fromCode(code)
                .orElseThrow(() -> new IllegalArgumentException("no key attribute has type " + code));
    }

    private static List<String> columns(ResultSet row, String prefix) throws SQLException {
        String partition = row.getString(prefix + "partition_column");
        String sort = row.getString(prefix + "sort_column");
        return sort == null ? List.of(partition) : List.of(partition, sort);
    }

    private static Throughput throughput(ResultSet row) throws SQLException {
        long readUnits = row.getLong("read_units");
        return row.wasNull() ? Throughput.onDemand() : Throughput.provisioned(readUnits, row.getLong("write_units"));
    }

    private static IndexLayout index(ResultSet row) throws SQLException {
        String[] included = (String[]) row.getArray("included").getArray();
        IndexProjection projection = new IndexProjection(
                IndexProjection.Kind.valueOf(row.getString("projection")),
                new LinkedHashSet<>(Arrays.asList(included)));
        SecondaryIndex index = new SecondaryIndex(
                row.getString("index_name"),
                keyAttributes(row, "index_"),
                projection,
                IndexScope.valueOf(row.getString("scope")));
        return new IndexLayout(index, row.getString("index_sql_name"), columns(row, "index_"));
    }

    /** Inserts a table without its indexes; false if there is one of the name. */
    static boolean insert(Connection connection, TableLayout table) throws SQLException {
        List<@Nullable Object> values =
                new ArrayList<>(List.of(table.sqlSchema(), table.schema().tableName(), table.sqlName()));
        addKey(values, table.schema().keyAttributes(), table.keyColumns());
        addUnits(values, table.schema().throughput());
        values.add(ENCODING);
        return execute(connection, INSERT, values) == 1;
    }

    private static void addKey(List<@Nullable Object> values, List<KeyAttribute> keys, List<String> columns) {
        for (int i = 0; i < 2; i++) {
            boolean there = i < keys.size();
            values.add(there ? keys.get(i).name() : null);
            values.add(there ? keys.get(i).type().code() : null);
            values.add(there ? columns.get(i) : null);
        }
    }

    private static void addUnits(List<@Nullable Object> values, Throughput throughput) {
        Optional<Throughput.Provisioned> provisioned = Optional.of(throughput)
                .filter(Throughput.Provisioned.class::isInstance)
                .map(Throughput.Provisioned.class::cast);
        values.add(provisioned.map(Throughput.Provisioned::readUnits).orElse(null));
        values.add(provisioned.map(Throughput.Provisioned::writeUnits).orElse(null));
    }

    static void insert(Connection connection, TableLayout table, IndexLayout layout) throws SQLException {
        SecondaryIndex index = layout.index();
        List<@Nullable Object> values =
                new ArrayList<>(List.of(table.sqlSchema(), table.schema().tableName(), index.name(), layout.sqlName()));
        addKey(values, index.keyAttributes(), layout.columns());
        values.add(index.scope().name());
        values.add(index.projection().kind().name());
        values.add(
                connection.createArrayOf("text", index.projection().included().toArray()));
        execute(connection, INSERT_INDEX, values);
    }

    static void insert(Connection connection, TableLayout table, FilterIndex index) throws SQLException {
        execute(
                connection,
                INSERT_FILTER_INDEX,
                List.of(
                        table.sqlSchema(),
                        table.schema().tableName(),
                        connection.createArrayOf("text", index.names().toArray())));
    }

    /**
     * Writes the row of a table anew, without its indexes: so whoever remembers the table finds that it has changed.
     */
    static void update(Connection connection, TableLayout table) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        addUnits(values, table.schema().throughput());
        values.add(table.sqlSchema());
        values.add(table.schema().tableName());
        execute(connection, UPDATE, values);
    }

    static void delete(Connection connection, TableLayout table, IndexLayout layout) throws SQLException {
        execute(
                connection,
                DELETE_INDEX,
                List.of(
                        table.sqlSchema(),
                        table.schema().tableName(),
                        layout.index().name()));
    }

    private static int execute(Connection connection, String sql, List<@Nullable Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement.executeUpdate();
        }
    }

    /** Deletes a table and returns its name in PostgreSQL; empty if there is none. */
    static Optional<String> delete(Connection connection, String sqlSchema, String table) throws SQLException {
        try (PreparedStatement statement = Sql.of(DELETE, sqlSchema, table).prepare(connection);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
