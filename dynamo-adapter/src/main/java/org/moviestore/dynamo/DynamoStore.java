// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.moviestore.MovieStore;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.StoreUrl;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The tables of one AWS account and region, or of a DynamoDB Local server.
 *
 * <p>A request is sent again by itself after any failure that may pass if done twice it leaves the same behind: reads,
 * batches, puts and deletes without condition that return nothing, and transactions, which happen once however often
 * they are sent. Between two tries of such a put or delete what others wrote may be overwritten; use a condition where
 * that matters. Other writes are sent again only if DynamoDB did not carry them out. A write whose answer is lost ends
 * in {@link org.moviestore.error.OutcomeUnknownException}.
 *
 * <p>{@link DocumentTable#explain} asks DynamoDB once, by {@code DescribeTable}, and estimates how many read units a
 * page may take: 1 for each 4 KB, or half as many if it may be eventually consistent, of as many items of average size
 * as the limit lets through, up to 1 MB. The counts and sizes that DynamoDB describes a table and its indexes with are
 * up to six hours old. They say nothing of one partition, so a query may take far less; and nothing of the position
 * where a page begins.
 *
 * <p>Thread-safe.
 *
 * <p><i>Source:</i> <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html">TableDescription</a>
 * and <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">read
 * units</a>.
 */
public final class DynamoStore implements DocumentStore {
    /** As BatchGetItem and BatchWriteItem allow; more calls at once than these hardly do more in a given time. */
    private static final BatchLimits BATCH_LIMITS = new BatchLimits(100, 25, 8);

    private final Connection connection;
    private final Tables tables;
    private final Transactions transactions;
    private final boolean refusesFullScans;
    private final String place;

    DynamoStore(Connection connection, Tables tables, boolean refusesFullScans, String place) {
        this.connection = connection;
        this.tables = tables;
        this.transactions = new Transactions(connection, tables, connection::pause);
        this.refusesFullScans = refusesFullScans;
        this.place = place;
    }

    /**
     * Opens the store that a URL such as {@code dynamodb://us-east-1} names. For the URL's parameters see
     * {@link DynamoStoreProvider}.
     *
     * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#STORE_URL} if the URL is wrong, or
     *     neither it nor the environment names a region
     * @throws org.moviestore.error.RequestRejectedException if there are no credentials
     */
    public static DynamoStore connect(String url) {
        return new DynamoStoreProvider().open(StoreUrl.parse(Objects.requireNonNull(url, "url")));
    }

    /** Returns a builder of a store in the region and with the credentials that the environment gives. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a store over a client of the application's own, with its endpoint, credentials and timeouts. Closing the
     * store does not close the client. The client's retries hold for calls that may be done twice; for other writes
     * they are replaced. A write that was sent several times by the client's retries and failed may have happened.
     */
    public static DynamoStore over(DynamoDbClient client) {
        return over(Objects.requireNonNull(client, "client"), Retries.STANDARD);
    }

    static DynamoStore over(DynamoDbClient client, Retries retries) {
        Connection connection = new Connection(client, new SentOnceClient(client, retries), () -> {});
        return new DynamoStore(
                connection,
                new Tables(connection, connection::pause, Builder.DEFAULT_TABLE_TIMEOUT),
                false,
                "a given client");
    }

    /** Returns the movies in the table {@value MovieStore#DEFAULT_TABLE}; closing them closes this store. */
    public MovieStore movies() {
        return movies(MovieStore.DEFAULT_TABLE);
    }

    /** Returns the movies in a table, which need not exist yet; closing them closes this store. */
    public MovieStore movies(String tableName) {
        return MovieStore.over(this, tableName);
    }

    @Override
    public DocumentTable createTable(TableSchema schema) {
        Objects.requireNonNull(schema, "schema");
        tables.create(schema);
        return tableOf(schema);
    }

    @Override
    public TableDescription describeTable(String name) {
        TableSchema.checkTableName(Objects.requireNonNull(name, "name"));
        return tables.describe(name);
    }

    @Override
    public DocumentTable updateTable(String name, TableChange change) {
        TableSchema.checkTableName(Objects.requireNonNull(name, "name"));
        return tableOf(tables.update(name, Objects.requireNonNull(change, "change")));
    }

    @Override
    public List<String> listTables() {
        return tables.list();
    }

    @Override
    public void dropTable(String name) {
        TableSchema.checkTableName(Objects.requireNonNull(name, "name"));
        tables.drop(name);
    }

    @Override
    public DocumentTable table(String name) {
        return tableOf(describeTable(name).schema());
    }

    private DocumentTable tableOf(TableSchema schema) {
        DocumentTable table = new DynamoTable(this, connection, schema);
        return refusesFullScans ? table.withoutFullScans() : table;
    }

    @Override
    public TransactWriteResult transactWrite(TransactWriteRequest request) {
        return transactions.write(Objects.requireNonNull(request, "request"));
    }

    @Override
    public TransactGetResult transactGet(TransactGetRequest request) {
        return transactions.get(Objects.requireNonNull(request, "request"));
    }

    @Override
    public Set<TableFeature> features() {
        return Set.of(TableFeature.CONSUMED_CAPACITY);
    }

    @Override
    public BatchLimits batchLimits() {
        return BATCH_LIMITS;
    }

    @Override
    public void close() {
        connection.close();
    }

    Connection connection() {
        return connection;
    }

    Tables tables() {
        return tables;
    }

    /** Returns where the store is; no credentials. */
    @Override
    public String toString() {
        return "DynamoDB of " + place;
    }

    /** Collects what a store needs to connect. Not reusable, not thread-safe. */
    public static final class Builder {
        static final Duration DEFAULT_TABLE_TIMEOUT = Duration.ofMinutes(5);

        Optional<String> region = Optional.empty();
        Optional<URI> endpoint = Optional.empty();
        Optional<AwsCredentialsProvider> credentials = Optional.empty();
        Duration timeout = Duration.ofSeconds(30);
        Duration connectTimeout = Duration.ofSeconds(2);
        Duration tableTimeout = DEFAULT_TABLE_TIMEOUT;
        int maxConnections = 50;
        Retries retries = Retries.STANDARD;
        boolean refusesFullScans;

        private Builder() {}

        /**
         * Sets the AWS region, such as {@code eu-central-1}. Otherwise it is what the AWS SDK's own chain finds: the
         * system property {@code aws.region}, {@code AWS_REGION}, the AWS profile, or the virtual machine's own region,
         * for which a metadata service on the network is asked for a few seconds unless
         * {@code AWS_EC2_METADATA_DISABLED} is {@code true}.
         */
        public Builder region(String value) {
            if (value.isBlank()) {
                throw refused("the region is blank; name one such as eu-central-1");
            }
            region = Optional.of(Objects.requireNonNull(value, "value"));
            return this;
        }

        /** Sets another address than that of the region, such as that of a DynamoDB Local server. */
        public Builder endpoint(URI value) {
            endpoint = Optional.of(Objects.requireNonNull(value, "value"));
            return this;
        }

        /** Sets the access key and the secret key. Otherwise credentials come from the SDK's default chain. */
        public Builder credentials(String accessKeyId, String secretAccessKey) {
            return credentials(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)));
        }

        /** Sets where credentials come from. */
        public Builder credentials(AwsCredentialsProvider value) {
            credentials = Optional.of(Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Sets the longest time for one request to DynamoDB, with all the tries after a lost answer or throttling, at
         * least a second; 30 seconds otherwise. A transaction that meets others, for whose items there is no capacity,
         * or of which it is to be found out why it failed, takes several requests and the pauses between them.
         */
        public Builder timeout(Duration value) {
            timeout = checked("timeout", value, Duration.ofSeconds(1));
            return this;
        }

        /** Sets the longest time for one try to connect; 2 seconds otherwise, and at most a tenth of the timeout. */
        public Builder connectTimeout(Duration value) {
            connectTimeout = checked("connect timeout", value, Duration.ofMillis(1));
            return this;
        }

        /** Sets the longest time to wait until a table is made, changed or gone; 5 minutes otherwise. */
        public Builder tableTimeout(Duration value) {
            tableTimeout = checked("table timeout", value, Duration.ofMillis(1));
            return this;
        }

        /** Sets the most connections, at least 1, which bound how many calls can be under way; 50 otherwise. */
        public Builder maxConnections(int value) {
            if (value < 1) {
                throw refused("there must be at least 1 connection, got " + value);
            }
            maxConnections = value;
            return this;
        }

        /** Makes the store refuse full scans, as {@link DocumentStore#withoutFullScans()} does. */
        public Builder withoutFullScans() {
            refusesFullScans = true;
            return this;
        }

        private static Duration checked(String name, Duration value, Duration least) {
            if (value.compareTo(least) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
                throw refused("the " + name + " must be from " + least + " to a day, got " + value);
            }
            return value;
        }

        private static InvalidRequestException refused(String message) {
            return new InvalidRequestException(ErrorCode.STORE_URL, message);
        }

        /**
         * Opens the store. Region and credentials are checked; DynamoDB is not called yet.
         *
         * @throws InvalidRequestException with {@link org.moviestore.item.ErrorCode#STORE_URL} if there is no region
         * @throws org.moviestore.error.RequestRejectedException if there are no credentials
         */
        public DynamoStore connect() {
            if (credentials.isPresent()) {
                return Clients.connect(this, credentials.get(), () -> {});
            }
            DefaultCredentialsProvider ours =
                    DefaultCredentialsProvider.builder().build();
            return Clients.connect(this, ours, ours::close);
        }
    }
}
