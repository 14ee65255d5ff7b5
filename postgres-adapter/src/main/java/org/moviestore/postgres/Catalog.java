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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributePath;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;

/** The tables of one PostgreSQL schema, as {@code moviestore.tables} and {@code moviestore.indexes} list them. */
final class Catalog {
    private static final String SELECT = """
            SELECT t.table_name, t.sql_name, t.partition_name, t.partition_type, t.partition_column,
              t.sort_name, t.sort_type, t.sort_column, t.read_units, t.write_units, t.encoding,
              i.index_name, i.sql_name AS index_sql_name, i.scope,
              i.partition_name AS index_partition_name, i.partition_type AS index_partition_type,
              i.partition_column AS index_partition_column,
              i.sort_name AS index_sort_name, i.sort_type AS index_sort_type, i.sort_column AS index_sort_column,
              i.projection, i.included,
              ARRAY(SELECT CAST(array_to_json(f.path) AS text) FROM moviestore.filter_indexes f
                    WHERE f.schema_name = t.schema_name AND f.table_name = t.table_name) AS filter_paths,
              %s AS version
            FROM moviestore.tables t LEFT JOIN moviestore.indexes i USING (schema_name, table_name)
            WHERE schema_name = ? AND table_name = ANY (CAST(? AS text[]))
            ORDER BY t.table_name, i.index_name""".formatted(CatalogRows.VERSION);

    private static final String COUNT_INDEXES = "SELECT count(*) FROM pg_indexes"
            + " WHERE schemaname = ? AND tablename = ? AND indexname = ANY (CAST(? AS text[]))";

    private static final String LIST =
            "SELECT table_name FROM moviestore.tables WHERE schema_name = ? ORDER BY table_name";

    private static final String LOCK =
            "SELECT FROM moviestore.tables WHERE schema_name = ? AND table_name = ? FOR UPDATE";

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
        SqlArray names = new SqlArray(SqlArray.Type.TEXT, List.copyOf(tables));
        try (PreparedStatement statement = Sql.of(SELECT, sqlSchema, names).prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return CatalogRows.layouts(rows, sqlSchema);
        }
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
        Call call = Operation.CREATE_TABLE.on(schema.tableName());
        return connections.transaction(call, connection -> {
            if (!CatalogRows.insert(connection, layout)) {
                throw new TableExistsException(schema.tableName());
            }
            for (IndexLayout index : layout.indexes()) {
                CatalogRows.insert(connection, layout, index);
            }
            execute(connection, call, TableDdl.create(layout));
            return layout;
        });
    }

    private void execute(Connection connection, Call call, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw nameTaken(e, call);
        }
    }

    private SQLException nameTaken(SQLException e, Call call) {
        String state = e.getSQLState();
        if (PostgresExceptions.RELATION_EXISTS.equals(state) || PostgresExceptions.TYPE_EXISTS.equals(state)) {
            throw new RequestRejectedException(
                    "cannot " + call + ": " + PostgresExceptions.reason(e) + " in schema \"" + sqlSchema
                            + "\", which was not made by this library and stays as it is; choose another name or"
                            + " another schema",
                    e);
        }
        return e;
    }

    /** Changes a table and returns it as it then is. */
    TableLayout update(String table, TableChange change) {
        Call call = Operation.UPDATE_TABLE.on(table);
        while (true) {
            TableLayout before = find(call, table);
            TableLayout after = before.changedTo(change.appliedTo(before.schema()));
            if (connections.longTransaction(call, connection -> update(connection, call, before, after))) {
                return after;
            }
            // Somebody else has changed the table meanwhile, and the change may mean something else now.
        }
    }

    /** Returns a table with at least those filter indexes, of which those that it lacks are made. */
    TableLayout withFilterIndexes(String table, Set<AttributePath> paths) {
        List<FilterIndex> wanted = paths.stream().map(FilterIndex::wanted).toList();
        TableLayout known = find(Operation.DESCRIBE_TABLE.on(table), table);
        Call call = Operation.UPDATE_TABLE.on(table);
        if (wanted.isEmpty() || connections.read(call, connection -> hasAll(connection, known, wanted))) {
            return known;
        }
        return connections.longTransaction(call, connection -> {
            TableLayout before = lock(connection, table).orElseThrow(() -> new TableNotFoundException(table));
            for (FilterIndex index : wanted) {
                if (!hasAll(connection, before, List.of(index))) {
                    CatalogRows.insert(connection, before, index);
                    execute(connection, call, TableDdl.addFilterIndex(before, index));
                }
            }
            return lock(connection, table).orElseThrow();
        });
    }

    /** Says whether indexes are in the catalog and there too: they can be dropped by hand. */
    private boolean hasAll(Connection connection, TableLayout table, List<FilterIndex> indexes) throws SQLException {
        List<String> names = indexes.stream().map(index -> index.sqlName(table)).toList();
        SqlArray sought = new SqlArray(SqlArray.Type.TEXT, names);
        try (PreparedStatement statement = Sql.of(COUNT_INDEXES, sqlSchema, table.sqlName(), sought)
                        .prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1) == names.size() && table.filterIndexes().containsAll(indexes);
        }
    }

    /** Returns what the catalog says of a table, which nobody else can change before the transaction ends. */
    private Optional<TableLayout> lock(Connection connection, String table) throws SQLException {
        waitForLocks(connection);
        try (PreparedStatement lock = Sql.of(LOCK, sqlSchema, table).prepare(connection)) {
            lock.execute();
        }
        return Optional.ofNullable(find(connection, Set.of(table)).get(table));
    }

    private boolean update(Connection connection, Call call, TableLayout before, TableLayout after)
            throws SQLException {
        if (!Optional.of(before).equals(lock(connection, before.schema().tableName()))) {
            return false;
        }
        for (IndexLayout index : before.indexes()) {
            if (!after.indexes().contains(index)) {
                CatalogRows.delete(connection, before, index);
                execute(connection, call, List.of(TableDdl.dropIndex(before, index)));
            }
        }
        for (IndexLayout index : after.indexes()) {
            if (!before.indexes().contains(index)) {
                CatalogRows.insert(connection, after, index);
                execute(connection, call, TableDdl.addIndex(after, index));
            }
        }
        CatalogRows.update(connection, after);
        return true;
    }

    /** A table in use is waited for as long as the store's timeout, over a given data source too. */
    private void waitForLocks(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = " + timeout.toMillis());
        }
    }

    void drop(String table) {
        connections.transaction(Operation.DROP_TABLE.on(table), connection -> {
            waitForLocks(connection);
            String sqlName = CatalogRows.delete(connection, sqlSchema, table)
                    .orElseThrow(() -> new TableNotFoundException(table));
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "DROP TABLE IF EXISTS " + Identifiers.quote(sqlSchema) + "." + Identifiers.quote(sqlName));
            }
            return table;
        });
    }
}
