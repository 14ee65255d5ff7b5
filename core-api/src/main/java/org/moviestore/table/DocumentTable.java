// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/**
 * A table of items, on whatever backend. Each call concerns one item, or a batch of them, or reads one page, and gives
 * the same answer on every backend. A write of one item is atomic: its condition, its change and what it returns belong
 * to one moment.
 *
 * <p>Any call may throw {@link TableNotFoundException} if the table has gone, {@link StoreUnavailableException} if the
 * backend cannot be reached, {@link org.moviestore.error.RequestRejectedException} if it refuses the caller or the
 * table was dropped and made anew with another key, {@link IllegalStateException} if the store is closed,
 * {@link InvalidRequestException} if the request was made for another table, and {@link UnsupportedOperationException}
 * if it needs a feature that the store lacks. Thread-safe.
 */
public interface DocumentTable {
    /** Returns the store that this table belongs to. */
    DocumentStore store();

    /** Returns what the table is, as read when this object was made. */
    TableSchema schema();

    /**
     * Returns an item, or what the request's projection keeps of it. An item of which the projection keeps nothing is
     * empty, not absent.
     */
    GetResult get(GetRequest request);

    /**
     * Stores an item in place of any with the same key, if the condition holds on the one that is stored.
     *
     * @throws ConditionFailedException if the condition does not hold; nothing has changed
     * @throws ContentionException if other writers kept winning; nothing has changed
     * @throws OutcomeUnknownException if no answer came: the item may be stored or not
     */
    WriteResult put(PutRequest request);

    /**
     * Changes an item if the condition holds on it. A missing item is created of its key and the update, unless the
     * update only removes things, which then changes nothing. The condition is evaluated first, on the stored item; for
     * a missing item, on one without attributes.
     *
     * @throws ConditionFailedException if the condition does not hold; nothing has changed
     * @throws UpdateRejectedException if the update cannot be applied to the stored item; nothing has changed
     * @throws ContentionException if other writers kept winning; nothing has changed
     * @throws OutcomeUnknownException if no answer came: the item may have changed or not
     */
    WriteResult update(UpdateRequest request);

    /**
     * Removes an item if the condition holds on it. Removing what is not there succeeds.
     *
     * @throws ConditionFailedException if the condition does not hold; nothing has changed
     * @throws ContentionException if other writers kept winning; nothing has changed
     * @throws OutcomeUnknownException if no answer came: the item may be gone or not
     */
    WriteResult delete(DeleteRequest request);

    /**
     * Returns one page of the items of a partition of the table or of a secondary index, in the order of the sort key.
     *
     * <p>The limit counts items evaluated, before the filter: a page may hold fewer items than the limit, or none, and
     * still not be the last. Reading is over when {@link Page#last} is empty, not when a page is. Pages are not one
     * snapshot: an item written between two pages may or may not appear.
     */
    Page<Item> query(QueryRequest request);

    /**
     * Returns one page of the items of the table or of a secondary index, or of a segment of either. Each item that is
     * there from the first page to the last appears once. For limits and pages see {@link #query}.
     */
    Page<Item> scan(ScanRequest request);

    /**
     * Says how a page of a query or scan would be read, without reading an item: how the items are found, who evaluates
     * the filter and, where the backend can tell, its own plan and what the page may cost. The plan is that of this
     * moment; the read itself, later, may take another.
     *
     * <p>The request is checked as the read would check it. Unless an adapter knows more, the plan is what the request
     * alone tells, with the filter evaluated by this library.
     *
     * @throws org.moviestore.error.RequestRejectedException if the table has lost the index by now
     */
    default QueryPlan explain(PageRequest request) {
        schema().checkMadeFor(Objects.requireNonNull(request, "request").schema());
        if (request.capacityReport() == CapacityReport.TOTAL
                && !store().features().contains(TableFeature.CONSUMED_CAPACITY)) {
            throw TableFeature.CONSUMED_CAPACITY.missing();
        }
        request.checkFits(store().describeTable(schema().tableName()).schema());
        return QueryPlan.of(request, QueryPlan.FilteredBy.LIBRARY);
    }

    /**
     * Returns how many items a query or scan selects, from the request's start on, without reading them into this
     * process where the backend can count. It is no snapshot: an item written meanwhile may or may not be counted.
     */
    default long count(PageRequest request) {
        long count = 0;
        Optional<? extends PageRequest> next = Optional.of(request.counting());
        while (next.isPresent()) {
            PageRequest current = next.get();
            Page<Item> page = current.readFrom(this);
            count += page.count();
            next = page.last().map(current::withStartAfter);
        }
        return count;
    }

