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
import org.moviestore.error.StoreUnavailableException;
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
    private static final String BEGIN =
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;" + " LOCK TABLE %s IN ACCESS SHARE MODE";

    private static final String SNAPSHOT = "SELECT pg_export_snapshot(), pg_relation_size(CAST(? AS regclass))"
            + " / CAST(current_setting('block_size') AS bigint)";

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
            transactions.get(0).liftTimeLimits();
            Snapshot snapshot = transactions.get(0).run(this::takeSnapshot);
            while (transactions.size() < segments) {
                ReadTransaction another = another(call, transactions.size(), segments);
                transactions.add(another);
                another.liftTimeLimits();
                another.run(connection -> share(connection, snapshot));
            }
            return new TableExport(parts.stream()
                    .map(part -> stream(transactions.get(part.number()), call, snapshot.copy(layout, part)))
                    .toList());
        } catch (RuntimeException e) {
            transactions.forEach(ReadTransaction::close);
            throw e;
        }
    }

    private ReadTransaction another(Call call, int begun, int segments) {
        try {
            return connections.begin(call);
        } catch (StoreUnavailableException e) {
            throw new StoreUnavailableException(
                    "cannot " + call + " in " + segments + " segments, of which each takes a connection: there was none"
                            + " after " + begun + "; export fewer segments, or open the store with a larger pool",
                    e);
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

    private Snapshot takeSnapshot(Connection connection) throws SQLException {
        begin(connection);
        try (PreparedStatement statement =
                        Sql.of(SNAPSHOT, layout.quotedTable()).prepare(connection);
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
