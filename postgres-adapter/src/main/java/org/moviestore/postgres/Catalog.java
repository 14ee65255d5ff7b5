// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeType;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;

/** The tables of one PostgreSQL schema, as {@code moviestore.tables} lists them. */
final class Catalog {
    /** How {@link ItemJson} writes items. */
    private static final int ENCODING = 1;

    private static final String SELECT = """
            SELECT table_name, sql_name, partition_name, partition_type, partition_column, sort_name, sort_type,
              sort_column, read_units, write_units, encoding
            FROM moviestore.tables WHERE schema_name = ? AND table_name = ANY (CAST(? AS text[]))""";

    private static final String LIST =
            "SELECT table_name FROM moviestore.tables WHERE schema_name = ? ORDER BY table_name";

    /** Waits for a racing creation of the same table to end, and then inserts nothing if that succeeded. */
    private static final String INSERT = """
            INSERT INTO moviestore.tables (schema_name, table_name, sql_name, partition_name, partition_type,
              partition_column, sort_name, sort_type, sort_column, read_units, write_units, encoding)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String DELETE =
            "DELETE FROM moviestore.tables WHERE schema_name = ? AND table_name = ? RETURNING sql_name";

    private final Connections connections;
    private final Duration timeout;
    private final String sqlSchema;

    Catalog(Connections connections, Duration timeout, String sqlSchema) {
        this.connections = connections;
        this.timeout = timeout;
        this.sqlSchema = sqlSchema;
    }

    TableLayout find(Call call, String table) {
        Map<String, TableLayout> found = connections.read(call, connection -> find(connection, Set.of(table)));
        return Optional.ofNullable(found.get(table)).orElseThrow(() -> new TableNotFoundException(table));
    }

    /** Returns those of the tables that there are, by their names. */
    Map<String, TableLayout> find(Connection connection, Collection<String> tables) throws SQLException {
        Map<String, TableLayout> layouts = new HashMap<>();
        SqlArray names = new SqlArray("text", List.copyOf(tables));
        try (PreparedStatement statement = Sql.of(SELECT, sqlSchema, names).prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                layouts.put(row.getString("table_name"), layout(row));
            }
        }
        return layouts;
    }

    private TableLayout layout(ResultSet row) throws SQLException {
        String table = row.getString("table_name");
        int encoding = row.getInt("encoding");
        if (encoding != ENCODING) {
            throw new RequestRejectedException("table " + table + " holds items in encoding " + encoding
                    + ", which this version of moviestore-postgres does not know; use a newer one");
        }
        TableSchema.Builder schema = TableSchema.builder(table)
                .partitionKey(row.getString("partition_name"), type(row.getString("partition_type")));
        List<String> columns = new ArrayList<>(List.of(row.getString("partition_column")));
        if (row.getString("sort_name") != null) {
            schema.sortKey(row.getString("sort_name"), type(row.getString("sort_type")));
            columns.add(row.getString("sort_column"));
        }
        long readUnits = row.getLong("read_units");
        if (!row.wasNull()) {
            schema.throughput(Throughput.provisioned(readUnits, row.getLong("write_units")));
        }
        return new TableLayout(schema.build(), sqlSchema, row.getString("sql_name"), columns);
    }

    private static AttributeType type(String code) {
        return AttributeType.fromCode(code).orElseThrow();
    }

    List<String> names() {
        return connections.read(Operation.LIST_TABLES.call(), connection -> {
            try (PreparedStatement statement = Sql.of(LIST, sqlSchema).prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return Collections.unmodifiableList(names);
            }
        });
    }

    TableLayout create(TableSchema schema) {
        TableLayout layout = TableLayout.create(schema, sqlSchema);
        return connections.transaction(Operation.CREATE_TABLE.on(schema.tableName()), connection -> {
            if (!insert(connection, layout)) {
                throw new TableExistsException(schema.tableName());
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(ddl(layout));
            } catch (SQLException e) {
                throw nameTaken(e, layout);
            }
            return layout;
        });
    }

    private static boolean insert(Connection connection, TableLayout layout) throws SQLException {
        List<KeyAttribute> keys = layout.schema().keyAttributes();
        List<@Nullable Object> values =
                new ArrayList<>(List.of(layout.sqlSchema(), layout.schema().tableName(), layout.sqlName()));
        for (int i = 0; i < 2; i++) {
            boolean there = i < keys.size();
            values.add(there ? keys.get(i).name() : null);
            values.add(there ? keys.get(i).type().code() : null);
            values.add(there ? layout.keyColumns().get(i) : null);
        }
        Optional<Throughput.Provisioned> provisioned = Optional.of(
                        layout.schema().throughput())
                .filter(Throughput.Provisioned.class::isInstance)
                .map(Throughput.Provisioned.class::cast);
        values.add(provisioned.map(Throughput.Provisioned::readUnits).orElse(null));
        values.add(provisioned.map(Throughput.Provisioned::writeUnits).orElse(null));
        values.add(ENCODING);
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement.executeUpdate() == 1;
        }
    }

    private static String ddl(TableLayout layout) {
        List<String> columns = layout.quotedKeys("");
        StringBuilder sql = new StringBuilder("CREATE TABLE " + layout.quotedTable() + " (\n");
        for (int i = 0; i < columns.size(); i++) {
            String type = switch (layout.schema().keyAttributes().get(i).type()) {
                case NUMBER -> "numeric";
                case BINARY -> "bytea";
                default -> "text COLLATE \"C\"";
            };
            sql.append("  ").append(columns.get(i)).append(' ').append(type).append(" NOT NULL,\n");
        }
        return sql.append("  item jsonb NOT NULL,\n  item_size integer NOT NULL,\n  CONSTRAINT ")
                .append(Identifiers.quote(Identifiers.primaryKey(layout.sqlName())))
                .append(" PRIMARY KEY (")
                .append(String.join(", ", columns))
                .append("))")
                .toString();
    }

    private static SQLException nameTaken(SQLException e, TableLayout layout) {
        String state = e.getSQLState();
        if (PostgresExceptions.RELATION_EXISTS.equals(state) || PostgresExceptions.TYPE_EXISTS.equals(state)) {
            throw new RequestRejectedException(
                    "cannot create table " + layout.schema().tableName() + ": PostgreSQL has "
                            + layout.quotedTable()
                            + " already, which was not made by this library and stays as it is; choose another name or"
                            + " another schema",
                    e);
        }
        return e;
    }

    void drop(String table) {
        connections.transaction(Operation.DROP_TABLE.on(table), connection -> {
            try (Statement statement = connection.createStatement()) {
                // A table in use is waited for so long, over a given data source too.
                statement.execute("SET LOCAL lock_timeout = " + timeout.toMillis());
                String sqlName = delete(connection, table).orElseThrow(() -> new TableNotFoundException(table));
                statement.execute(
                        "DROP TABLE IF EXISTS " + Identifiers.quote(sqlSchema) + "." + Identifiers.quote(sqlName));
            }
            return table;
        });
    }

    private Optional<String> delete(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = Sql.of(DELETE, sqlSchema, table).prepare(connection);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
