// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.StoreException;
import org.moviestore.item.Item;
import org.moviestore.postgres.Operation.Call;
import org.moviestore.table.TableSchema;

/**
 * One segment of an export: what the server copies out while items are made of what it has sent. One thread reads it;
 * another may close it.
 */
final class ExportedSegment implements Iterator<Item> {
    private final ReadTransaction transaction;
    private final Call call;
    private final TableSchema schema;
    private final String copySql;
    /** What the server sends, once somebody has asked for the first item. */
    private @Nullable CopiedItems rows;

    private Optional<ByteBuffer> next = Optional.empty();
    private Item last = Item.EMPTY;
    private boolean isOver;
    private boolean isClosedEarly;

    private ExportedSegment(ReadTransaction transaction, Call call, TableSchema schema, String copySql) {
        this.transaction = transaction;
        this.call = call;
        this.schema = schema;
        this.copySql = copySql;
    }

    /** Returns the items that a COPY sends; closing them ends the transaction, as does reading the last one. */
    static Stream<Item> stream(ReadTransaction transaction, Call call, TableSchema schema, String copySql) {
        ExportedSegment items = new ExportedSegment(transaction, call, schema, copySql);
        int characteristics = Spliterator.NONNULL | Spliterator.ORDERED;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, characteristics), false)
                .onClose(items::close);
    }

    @Override
    public synchronized boolean hasNext() {
        if (isClosedEarly) {
            throw new IllegalStateException(
                    "the export of table " + schema.tableName() + " was closed before this segment was read");
        }
        if (next.isEmpty() && !isOver) {
            next = transaction.run(connection -> {
                if (rows == null) {
                    rows = CopiedItems.begin(connection, copySql);
                }
                return rows.next() ? rows.json() : Optional.empty();
            });
            if (next.isEmpty()) {
                isOver = true;
                transaction.close();
            }
        }
        return next.isPresent();
    }

    @Override
    public synchronized Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ByteBuffer json = next.orElseThrow();
        next = Optional.empty();
        last = ItemJson.read(
                json,
                call,
                () -> last.attributes().isEmpty()
                        ? "the first row of a segment"
                        : "the row that lies behind item " + schema.storedKeyOf(last));
        return last;
    }

    private synchronized void close() {
        if (isOver || isClosedEarly) {
            return;
        }
        isClosedEarly = true;
        CopiedItems begun = rows;
        try (transaction) {
            if (begun != null) {
                transaction.run(connection -> {
                    begun.close();
                    return begun;
                });
            }
        } catch (StoreException e) {
            // The connection is gone, and the copy with it.
            return;
        }
    }
}
