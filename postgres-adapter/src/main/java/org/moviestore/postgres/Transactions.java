// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.moviestore.error.ContentionException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.postgres.KnownTables.KnownTable;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.postgres.TransactionRows.Target;
import org.moviestore.table.GetRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;
import org.moviestore.table.WriteAction;

/**
 * Transactions: all rows are locked, or placeholders put where there are none, table by table in the order of the names
 * and row by row in the order of the keys; then core evaluates the actions, and what they leave is written.
 */
final class Transactions {
    private final Connections connections;
    private final KnownTables known;
    private final ClientTokens tokens;
    private final PutsTogether putsTogether;

    Transactions(Connections connections, KnownTables known, ClientTokens tokens) {
        this.connections = connections;
        this.known = known;
        this.tokens = tokens;
        this.putsTogether = new PutsTogether(connections, known);
    }

    /** The rows of each table, in the order in which tables are locked. */
    private record Rows(List<TransactionRows> tables, boolean areTablesRemembered) {
        List<KnownTable> known() {
            return tables.stream().map(TransactionRows::table).toList();
        }
    }

    TransactWriteResult write(TransactWriteRequest request) {
        Call call = Operation.TRANSACT_WRITE.call();
        return connections.retrying(call, () -> {
            if (!putsTogether.write(call, request)) {
                connections.transaction(call, connection -> {
                    if (isToHappen(connection, request)) {
                        apply(connection, call, request);
                    }
                    return request;
                });
            }
            return TransactWriteResult.of();
        });
    }

    private boolean isToHappen(Connection connection, TransactWriteRequest request) throws SQLException {
        Optional<String> token = request.clientToken();
        return token.isEmpty() || tokens.claim(connection, token.get(), request.fingerprint());
    }

    private void apply(Connection connection, Call call, TransactWriteRequest request) throws SQLException {
        List<Target> targets = new ArrayList<>();
        for (WriteAction action : request.actions()) {
            targets.add(new Target(targets.size(), action.schema(), action.key()));
        }
        Rows all = rows(connection, targets);
        TransactionReader reader = new TransactionReader(call, targets);
        lock(connection, call, all, reader);
        Map<String, TableSchema> schemas = new HashMap<>();
        all.tables().forEach(rows -> schemas.put(rows.schema().tableName(), rows.schema()));
        List<Optional<Item>> changed = request.appliedTo(
                request.actions().stream()
                        .map(action -> Objects.requireNonNull(
                                schemas.get(action.schema().tableName())))
                        .toList(),
                reader.items());
        for (TransactionRows rows : all.tables()) {
            rows.write(connection, reader.items(), changed);
        }
    }

    /** Once rows are locked their tables cannot change, so only then it is asked whether they had. */
    private void lock(Connection connection, Call call, Rows all, TransactionReader reader) throws SQLException {
        int last = all.tables().size() - 1;
        for (TransactionRows rows : all.tables().subList(0, last)) {
            lock(connection, call, all, rows, reader, Optional.empty());
        }
        OptionalInt unchanged = lock(
                connection, call, all, all.tables().get(last), reader, Optional.of(known.countOfVersion(all.known())));
        if (unchanged.orElseThrow() <= last) {
            throw changed(call, all);
        }
    }

    private OptionalInt lock(
            Connection connection,
            Call call,
            Rows all,
            TransactionRows rows,
            TransactionReader reader,
            Optional<Sql> number)
            throws SQLException {
        try {
            return rows.lock(connection, reader, number);
        } catch (SQLException e) {
            if (all.areTablesRemembered() && PostgresExceptions.isOfStatement(e)) {
                ContentionException changed = changed(call, all);
                changed.addSuppressed(e);
                throw changed;
            }
            throw rows.missing(e);
        }
    }

    /** Lets the tables be looked up anew when the transaction is tried again. */
    private ContentionException changed(Call call, Rows all) {
        known.forget(all.known());
        return new ContentionException(
                "cannot " + call + ": a table was changed meanwhile; no item has changed, try again");
    }

    TransactGetResult get(TransactGetRequest request) {
        Call call = Operation.TRANSACT_GET.call();
        List<Target> targets = new ArrayList<>();
        for (GetRequest get : request.gets()) {
            targets.add(new Target(targets.size(), get.schema(), get.key()));
        }
        boolean projected =
                request.gets().stream().anyMatch(get -> get.projection().isPresent());
        UnaryOperator<Sql> bound = read -> projected ? read : TransactionSql.upTo(TransactWriteRequest.MAX_BYTES, read);
        TransactionReader reader = connections.retrying(
                call,
                () -> connections.read(
                        call,
                        connection -> read(
                                connection,
                                call,
                                rows(connection, targets),
                                bound,
                                new TransactionReader(call, targets))));
        if (!reader.isWhole()) {
            throw new RequestRejectedException(
                    ErrorCode.TX_BYTES,
                    "the items that the transaction reads are more than " + TransactWriteRequest.MAX_BYTES
                            + " bytes together; read fewer of them, or parts by projections");
        }
        return request.selectedFrom(reader.items());
    }

    /** One statement, and so one snapshot of all tables. */
    private TransactionReader read(
            Connection connection, Call call, Rows all, UnaryOperator<Sql> bound, TransactionReader reader)
            throws SQLException {
        List<TransactionRows> tables = all.tables();
        Sql read = tables.get(0).addRead(new Sql());
        for (TransactionRows rows : tables.subList(1, tables.size())) {
            rows.addRead(read.add(" UNION ALL "));
        }
        try (PreparedStatement statement = bound.apply(read).prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            reader.readAll(rows);
            return reader;
        } catch (SQLException e) {
            if (all.areTablesRemembered() && PostgresExceptions.isOfStatement(e)) {
                ContentionException changed = changed(call, all);
                changed.addSuppressed(e);
                throw changed;
            }
            throw missing(connection, tables, e);
        }
    }

    /** A table may be dropped, or made anew, after it was found in the catalog. */
    private static SQLException missing(Connection connection, List<TransactionRows> tables, SQLException e)
            throws SQLException {
        if (!PostgresExceptions.TABLE_MISSING.equals(e.getSQLState())) {
            return e;
        }
        for (TransactionRows rows : tables) {
            if (rows.isGone(connection)) {
                throw rows.gone(e);
            }
        }
        throw new ContentionException("a table of the transaction was made anew while it was read; try again", e);
    }

    private Rows rows(Connection connection, List<Target> targets) throws SQLException {
        Map<String, List<Target>> byTable = targets.stream()
                .collect(Collectors.groupingBy(target -> target.schema().tableName()));
        KnownTables.Found found = known.find(connection, byTable.keySet());
        List<TransactionRows> tables = new ArrayList<>();
        for (KnownTable table : found.tables()) {
            List<Target> rows = Objects.requireNonNull(byTable.get(table.name()));
            checkKey(rows.get(0).schema(), table.layout().schema());
            tables.add(new TransactionRows(table, rows));
        }
        return new Rows(tables, found.areRemembered());
    }

    private static void checkKey(TableSchema asked, TableSchema present) {
        if (!asked.keyAttributes().equals(present.keyAttributes())) {
            throw new RequestRejectedException(
                    "table " + present.tableName() + " has another key than the request was made"
                            + " for: " + present.keyAttributes() + ", not " + asked.keyAttributes()
                            + "; ask the store for the table again");
        }
    }
}
