// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.moviestore.MovieStore;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.remote.protocol.StoreCall;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.StoreUrl;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableOptions;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;

/**
 * A store that is a client of a movie store server, over TCP, with or without TLS. Its tables are those of the server's
 * store, and keep the promises that these keep; an export is a scan.
 *
 * <p>All threads share one connection. Each sends its request without waiting for the replies to others. A connection
 * that was lost is made anew by the next call, and one that was not used for half as long as the server would keep it
 * is replaced before a call. No request is sent twice. One whose reply does not come, since the connection was lost,
 * the time is over or the thread was interrupted, ends in {@link org.moviestore.error.OutcomeUnknownException} if it
 * writes and may have been sent, and else in {@link StoreUnavailableException}. A transaction with a client token may
 * be sent again by the caller within ten minutes. What changes a table goes over a connection of its own, which ends
 * with the call, so that nothing waits behind it.
 *
 * <p>A request must fit into one line of the server's. A batch write sends as much of itself as does, and leaves the
 * rest unprocessed; anything else that is longer is a {@link RequestRejectedException}, and nothing was sent.
 *
 * <p>A server that refuses this client when the connection is made anew, since it was started again with another token,
 * say, is a {@link StoreUnavailableException} too: the next call tries again.
 *
 * <p>A store holds its connection and two threads until it is closed, which ends the calls under way. Thread-safe.
 */
public final class RemoteStore implements DocumentStore {
    private final Endpoint endpoint;
    private final SharedConnection connection;
    private final String moviesTable;
    private final boolean refusesFullScans;

