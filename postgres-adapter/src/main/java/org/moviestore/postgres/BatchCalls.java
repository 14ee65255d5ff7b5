// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;

/** Batches, each in one call of the server, save those that delete, which are transactions. */
final class BatchCalls {
    /** After so many bytes of items the rest of a get is left; as JSON some items have many times the bytes. */
    private static final int MAX_GET_BYTES = 4 * 1024 * 1024;

    /** After so many bytes of JSON the rest of a write is left, so that no call needs much memory on either side. */
    static final int MAX_WRITE_BYTES = 16 * 1024 * 1024;

    private final Connections connections;
    private final TableLayout layout;
    private final BatchSql sql;

    BatchCalls(Connections connections, TableLayout layout, BatchSql sql) {
        this.connections = connections;
        this.layout = layout;
        this.sql = sql;
    }

    BatchGetResult get(BatchGetRequest request) {
        Call call = Operation.BATCH_GET.on(request.schema().tableName());
        Sql get = sql.get(request.keys(), MAX_GET_BYTES);
        return connections.read(call, connection -> {
            try (PreparedStatement statement = get.prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                return collect(rows, call, request);
            }
        });
    }

    private static BatchGetResult collect(ResultSet rows, Call call, BatchGetRequest request) throws SQLException {
        Map<Key, Item> items = new LinkedHashMap<>();
        List<Key> unprocessed = new ArrayList<>();
        while (rows.next()) {
            Key key = request.keys().get(rows.getInt(1) - 1);
            byte[] json = rows.getBytes(2);
            if (json == null) {
                unprocessed.add(key);
            } else {
                Item item = ItemJson.read(json, call, () -> "the row of item " + key);
                items.put(key, request.projection().map(kept -> kept.of(item)).orElse(item));
            }
        }
        return BatchGetResult.of(items, unprocessed);
    }

    BatchWriteResult write(BatchWriteRequest request) {
        Call call = Operation.BATCH_WRITE.on(request.schema().tableName());
        List<Item> puts = request.puts();
        List<PutRow> rows =
                PutRow.take(puts.stream().map(item -> PutRow.of(layout, item)).iterator(), MAX_WRITE_BYTES);
        List<Item> left = puts.subList(rows.size(), puts.size());
        if (request.deletes().isEmpty()) {
            connections.write(call, connection -> execute(sql.put(rows), connection));
        } else if (puts.isEmpty()) {
            connections.transaction(call, connection -> execute(sql.delete(request.deletes()), connection));
        } else {
            // One statement locks all rows, as the order of locks asks for, and cannot delete rows that it wrote.
            request.deletes().forEach(key -> rows.add(PutRow.placeholder(layout, key)));
            connections.transaction(
                    call,
                    connection ->
                            execute(sql.put(rows), connection) + execute(sql.delete(request.deletes()), connection));
        }
        return BatchWriteResult.of(
                left.stream().map(request.schema()::storedKeyOf).toList());
    }

    private static int execute(Sql sql, Connection connection) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection)) {
            return statement.executeUpdate();
        }
    }
}