    /**
     * Reads several items, by one call of the backend, and returns those that are there by their keys. This is no
     * snapshot: an item that is written meanwhile may be seen as it was or as it is then. The backend may leave keys
     * unprocessed, because of the size of the answer or for want of capacity; {@link Batches} asks for those again.
     *
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#BATCH_GET} for more keys than the
     *     store's {@link BatchLimits} allow one call
     */
    BatchGetResult batchGet(BatchGetRequest request);

    /**
     * Stores and removes several items, by one call of the backend, in no order. Each put and delete is atomic, all of
     * them together are not: others may see some done and some not. The backend may leave some unprocessed, because of
     * the size of the request or for want of capacity; {@link Batches} sends those again.
     *
     * @throws ContentionException if other writers kept winning; nothing has changed
     * @throws OutcomeUnknownException if no answer came: any of the puts and deletes may have happened or not
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#BATCH_WRITE} for more puts and deletes
     *     than the store's {@link BatchLimits} allow one call
     */
    BatchWriteResult batchWrite(BatchWriteRequest request);

    /**
     * Stores any number of items, each in place of any with the same key; of two with the same key the later one stays.
     * They are read on this thread, some at a time, while those before them are written by others, so that memory is
     * bounded by some thousand records and a few MiB of what is sent of their items, however many there are. No thread
     * outlives the call.
     *
     * <p>A record whose item may not be written is refused: the listener hears which one and why, and the others are
     * stored. A load is no unit: its items are stored one by one, others may read and write between them, and what was
     * stored stays when the load fails. If the records or the backend made it fail, the listener has then heard how
     * much that is; of a mistake, such as to close the store meanwhile, it may have heard too little. What fails in a
     * way that may pass is tried again, as by {@link Batches}. To load the same items again is safe.
     *
     * <p>A thread that is interrupted begins no more writes, waits for those that have begun, throws
     * {@link StoreUnavailableException} and stays interrupted; if those were the last and stored all, the load has
     * succeeded, and its report is returned. What the records or the listener throw ends the load and is thrown; if the
     * backend fails meanwhile, that is suppressed in it. When a listener throws as it hears how much was stored before
     * the backend failed, what tells the failure is thrown, and the other is suppressed in that.
     *
     * @throws org.moviestore.error.StoreException if the backend does not take an item; the message begins with the
     *     record's place if it is that record which the backend refuses: the first of those sent together, if none is
     *     refused only beside others. Where the others tried are refused as well, none is named
     */
    default LoadReport load(Iterator<LoadRecord> records, LoadListener listener) {
        return BulkLoad.over(this).run(records, listener);
    }

    /** Returns the item with the key, consistently read. */
    default Optional<Item> get(Key key) {
        return get(GetRequest.of(schema(), key)).item();
    }

    /** Stores an item in place of any with the same key; see {@link #put(PutRequest)}. */
    default void put(Item item) {
        put(PutRequest.of(schema(), item));
    }

    /** Removes the item with the key, if there is one; see {@link #delete(DeleteRequest)}. */
    default void delete(Key key) {
        delete(DeleteRequest.of(schema(), key));
    }

    /**
     * Returns all items that a query or scan selects, from the request's start on. Pages are read as the stream is
     * consumed, from the second on one ahead by another thread, and nothing is held between them, so the table may be
     * changed meanwhile. The request's limit bounds each page, not the stream. A stream that is not read to its end
     * should be closed, so that nothing is read any more.
     *
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#SELECT_COUNT} for a request that only
     *     counts
     */
    default Stream<Item> stream(PageRequest request) {
        return PageStream.readingAhead(request, next -> next.readFrom(this));
    }

    /**
     * Returns all items of the table in so many segments, to be read side by side, one thread each: to copy a table, or
     * to keep it elsewhere. Where the store has {@link TableFeature#SNAPSHOT_EXPORT} they are the items of the moment
     * of this call, whatever is written while they are read; elsewhere each is read when it is its turn, as by a
     * {@linkplain #scan scan}.
     *
     * <p>What is returned must be closed: a store may hold something for each segment until then, such as a connection,
     * and throws {@link StoreUnavailableException} if there are more segments than it has of them.
     *
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#SEGMENTS} unless there are from 1 to
     *     {@link Segment#MAX_TOTAL} segments
     */
    default TableExport export(int segments) {
        return new TableExport(Segment.all(segments)
                .map(segment -> stream(ScanRequest.builder(schema())
                        .segment(segment.number(), segment.total())
                        .build()))
                .toList());
    }

    /**
     * Returns the same table, which refuses full scans from then on, as those of
     * {@link DocumentStore#withoutFullScans()} do. Its {@link #store()} is that of this table.
     */
    default DocumentTable withoutFullScans() {
        return new ScanRefusingTable(store(), this);
    }
}
