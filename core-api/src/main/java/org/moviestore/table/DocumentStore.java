// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
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
     * {@code memory:}. The adapter for the URL's scheme must be on the class path.
     *
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#STORE_URL} if the URL is wrong or no
     *     adapter takes its scheme
     */
    static DocumentStore open(String url) {
        StoreUrl parsed = StoreUrl.parse(url);
        return StoreProviders.forUrl(parsed).open(parsed);
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

    /** Returns what this store can do beyond what every store must. */
    Set<TableFeature> features();

    /** Returns how much one call of a batch takes. */
    BatchLimits batchLimits();

    /** Frees what this store holds; its tables cannot be used any more. Closing twice does nothing. */
    @Override
    void close();
}
