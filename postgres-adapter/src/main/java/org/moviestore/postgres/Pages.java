// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.PageStream;
import org.moviestore.table.Position;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.Select;

/**
 * Reads pages, each by one query that begins after a key and reads on in the order of the keys; by two where items are
 * larger than those that came before, or looking for items that match took too long. Items are made of the rows when
 * the connection has been given back, or, of pages that {@link PageCopy} reads, while they come.
 */
final class Pages {
    /** To hand a page from thread to thread takes as long as to make items of some tens of rows. */
    private static final int WORTH_READING_AHEAD = 500;

    private static final String SEEKING =
            "SELECT set_config('enable_sort', 'off', true), set_config('statement_timeout',"
                    + " CASE WHEN CAST(current_setting('statement_timeout') AS interval) BETWEEN interval '1 ms'"
                    + " AND ? * interval '1 ms' THEN current_setting('statement_timeout') ELSE ? END, true)";
    /** How long a page may look at rows without end; many times what a table takes that is read in pages quickly. */
    private static final Duration WORTH_TRYING = Duration.ofSeconds(1);

    private final Connections connections;
    private final TableSql sql;
    private final PageCopy copies;
    /** Whether the items that were read last are so large that pages must be measured. */
    private volatile boolean areItemsLarge;
    /** Whether to look for a page full of items that match once took longer than {@link #WORTH_TRYING}. */
    private volatile boolean isSeekingSlow;
    /** How many items that match make a page full, as far as their size is known. */
    private volatile int soughtRows = PageSql.MAX_ROWS;
    /** Of which pages that an index finds one took longer than a statement may. */
    private final Set<Select> foundSlowly = ConcurrentHashMap.newKeySet();
    /** Of which filtered pages, which may look at much, one took longer than a statement may. */
    private final Set<Select> filteredSlowly = ConcurrentHashMap.newKeySet();

    Pages(Connections connections, TableSql sql) {
        this.connections = connections;
        this.sql = sql;
        this.copies = new PageCopy(connections, sql.layout().schema());
    }

    /** Reads one page. */
    Page<Item> read(PageRequest request) {
        return (isCopied(request) ? copied(request) : Optional.<Page<Item>>empty())
                .orElseGet(() -> rows(request).map(row -> item(row, request)));
    }

    /** Reads page after page; while the items of one are taken, the next is read. */
    Stream<Item> stream(PageRequest request) {
        if (rowsOf(request) < WORTH_READING_AHEAD) {
            return PageStream.of(request, this::read);
        }
        return request.filter().isEmpty()
                ? PageStream.readingAhead(request, this::read)
                : PageStream.readingAhead(request, this::rows).map(row -> item(row, request));
    }

    private static int rowsOf(PageRequest request) {
        return request.limit().orElse(PageSql.MAX_ROWS);
    }

    /**
     * Says whether a page is worth a COPY: one that is large and follows another that was full. To begin takes two
     * round trips more.
     */
    private boolean isCopied(PageRequest request) {
        return copies.isPossible()
                && !areItemsLarge
                && request.startAfter().isPresent()
                && rowsOf(request) >= WORTH_READING_AHEAD
                && request.filter().isEmpty()
                && request.select() == Select.ITEMS;
    }

    /** Returns the page, or nothing if one of its items is large or the connection cannot copy. */
    private Optional<Page<Item>> copied(PageRequest request) {
        KeyRange range = KeyRange.of(sql.layout(), request);
        PageSql page = new PageSql(sql.layout(), request, range, Optional.empty());
        Optional<List<Item>> stored = copies.items(call(request), page.ofSmallItems());
        areItemsLarge = stored.isEmpty() && copies.isPossible();
        return stored.map(items -> {
            Optional<Position> last = items.size() == page.rows()
                    ? Optional.of(position(items.get(items.size() - 1), request, range))
                    : Optional.empty();
            return new Page<>(
                    items.stream().map(request::returned).toList(),
                    last,
                    OptionalInt.of(items.size()),
                    OptionalDouble.empty());
        });
    }

    private Page<Row> rows(PageRequest request) {
        return (isSought(request) ? sought(request) : Optional.<Page<Row>>empty())
                .orElseGet(() -> boundedRows(request));
    }

    /** Returns the page, or nothing if that takes too long. */
    private Optional<Page<Row>> sought(PageRequest request) {
        KeyRange range = KeyRange.of(sql.layout(), request);
        PageSql page = PageSql.seeking(sql.layout(), request, range, soughtRows);
        Reading reading = measured(request, page, range);
        try {
            return connections.read(call(request), seeking(WORTH_TRYING), reading::on);
        } catch (StoreUnavailableException e) {
            if (!PostgresExceptions.isStatementTimeout(e)) {
                throw e;
            }
            isSeekingSlow = true;
            return Optional.empty();
        }
    }

