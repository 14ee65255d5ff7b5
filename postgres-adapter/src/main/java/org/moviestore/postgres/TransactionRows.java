// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.ValueOrder;
import org.moviestore.postgres.KnownTables.KnownTable;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.TableSchema;

/** The rows of one table that a transaction is about, in the order of their keys. */
final class TransactionRows {
    private final TableLayout layout;
    private final TransactionSql sql;
    private final List<Target> targets;

    /**
     * What an action of a transaction is about.
     *
     * @param number of the action, from 0
     * @param schema of the item's table
     * @param key of the item
     */
    record Target(int number, TableSchema schema, Key key) {
        @Override
        public String toString() {
            return "item " + key + " of table " + schema.tableName();
        }
    }

    TransactionRows(KnownTable table, List<Target> targets) {
        this.layout = table.layout();
        this.sql = table.transactions();
        this.targets = targets.stream().sorted(this::compare).toList();
    }

    /** Returns the schema of the table as the catalog has it. */
    TableSchema schema() {
        return layout.schema();
    }

    /** All transactions lock rows in this order, so that they cannot deadlock. */
    private int compare(Target left, Target right) {
        for (KeyAttribute attribute : layout.schema().keyAttributes()) {
            int order = ValueOrder.compare(value(left, attribute), value(right, attribute))
                    .orElseThrow();
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static AttributeValue value(Target target, KeyAttribute attribute) {
        return target.key().attributes().attribute(attribute.name()).orElseThrow();
    }

    /**
     * Locks all rows, those that are not there too, and hands those that are to the reader; false if the table is not
     * as it was known.
     */
    boolean lock(Connection connection, TransactionReader reader) throws SQLException {
        Sql lock = add(add(Sql.of(sql.lockAndRead()), targets), targets)
                .with(numbers())
                .with(layout.versionValues());
        try (PreparedStatement statement = lock.prepare(connection)) {
            statement.execute();
            statement.getMoreResults();
            return reader.readAllIfOfVersion(statement);
        }
    }

    /** Adds to a statement what reads the rows that are there. */
    Sql addRead(Sql statement) {
        return add(statement.add(sql.read()), targets).with(numbers());
    }

    /** Adds to a statement the test of whether the table is still as it is known. */
    Sql addIsOfVersion(Sql statement) {
        return statement.add(CatalogRows.IS_OF_VERSION).with(layout.versionValues());
    }

    /** Says whether the table has been dropped. */
    boolean isGone(Connection connection) throws SQLException {
        try (PreparedStatement statement = Sql.of("SELECT to_regclass(?) IS NULL", layout.quotedTable())
                        .prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    TableNotFoundException gone(SQLException cause) {
        TableNotFoundException missing =
                new TableNotFoundException(layout.schema().tableName());
        missing.addSuppressed(cause);
        return missing;
    }

    /** Writes what has changed, and removes what is not there any more, placeholders too. */
    void write(Connection connection, List<Optional<Item>> stored, List<Optional<Item>> changed) throws SQLException {
        List<Target> written = new ArrayList<>();
        List<Target> removed = new ArrayList<>();
        for (Target target : targets) {
            Optional<Item> item = changed.get(target.number());
            if (item.isEmpty()) {
                removed.add(target);
            } else if (!item.equals(stored.get(target.number()))) {
                written.add(target);
            }
        }
        try {
            if (!written.isEmpty()) {
                update(connection, written, changed);
            }
            if (!removed.isEmpty()) {
                execute(connection, add(Sql.of(sql.delete()), removed));
            }
        } catch (SQLException e) {
            throw missing(e);
        }
    }

    private void update(Connection connection, List<Target> written, List<Optional<Item>> changed) throws SQLException {
        List<Object> texts = new ArrayList<>();
        List<Object> sizes = new ArrayList<>();
        for (Target target : written) {
            Item item = changed.get(target.number()).orElseThrow();
            texts.add(ItemJson.write(item));
            sizes.add(item.sizeInBytes());
        }
        Sql update = add(Sql.of(sql.update()), written);
        execute(
                connection,
                update.with(new SqlArray(SqlArray.Type.TEXT, texts), new SqlArray(SqlArray.Type.INTEGER, sizes)));
    }

    private static void execute(Connection connection, Sql write) throws SQLException {
        try (PreparedStatement statement = write.prepare(connection)) {
            statement.executeUpdate();
        }
    }

    /** Adds the parameters for the keys: an array for each key column. */
    private Sql add(Sql statement, List<Target> some) {
        List<List<Object>> keys =
                some.stream().map(target -> layout.keyValues(target.key())).toList();
        for (int i = 0; i < layout.keyColumns().size(); i++) {
            int column = i;
            statement.with(new SqlArray(
                    layout.keyTypes().get(column),
                    keys.stream().map(key -> key.get(column)).toList()));
        }
        return statement;
    }

    private SqlArray numbers() {
        return new SqlArray(
                SqlArray.Type.INTEGER,
                targets.stream().<Object>map(Target::number).toList());
    }

    /** Makes of the failure that the table is not there the exception for that. */
    SQLException missing(SQLException e) {
        if (PostgresExceptions.TABLE_MISSING.equals(e.getSQLState())) {
            throw gone(e);
        }
        return e;
    }
}
