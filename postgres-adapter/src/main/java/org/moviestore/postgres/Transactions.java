// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.moviestore.error.ContentionException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.expression.Projection;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.postgres.KnownTables.Found;
import org.moviestore.postgres.KnownTables.KnownTable;
import org.moviestore.postgres.KnownTables.Lookup;
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

    /** What a call is about: the rows of each table, in the order in which tables are locked. */
    private record Places(Found found, List<TransactionRows> tables) {}

    TransactWriteResult write(TransactWriteRequest request) {
        Call call = Operation.TRANSACT_WRITE.call();
        Lookup lookup = known.lookup(call);
        return connections.retrying(call, () -> {
            if (!putsTogether.write(call, request)) {
                connections.transaction(call, connection -> {
                    if (isToHappen(connection, request)) {
                        apply(connection, call, lookup, request);
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

    private void apply(Connection connection, Call call, Lookup lookup, TransactWriteRequest request)
            throws SQLException {
        List<Target> targets = new ArrayList<>();
        for (WriteAction action : request.actions()) {
            targets.add(new Target(targets.size(), action.schema(), action.key()));
        }
        Places places = places(connection, lookup, targets);
        TransactionReader reader = new TransactionReader(call, targets, Map.of());
        for (TransactionRows rows : places.tables()) {
            lock(connection, lookup, places, rows, reader);
        }
        known.remember(places.found());
        Map<String, TableSchema> schemas = new HashMap<>();
        places.tables().forEach(rows -> schemas.put(rows.schema().tableName(), rows.schema()));
        List<Optional<Item>> changed = request.appliedTo(
                request.actions().stream()
                        .map(action -> Objects.requireNonNull(
                                schemas.get(action.schema().tableName())))
                        .toList(),
                reader.items());
        for (TransactionRows rows : places.tables()) {
            rows.write(connection, reader.items(), changed);
        }
    }

    private static void lock(
            Connection connection, Lookup lookup, Places places, TransactionRows rows, TransactionReader reader)
            throws SQLException {
        try {
            if (!rows.lock(connection, reader)) {
                throw lookup.changed(places.found());
            }
        } catch (SQLException e) {
            throw rows.missing(unlessChanged(lookup, places, e));
        }
    }

    /** Of tables that are remembered, what fails may do so because they have changed. */
    private static SQLException unlessChanged(Lookup lookup, Places places, SQLException e) {
        if (places.found().areRemembered() && PostgresExceptions.isOfTable(e)) {
            throw lookup.changed(places.found(), e);
        }
        return e;
    }

    TransactGetResult get(TransactGetRequest request) {
        Call call = Operation.TRANSACT_GET.call();
        Lookup lookup = known.lookup(call);
        List<Target> targets = new ArrayList<>();
        Map<Integer, Projection> projections = new HashMap<>();
        for (GetRequest get : request.gets()) {
            int number = targets.size();
            targets.add(new Target(number, get.schema(), get.key()));
            get.projection().ifPresent(projection -> projections.put(number, projection));
        }
        TransactionReader reader = connections.retrying(
                call,
                () -> connections.read(
                        call,
                        connection -> read(
                                connection,
                                lookup,
                                places(connection, lookup, targets),
                                projections.keySet(),
                                new TransactionReader(call, targets, projections))));
        if (!reader.isWhole()) {
            throw new RequestRejectedException(
                    ErrorCode.TX_BYTES,
                    "the items that the transaction reads are more than " + TransactWriteRequest.MAX_BYTES
                            + " bytes together; read fewer of them, or parts by projections");
        }
        return (projections.isEmpty() ? request : withoutProjections(request)).selectedFrom(reader.items());
    }

    /** Returns a request for all that is there of what was read: what a projection keeps it may not keep again. */
    private static TransactGetRequest withoutProjections(TransactGetRequest request) {
        return TransactGetRequest.of(request.gets().stream()
                .map(get -> GetRequest.of(get.schema(), get.key()))
                .toList());
    }

    /** One query, and so one snapshot of all tables. How large parts of items are is known once they were read. */
    private TransactionReader read(
            Connection connection, Lookup lookup, Places places, Set<Integer> inPart, TransactionReader reader)
            throws SQLException {
        List<TransactionRows> tables = places.tables();
        Sql query = tables.get(0).addRead(new Sql());
        for (TransactionRows rows : tables.subList(1, tables.size())) {
            rows.addRead(query.add(" UNION ALL "));
        }
        Sql read = TransactionSql.upTo(TransactWriteRequest.MAX_BYTES, inPart, query);
        tables.get(0).addIsOfVersion(read.add(";\nSELECT "));
        for (TransactionRows rows : tables.subList(1, tables.size())) {
            rows.addIsOfVersion(read.add(" AND "));
        }
        try (PreparedStatement statement = read.prepare(connection)) {
            statement.execute();
            if (!reader.readAllIfOfVersion(statement)) {
                throw lookup.changed(places.found());
            }
        } catch (SQLException e) {
            throw missing(connection, tables, unlessChanged(lookup, places, e));
        }
        known.remember(places.found());
        return reader;
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

    private static Places places(Connection connection, Lookup lookup, List<Target> targets) throws SQLException {
        Map<String, List<Target>> byTable = targets.stream()
                .collect(Collectors.groupingBy(target -> target.schema().tableName()));
        Found found = lookup.find(connection, byTable.keySet());
        List<TransactionRows> tables = new ArrayList<>();
        for (KnownTable table : found.tables()) {
            List<Target> rows = Objects.requireNonNull(byTable.get(table.name()));
            TableSchema asked = rows.get(0).schema();
            TableSchema present = table.layout().schema();
            if (!asked.keyAttributes().equals(present.keyAttributes())) {
                throw found.areRemembered() ? lookup.changed(found) : anotherKey(asked, present);
            }
            tables.add(new TransactionRows(table, rows));
        }
        return new Places(found, tables);
    }

    private static RequestRejectedException anotherKey(TableSchema asked, TableSchema present) {
        return new RequestRejectedException(
                "table " + present.tableName() + " has another key than the request was made"
                        + " for: " + present.keyAttributes() + ", not " + asked.keyAttributes()
                        + "; ask the store for the table again");
    }
}