    /** What an index finds, and what is looked at for items that match, can be any number of bytes. */
    private Page<Row> boundedRows(PageRequest request) {
        boolean isBounded = request.filter().isEmpty() || isFilteredSlowly(request);
        try {
            return readRows(request);
        } catch (StoreUnavailableException e) {
            if (isBounded || !PostgresExceptions.isStatementTimeout(e)) {
                throw e;
            }
            if (isFoundByIndex(request)) {
                foundSlowly.add(request.select());
            }
            filteredSlowly.add(request.select());
            return readRows(request);
        }
    }

    /** Says whether to look at so many bytes of items and no more, since no index finds them and that took long. */
    private boolean isFilteredSlowly(PageRequest request) {
        return request.filter().isPresent() && filteredSlowly.contains(request.select()) && !isFoundByIndex(request);
    }

    private Page<Row> readRows(PageRequest request) {
        return connections.read(call(request), connection -> {
            Optional<Page<Row>> page = reading(request).on(connection);
            if (page.isPresent()) {
                return page.get();
            }
            KeyRange range = KeyRange.of(sql.layout(), request);
            PageSql measured = new PageSql(sql.layout(), request, range, selection(request));
            return measured(request, measured, range).on(connection).orElseThrow();
        });
    }

    /** A statement, and what makes a page of its result, unless the page needs another statement. */
    private record Reading(Sql statement, Reader<Optional<Page<Row>>> reader) {
        Optional<Page<Row>> on(Connection connection) throws SQLException {
            return run(statement, reader, connection);
        }
    }

    /** Returns how a page is read now, or at first. */
    private Reading reading(PageRequest request) {
        KeyRange range = KeyRange.of(sql.layout(), request);
        Optional<SqlExpression> selection = selection(request);
        boolean isBounded = isFilteredSlowly(request);
        if (request.select() == Select.COUNT && !isBounded) {
            CountSql count = new CountSql(sql.layout(), request, range, selection);
            return new Reading(count.statement(), row -> Optional.of(count.page(row)));
        }
        if (!isBounded && selection.isEmpty()) {
            Optional<SweepSql> sweep = SweepSql.of(sql.layout(), request, range);
            if (sweep.isPresent()) {
                return new Reading(
                        sweep.get().statement(), rows -> Optional.of(swept(rows, request, sweep.get(), range)));
            }
        }
        PageSql page = new PageSql(sql.layout(), request, range, selection);
        return page.mayBeOfSmallItems() && !areItemsLarge
                ? new Reading(page.ofSmallItems(), rows -> collectSmall(rows, request, page, range))
                : measured(request, page, range);
    }

    private Reading measured(PageRequest request, PageSql page, KeyRange range) {
        return new Reading(page.statement(), rows -> Optional.of(collect(rows, request, page, range)));
    }

    static Call call(PageRequest request) {
        Operation operation = request instanceof QueryRequest ? Operation.QUERY : Operation.SCAN;
        return operation.on(request.schema().tableName());
    }

    /** A row of a page. */
    private static final class Row {
        /** Its item. */
        final byte[] json;
        /** The row before it in the page, to say where an item is that cannot be read. */
        final @Nullable Row before;

        Row(byte[] json, @Nullable Row before) {
            this.json = json;
            this.before = before;
        }
    }

    private Optional<SqlExpression> selection(PageRequest request) {
        return foundSlowly.contains(request.select()) ? Optional.empty() : Prefilter.selecting(sql.layout(), request);
    }

    /** Says whether an index finds what the filter of a request asks for. */
    boolean isFoundByIndex(PageRequest request) {
        return selection(request).isPresent();
    }

    /** Says whether a page looks at as many rows as it takes until it is full of those that match. */
    private boolean isSought(PageRequest request) {
        return !isSeekingSlow
                && !isFilteredSlowly(request)
                && request instanceof ScanRequest
                && request.select() == Select.ITEMS
                && request.filter().isPresent()
                && request.limit().isEmpty()
                && !isFoundByIndex(request);
    }

    /**
     * Returns what must be set for a page that looks until it is full: a time, unless that of the session is shorter,
     * and that nothing is sorted, since the planner does not know how many match and would sort the table for each
     * page.
     */
    static Sql seeking(Duration limit) {
        return Sql.of(SEEKING, limit.toMillis(), String.valueOf(limit.toMillis()));
    }