    private RemoteStore(Endpoint endpoint, SharedConnection connection, Builder builder) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.moviesTable = builder.moviesTable;
        this.refusesFullScans = builder.refusesFullScans;
    }

    /**
     * Connects to the server that a URL names: {@code tcp://host:port?table=Movies&token=secret&timeoutSeconds=60}, of
     * which only the scheme is needed, with {@code fullScans=refuse} (see {@link Builder#withoutFullScans}). The host
     * is {@code localhost} and the port 7070 if there is none. With scheme {@code tcps} the connection is encrypted,
     * and the server must have a certificate for the host that the JDK's trust store vouches for, or the PEM file of
     * {@code trust=FILE} (see {@link Builder#trust}).
     *
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#STORE_URL} if the URL is wrong, or the
     *     file of whom to trust cannot be used
     * @throws StoreUnavailableException if the server cannot be reached, or has no room for another client
     * @throws RequestRejectedException if the server cannot be trusted, does not know the token or does not speak this
     *     version of the protocol; the message says what to do
     */
    public static RemoteStore connect(String url) {
        return builder(url).connect();
    }

    /** Returns a builder of a store at the server that a URL names; see {@link #connect}. */
    public static Builder builder(String url) {
        return new Builder(StoreUrl.parse(url));
    }

    /** Returns the movies in the table that the URL names, {@code Movies} if it names none; see {@link MovieStore}. */
    public MovieStore movies() {
        return movies(moviesTable);
    }

    /** Returns the movies in a table of this store, which need not exist yet. Closing them closes this store. */
    public MovieStore movies(String tableName) {
        return MovieStore.over(this, tableName);
    }

    @Override
    public DocumentTable createTable(TableSchema schema) {
        return table(connection.call(new StoreCall.CreateTable(Objects.requireNonNull(schema, "schema"))));
    }

    @Override
    public TableDescription describeTable(String name) {
        TableSchema.checkTableName(name);
        return connection.call(new StoreCall.DescribeTable(name));
    }

    @Override
    public DocumentTable updateTable(String name, TableChange change) {
        TableSchema.checkTableName(name);
        return table(connection.call(new StoreCall.UpdateTable(name, Objects.requireNonNull(change, "change"))));
    }

    @Override
    public List<String> listTables() {
        return connection.call(new StoreCall.ListTables());
    }

    @Override
    public void dropTable(String name) {
        TableSchema.checkTableName(name);
        connection.call(new StoreCall.DropTable(name));
    }

    @Override
    public DocumentTable table(String name) {
        return table(name, TableOptions.none());
    }

    @Override
    public DocumentTable table(String name, TableOptions options) {
        TableSchema.checkTableName(name);
        Objects.requireNonNull(options, "options");
        return options.over(table(connection.call(new StoreCall.OpenTable(name, options.filterIndexes()))));
    }

    private DocumentTable table(TableSchema schema) {
        DocumentTable table = new RemoteTable(this, connection, schema);
        return refusesFullScans ? table.withoutFullScans() : table;
    }

    @Override
    public TransactWriteResult transactWrite(TransactWriteRequest request) {
        checkFeatures(Objects.requireNonNull(request, "request").capacityReport());
        return connection.call(new StoreCall.TransactWrite(request));
    }

    @Override
    public TransactGetResult transactGet(TransactGetRequest request) {
        checkFeatures(Objects.requireNonNull(request, "request").capacityReport());
        return connection.call(new StoreCall.TransactGet(request));
    }

    void checkFeatures(CapacityReport capacityReport) {
        if (capacityReport == CapacityReport.TOTAL
                && !connection.server().features().contains(TableFeature.CONSUMED_CAPACITY)) {
            throw TableFeature.CONSUMED_CAPACITY.missing();
        }
    }

    /** Returns what the server's store can do, but for exports of one moment, which the protocol does not have. */
    @Override
    public Set<TableFeature> features() {
        Set<TableFeature> features = EnumSet.noneOf(TableFeature.class);
        features.addAll(connection.server().features());
        features.remove(TableFeature.SNAPSHOT_EXPORT);
        return Set.copyOf(features);
    }

    @Override
    public BatchLimits batchLimits() {
        return connection.server().batchLimits();
    }

    /** {@inheritDoc} Calls under way end as if the connection were lost. */
    @Override
    public void close() {
        connection.close();
    }

    SharedConnection connection() {
        return connection;
    }

    /** Returns host and port, without the token. */
    @Override
    public String toString() {
        return "RemoteStore[" + endpoint + "]";
    }

    /**
     * Collects how to connect: 10 seconds for a connection, 60 seconds for a reply, 10 minutes for one to what changes
     * a table, and without a token, unless told otherwise. Not reusable, not thread-safe.
     */
    public static final class Builder {
        /** Longer than any page or batch, and an end to what a server may make a client hold. */
        private static final int MAX_REPLY_BYTES = 64 * 1024 * 1024;

        private static final Duration SHORTEST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofDays(1);

        String host = "localhost";
        int port = RemoteUrl.DEFAULT_PORT;
        boolean encrypted;
        Duration connectTimeout = Duration.ofSeconds(10);
        /** Longer than the stores wait by themselves, so that their own answers come. */
        Duration timeout = Duration.ofSeconds(60);

        int maxReplyBytes = MAX_REPLY_BYTES;
        LongSupplier nanoTime = System::nanoTime;

        private String moviesTable = MovieStore.DEFAULT_TABLE;
        private Duration tableTimeout = Duration.ofMinutes(10);
        private Optional<String> token = Optional.empty();
        private Optional<Path> trust = Optional.empty();
        private boolean refusesFullScans;

        Builder(StoreUrl url) {
            RemoteUrl.configure(this, url);
        }

        /** Sets the token by which the server knows its clients, in place of the URL's. */
        public Builder token(String value) {
            if (value.isEmpty()) {
                throw RemoteUrl.wrong("the token is empty; leave it out for a server without one");
            }
            token = Optional.of(value);
            return this;
        }

        /**
         * Sets the PEM file of the certificates to trust instead of those of the JDK's trust store: the server's own or
         * that of the authority that signed it. It is read when the store is opened. Only for scheme {@code tcps}.
         */
        public Builder trust(Path value) {
            if (!encrypted) {
                throw RemoteUrl.wrong("whom to trust is for URLs of scheme tcps, which are encrypted");
            }
            trust = Optional.of(value);
            return this;
        }

        /** Sets the table of {@link RemoteStore#movies()}. */
        public Builder moviesTable(String value) {
            TableSchema.checkTableName(value);
            moviesTable = value;
            return this;
        }

        /**
         * Sets how long to wait for a connection, and again for the server to greet back, from a second to a day. The
         * addresses of a host that has several share the time.
         */
        public Builder connectTimeout(Duration value) {
            connectTimeout = checked("connect timeout", value);
            return this;
        }

        /**
         * Sets how long to wait for a reply, from a second to a day. A shorter time than the server's store takes to
         * give up a call by itself leaves less known of what happened.
         */
        public Builder timeout(Duration value) {
            timeout = checked("timeout", value);
            return this;
        }

        /** Sets how long to wait until a table is made, changed or gone, from a second to a day. */
        public Builder tableTimeout(Duration value) {
            tableTimeout = checked("table timeout", value);
            return this;
        }

        private static Duration checked(String name, Duration value) {
            if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
                throw new InvalidRequestException(
                        ErrorCode.STORE_URL, "the " + name + " must be from 1 second to 1 day, got " + value);
            }
            return value;
        }

        /** Makes the store refuse full scans, as {@link DocumentStore#withoutFullScans()} does. */
        public Builder withoutFullScans() {
            refusesFullScans = true;
            return this;
        }

        /**
         * Connects to the server and greets it.
         *
         * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#STORE_URL} if the file of whom to
         *     trust cannot be used
         * @throws StoreException if the server cannot be reached or does not let this client in; the message says what
         *     to do
         */
        public RemoteStore connect() {
            Optional<SSLSocketFactory> tls = encrypted ? Optional.of(Trust.sockets(trust)) : Optional.empty();
            Endpoint endpoint = new Endpoint(host, port, tls);
            Settings settings = new Settings(token, connectTimeout, timeout, tableTimeout, maxReplyBytes, nanoTime);
            return new RemoteStore(endpoint, SharedConnection.open(endpoint, settings), this);
        }
    }
}
