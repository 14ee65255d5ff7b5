// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.Select;

/**
 * Reads pages, each by one statement that begins after a key and reads on in the order of the keys; by two where items
 * are larger than those that came before.
 */
final class Pages {
    private final Connections connections;
    private final TableSql sql;
    /** Whether the items that were read last are so large that pages must be measured. */
    private volatile boolean areItemsLarge;

    Pages(Connections connections, TableSql sql) {
        this.connections = connections;
        this.sql = sql;
    }

    Page<Item> query(QueryRequest request) {
        return read(Operation.QUERY, request, KeyRange.of(sql.layout(), request));
    }

    Page<Item> scan(ScanRequest request) {
        return read(Operation.SCAN, request, KeyRange.of(sql.layout(), request));
    }

    private Page<Item> read(Operation operation, PageRequest request, KeyRange range) {
        Call call = operation.on(request.schema().tableName());
        if (request.select() == Select.COUNT) {
            CountSql count = new CountSql(sql.layout(), request, range);
            return run(call, count.statement(), row -> count(row, request, count, range));
        }
        PageSql page = new PageSql(sql.layout(), request, range);
        Optional<Page<Item>> ofSmallItems = triesSmallItems(page)
                ? run(call, page.ofSmallItems(), rows -> collectSmall(rows, call, request, page, range))
                : Optional.empty();
        return ofSmallItems.orElseGet(
                () -> run(call, page.statement(), rows -> collect(rows, call, request, page, range)));
    }

    private boolean triesSmallItems(PageSql page) {
        return page.mayBeOfSmallItems() && !areItemsLarge;
    }

    /** Returns the statement that a page of a request would run now, or the first of two. */
    private Sql statement(PageRequest request) {
        KeyRange range = KeyRange.of(sql.layout(), request);
        if (request.select() == Select.COUNT) {
            return new CountSql(sql.layout(), request, range).statement();
        }
        PageSql page = new PageSql(sql.layout(), request, range);
        return triesSmallItems(page) ? page.ofSmallItems() : page.statement();
    }

    /** Returns what the server plans for that statement with those values, without running it. */
    String plan(PageRequest request) {
        Sql statement = statement(request);
        Sql explain = Sql.of("EXPLAIN " + statement.text()).with(statement.parameters());
        return run(Operation.EXPLAIN.on(request.schema().tableName()), explain, rows -> {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return String.join("\n", lines);
        });
    }

    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T run(Call call, Sql statement, Reader<T> reader) {
        return connections.read(call, connection -> {
            try (PreparedStatement prepared = statement.prepare(connection);
                    ResultSet rows = prepared.executeQuery()) {
                return reader.read(rows);
            }
        });
    }

    private static Page<Item> count(ResultSet row, PageRequest request, CountSql count, KeyRange range)
            throws SQLException {
        row.next();
        int evaluated = row.getInt(CountSql.EVALUATED);
        int matched = row.getInt(CountSql.MATCHED);
        Optional<Position> last = evaluated == count.rows()
                ? Optional.of(request.positionAfter(range.key().read(row, CountSql.LAST_KEY)))
                : Optional.empty();
        return new Page<>(List.of(), matched, last, OptionalInt.of(evaluated), OptionalDouble.empty());
    }

    /** Returns the page, or nothing if one of its items is large. */
    private Optional<Page<Item>> collectSmall(
            ResultSet rows, Call call, PageRequest request, PageSql page, KeyRange range) throws SQLException {
        List<Item> items = new ArrayList<>();
        Item last = Item.EMPTY;
        while (rows.next()) {
            byte[] json = rows.getBytes(PageSql.ITEM);
            if (json == null) {
                areItemsLarge = true;
                return Optional.empty();
            }
            last = item(json, call, last);
            items.add(request.returned(last));
        }
        Optional<Position> position =
                items.size() == page.rows() ? Optional.of(position(last, request, range)) : Optional.empty();
        return Optional.of(new Page<>(items, position, OptionalInt.of(items.size()), OptionalDouble.empty()));
    }

    private Page<Item> collect(ResultSet rows, Call call, PageRequest request, PageSql page, KeyRange range)
            throws SQLException {
        List<Item> items = new ArrayList<>();
        Item last = Item.EMPTY;
        int read = 0;
        long bytes = 0;
        while (rows.next()) {
            read = page.isFiltered() ? rows.getInt(PageSql.NUMBER) : read + 1;
            bytes = page.isMeasured() ? rows.getLong(PageSql.BYTES) : 0;
            last = item(rows.getBytes(PageSql.ITEM), call, last);
            if (!page.isFiltered() || rows.getBoolean(PageSql.MATCHES)) {
                items.add(request.returned(last));
            }
        }
        if (page.mayBeOfSmallItems()) {
            areItemsLarge = bytes > (long) read * PageSql.SMALL_BYTES;
        }
        boolean more = page.endsAt(read, bytes);
        Optional<Position> position = more ? Optional.of(position(last, request, range)) : Optional.empty();
        return new Page<>(items, position, OptionalInt.of(read), OptionalDouble.empty());
    }

    private Item item(byte[] json, Call call, Item before) {
        try {
            return ItemJson.read(json);
        } catch (InvalidRequestException e) {
            String row = before.attributes().isEmpty()
                    ? "the first row that was read"
                    : "the row that follows item " + sql.layout().schema().storedKeyOf(before);
            throw PostgresExceptions.unreadable(e, call, row);
        }
    }

    /** A row whose item was given another key by hand could otherwise make a reader begin again and again. */
    private static Position position(Item last, PageRequest request, KeyRange range) {
        Position position = request.positionAfter(last);
        boolean whole = range.key().attributes().stream()
                .allMatch(attribute -> position.attributes().has(attribute.name()));
        boolean behind = request.startAfter()
                .map(start -> range.isAfter(position, start))
                .orElse(true);
        if (!whole || !behind) {
            throw new RequestRejectedException("cannot read on in table "
                    + request.schema().tableName() + ": a row has other values in its key columns than the item "
                    + position.key() + " in it; make them equal");
        }
        return position;
    }
}