    /** Returns what the server plans for the query of a page with its values, without running it. */
    String plan(PageRequest request) {
        boolean sought = isSought(request);
        KeyRange range = KeyRange.of(sql.layout(), request);
        Sql query = sought
                ? PageSql.seeking(sql.layout(), request, range, soughtRows).statement()
                : reading(request).statement;
        Sql explain = Sql.of("EXPLAIN " + query.text()).with(query.parameters());
        Reader<String> joined = rows -> {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return String.join("\n", lines);
        };
        Call call = Operation.EXPLAIN.on(request.schema().tableName());
        return sought
                ? connections.read(call, seeking(WORTH_TRYING), connection -> run(explain, joined, connection))
                : connections.read(call, connection -> run(explain, joined, connection));
    }

    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private static <T> T run(Sql statement, Reader<T> reader, Connection connection) throws SQLException {
        try (PreparedStatement prepared = statement.prepare(connection);
                ResultSet rows = prepared.executeQuery()) {
            return reader.read(rows);
        }
    }

    /** What an index leaves out nobody counts. */
    private static OptionalInt evaluated(boolean isSelected, int read) {
        return isSelected ? OptionalInt.empty() : OptionalInt.of(read);
    }

    /** Returns the page, or nothing if one of its items is large. */
    private Optional<Page<Row>> collectSmall(ResultSet rows, PageRequest request, PageSql page, KeyRange range)
            throws SQLException {
        List<Row> found = new ArrayList<>();
        Row last = null;
        while (rows.next()) {
            byte[] json = rows.getBytes(PageSql.ITEM);
            if (json == null) {
                areItemsLarge = true;
                return Optional.empty();
            }
            last = new Row(json, last);
            found.add(last);
        }
        OptionalInt evaluated = evaluated(page.isSelected(), found.size());
        return Optional.of(page(found, evaluated, found.size() == page.rows(), last, request, range));
    }

    private Page<Row> collect(ResultSet rows, PageRequest request, PageSql page, KeyRange range) throws SQLException {
        List<Row> found = new ArrayList<>();
        Row last = null;
        int read = 0;
        long bytes = 0;
        while (rows.next()) {
            read = page.isFiltered() ? rows.getInt(PageSql.NUMBER) : read + 1;
            bytes = page.isMeasured() ? rows.getLong(PageSql.BYTES) : 0;
            last = new Row(rows.getBytes(PageSql.ITEM), last);
            if (!page.isFiltered() || rows.getBoolean(PageSql.MATCHES)) {
                found.add(last);
            }
        }
        if (page.mayBeOfSmallItems()) {
            areItemsLarge = bytes > (long) read * PageSql.SMALL_BYTES;
        } else if (page.isSeeking()) {
            soughtRows = page.rowsAfter(read, bytes);
        }
        OptionalInt evaluated = evaluated(page.isSelected(), read);
        return page(found, evaluated, page.endsAt(read, bytes), last, request, range);
    }

    private Page<Row> swept(ResultSet rows, PageRequest request, SweepSql sweep, KeyRange range) throws SQLException {
        List<Row> found = new ArrayList<>();
        Row last = null;
        boolean more = false;
        while (!more && rows.next()) {
            last = new Row(rows.getBytes(SweepSql.ITEM), last);
            boolean matches = rows.getBoolean(SweepSql.MATCHES);
            if (matches) {
                found.add(last);
            }
            more = !matches || sweep.endsAt(rows.getLong(SweepSql.BYTES));
        }
        return page(found, OptionalInt.empty(), more, last, request, range);
    }

    private Page<Row> page(
            List<Row> found,
            OptionalInt evaluated,
            boolean more,
            @Nullable Row last,
            PageRequest request,
            KeyRange range) {
        Optional<Position> position = more && last != null
                ? Optional.of(position(stored(last, call(request)), request, range))
                : Optional.empty();
        List<Row> returned = request.select() == Select.COUNT ? List.of() : found;
        return new Page<>(returned, found.size(), position, evaluated, OptionalDouble.empty());
    }

    private Item item(Row row, PageRequest request) {
        return request.returned(stored(row, call(request)));
    }

    private Item stored(Row row, Call call) {
        return ItemJson.read(
                row.json,
                call,
                () -> row.before == null
                        ? "the first row that was read"
                        : "the row that follows item " + sql.layout().schema().storedKeyOf(stored(row.before, call)));
    }

    /** A row whose item was given another key by hand could otherwise make a reader begin again and again. */
    private static Position position(Item last, PageRequest request, KeyRange range) {
        Position position;
        try {
            position = request.positionAfter(last);
        } catch (InvalidRequestException e) {
            throw PostgresExceptions.unreadable(e, call(request), "the last row of a page");
        }
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
