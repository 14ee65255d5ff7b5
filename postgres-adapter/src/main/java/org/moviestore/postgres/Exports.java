// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.Item;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.Segment;
import org.moviestore.table.TableExport;
import org.postgresql.PGConnection;

/**
 * Reads a whole table as it is at one moment: by a transaction for each segment, all on one snapshot, of which each
 * copies a range of the table's blocks.
 */
final class Exports {
    /** The lock comes before the snapshot, to which a table that is emptied in between would be empty. */
    private static final String BEGIN = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;"
            + " SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;"
            + " LOCK TABLE %s IN ACCESS SHARE MODE";

    private static final String BLOCKS =
            "pg_relation_size(CAST(? AS regclass)) / CAST(current_setting('block_size') AS bigint)";
    /** The first query takes the snapshot, shared or not; a replica has none to share. */
    private static final String SNAPSHOT = "SELECT '', " + BLOCKS;

    private static final String SHARED_SNAPSHOT = "SELECT pg_export_snapshot(), " + BLOCKS;

    private final Connections connections;
    private final TableLayout layout;

    Exports(Connections connections, TableLayout layout) {
        this.connections = connections;
        this.layout = layout;
    }

    /** Takes a connection for each segment at once, so that the snapshot does not depend on who reads first. */
    TableExport export(int segments) {
        List<Segment> parts = Segment.all(segments).toList();
        Call call = Operation.EXPORT.on(layout.schema().tableName());
        List<ReadTransaction> transactions = new ArrayList<>();
        try {
            transactions.add(connections.begin(call));
            String taking = segments == 1 ? SNAPSHOT : SHARED_SNAPSHOT;
            Snapshot snapshot = transactions.get(0).run(connection -> take(connection, taking));
            while (transactions.size() < segments) {
                ReadTransaction transaction = connections.begin(call);
                transactions.add(transaction);
                transaction.run(connection -> share(connection, snapshot));
            }
            return new TableExport(parts.stream()
                    .map(part -> stream(transactions.get(part.number()), call, snapshot.copy(layout, part)))
                    .toList());
        } catch (RuntimeException e) {
            transactions.forEach(ReadTransaction::close);
            throw e;
        }
    }

    private Stream<Item> stream(ReadTransaction transaction, Call call, String copySql) {
        return ExportedSegment.stream(transaction, call, layout.schema(), copySql);
    }

    /**
     * What all segments read.
     *
     * @param id its name on the server, while the transaction that took it goes on
     * @param blocks how many blocks the table has; there may be more, in which this snapshot sees nothing
     */
    private record Snapshot(String id, long blocks) {
        String copy(TableLayout layout, Segment part) {
            String from = "t.ctid >= '(" + start(part.number(), part.total()) + ",0)'";
            String to = " AND t.ctid < '(" + start(part.number() + 1, part.total()) + ",0)'";
            boolean isLast = part.number() == part.total() - 1;
            String range = part.total() == 1 ? "" : " WHERE " + from + (isLast ? "" : to);
            return "COPY (SELECT t.item FROM " + layout.quotedTable() + " AS t" + range + ") TO STDOUT (FORMAT binary)";
        }

        private long start(int segment, int segments) {
            return blocks * segment / segments;
        }
    }

    private Snapshot take(Connection connection, String sql) throws SQLException {
        begin(connection);
        try (PreparedStatement statement = Sql.of(sql, layout.quotedTable()).prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Snapshot(row.getString(1), row.getLong(2));
        }
    }

    private Snapshot share(Connection connection, Snapshot snapshot) throws SQLException {
        begin(connection);
        execute(connection, "SET TRANSACTION SNAPSHOT '" + snapshot.id() + "'");
        return snapshot;
    }

    private void begin(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            throw new RequestRejectedException(
                    "cannot export table " + layout.schema().tableName()
                            + ": the connections of the given data source do not unwrap to PGConnection, whose COPY an export"
                            + " needs");
        }
        execute(connection, BEGIN.formatted(layout.quotedTable()));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
