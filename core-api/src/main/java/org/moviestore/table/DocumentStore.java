// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.InvalidRequestException;

/**
 * A place that holds tables: a DynamoDB account and region, a PostgreSQL schema, or the memory of this process.
 * Thread-safe.
 *
 * <p>Any call may throw {@link StoreUnavailableException} if the backend cannot be reached,
 * {@link RequestRejectedException} if it refuses the caller, and {@link IllegalStateException} if the store is closed.
 */
public interface DocumentStore extends AutoCloseable {
    /**
     * Opens the store that the URL names, such as {@code postgresql://localhost/films}, {@code dynamodb://us-east-1} or
     * {@code memory:}. The adapter for the URL's scheme must be on the class path. Of every scheme,
     * {@code ?fullScans=refuse} opens a store {@linkplain #withoutFullScans() without full scans}.
     *
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#STORE_URL} if the URL is wrong or no
     *     adapter takes its scheme
     */
    static DocumentStore open(String url) {
        StoreUrl parsed = StoreUrl.parse(url);
        boolean refuses = parsed.refusesFullScans();
        DocumentStore store = StoreProviders.forUrl(parsed).open(parsed.withoutFullScans());
        return refuses ? store.withoutFullScans() : store;
    }

    /**
     * Creates a table and returns when it can be used.
     *
     * @throws TableExistsException if there is a table of that name
     * @throws OutcomeUnknownException if the answer is lost, or the table cannot be seen to be ready; it may be there
     */
    DocumentTable createTable(TableSchema schema);

    /**
     * Returns what the backend says of a table now.
     *
     * @throws TableNotFoundException if there is none of that name
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#TABLE_NAME}
     */
    TableDescription describeTable(String name);

    /** Returns the names of all tables, in the order of their UTF-8 bytes. */
    List<String> listTables();

    /**
     * Changes a table and returns it, as it then is, when the change is done: an index that was added holds the items
     * that were there before, and is kept up to date from then on. The items stay as they are. Objects that stand for
     * the table as it was go on working, but know nothing of an index that was added.
     *
     * @throws TableNotFoundException if there is none of that name
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#TABLE_NAME}, or as of
     *     {@link TableChange#appliedTo}
     * @throws OutcomeUnknownException if the answer is lost, or the change cannot be seen to be done; it may be
     */
    DocumentTable updateTable(String name, TableChange change);

    /**
     * Drops a table with all its items, and returns when it is gone.
     *
     * @throws TableNotFoundException if there is none of that name
     * @throws OutcomeUnknownException if the answer is lost, or the table cannot be seen to be gone; it may be
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#TABLE_NAME}
     */
    void dropTable(String name);

    /**
     * Returns a table, after reading its schema once.
     *
     * @throws TableNotFoundException if there is none of that name
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#TABLE_NAME}
     */
    DocumentTable table(String name);

    /**
     * Carries out all actions of a transaction or none, at one moment: no other call sees or meets a part of it, be it
     * a transaction or a call on one item. All conditions are evaluated, and all updates tried, whatever fails first.
     * Two actions cannot get into each other's way, since each is on another item.
     *
     * <p>With a client token the transaction happens once, however often it is sent within ten minutes after the first
     * time. One that failed is not remembered, and may be sent again, changed or not. Tokens belong to the store and
     * the credentials that it was opened with.
     *
     * <p>Transactions that cross each other wait or try again by themselves; they do not deadlock.
     *
     * @throws TransactionCanceledException if a condition does not hold or an update cannot be applied, with a reason
     *     for each action; nothing has changed
     * @throws ContentionException if other calls kept winning; nothing has changed
     * @throws RequestRejectedException with {@link org.moviestore.item.ErrorCode#TX_TOKEN_MISMATCH} if the client token
     *     was used for another transaction; without a code if a table has another key than an action was made for;
     *     nothing has changed
     * @throws TableNotFoundException if there is no table of an action's; nothing has changed
     * @throws OutcomeUnknownException if no answer came: it may have happened or not; with its client token it may
     *     simply be sent again
     * @throws UnsupportedOperationException if it needs a feature that the store lacks
     */
    TransactWriteResult transactWrite(TransactWriteRequest request);

    /**
     * Returns several items as they are at one moment: no transaction is seen in part.
     *
     * <p>What is returned may be 4 MiB together, items counted as {@link org.moviestore.item.ItemSize} does, after
     * their projection, and four bytes more for each get.
     *
     * @throws ContentionException if other calls kept winning
     * @throws RequestRejectedException with {@link org.moviestore.item.ErrorCode#TX_BYTES} if the items are larger;
     *     without a code if a table has another key than a get was made for
     * @throws TableNotFoundException if there is no table of a get's
     * @throws UnsupportedOperationException if it needs a feature that the store lacks
     */
    TransactGetResult transactGet(TransactGetRequest request);

    /**
     * Returns a table as the options say, after reading its schema once. Whether its items have versions is the
     * caller's choice and is nowhere written: all who write the table must make the same.
     *
     * @throws TableNotFoundException if there is none of that name
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#TABLE_NAME}, or
     *     {@link org.moviestore.item.ErrorCode#VERSION} if the version would be a key attribute
     */
    default DocumentTable table(String name, TableOptions options) {
        Objects.requireNonNull(options, "options");
        return options.over(table(name));
    }

    /**
     * Returns the same store, whose tables refuse full scans: a scan of a table or a secondary index, of a segment of
     * it, with a filter or without, as a page, a stream or a count, is an {@link InvalidRequestException} with
     * {@link org.moviestore.item.ErrorCode#FULL_SCAN}, before any I/O. All else is as ever; a plan of a full scan can
     * still be {@linkplain DocumentTable#explain explained}. Closing either store closes both.
     */
    default DocumentStore withoutFullScans() {
        return new ScanRefusingStore(this);
    }

    /** Returns what this store can do beyond what every store must. */
    Set<TableFeature> features();

    /** Returns how much one call of a batch takes. */
    BatchLimits batchLimits();

    /** Frees what this store holds; its tables cannot be used any more. Closing twice does nothing. */
    @Override
    void close();
}
