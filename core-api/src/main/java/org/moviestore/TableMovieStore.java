// SPDX-License-Identifier: Apache-2.0
package org.moviestore;

import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Expressions;
import org.moviestore.expression.Update;
import org.moviestore.item.Key;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadReport;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.Page;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import org.moviestore.table.UpdateRequest;

/** Movies over a table: turns movies into requests and what comes back into movies. */
final class TableMovieStore implements MovieStore {
    private final DocumentStore store;
    private final TableSchema schema;
    /** The table, once somebody needed it; reading its schema costs a call. */
    private volatile @Nullable DocumentTable table;

    TableMovieStore(DocumentStore store, TableSchema schema) {
        this.store = Objects.requireNonNull(store, "store");
        this.schema = schema;
    }

    @Override
    public DocumentStore store() {
        return store;
    }

    @Override
    public DocumentTable table() {
        DocumentTable known = table;
        if (known == null) {
            known = store.table(schema.tableName());
            known.schema().checkMadeFor(schema);
            table = known;
        }
        return known;
    }

    @Override
    public void createTable(Throughput throughput) {
        table = store.createTable(schema.withThroughput(throughput));
    }

    @Override
    public void dropTable() {
        table = null;
        store.dropTable(schema.tableName());
    }

    @Override
    public void put(Movie movie) {
        send(PutRequest.of(schema, movie.item()));
    }

    @Override
    public void put(Movie movie, Condition onlyIf) {
        send(PutRequest.builder(schema, movie.item())
                .condition(onlyIf)
                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                .build());
    }

    /** Takes a request that is made already, so that what is wrong with it shows before any I/O. */
    private void send(PutRequest request) {
        table().put(request);
    }

    @Override
    public boolean putIfAbsent(Movie movie) {
        Condition absent = Expressions.attribute(Movie.YEAR).notExists();
        try {
            send(PutRequest.builder(schema, movie.item()).condition(absent).build());
            return true;
        } catch (ConditionFailedException e) {
            return false;
        }
    }

    @Override
    public Optional<Movie> get(MovieKey key) {
        GetRequest request = GetRequest.of(schema, key(key));
        return table().get(request).item().map(Movie::new);
    }

    @Override
    public Optional<Movie> update(MovieKey key, Update update) {
        return update(UpdateRequest.builder(schema, key(key), update));
    }

    @Override
    public Optional<Movie> update(MovieKey key, Update update, Condition onlyIf) {
        return update(UpdateRequest.builder(schema, key(key), update)
                .condition(onlyIf)
                .onConditionFailure(OnConditionFailure.RETURN_ITEM));
    }

    private Optional<Movie> update(UpdateRequest.Builder builder) {
        UpdateRequest request = builder.returning(ReturnValues.ALL_NEW).build();
        return table().update(request).item().map(Movie::new);
    }

    @Override
    public void delete(MovieKey key) {
        send(DeleteRequest.of(schema, key(key)));
    }

    @Override
    public void delete(MovieKey key, Condition onlyIf) {
        send(DeleteRequest.builder(schema, key(key))
                .condition(onlyIf)
                .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                .build());
    }

    private void send(DeleteRequest request) {
        table().delete(request);
    }

    private Key key(MovieKey key) {
        return schema.key(key.year(), key.title());
    }

    @Override
    public Stream<Movie> query(MovieQuery query) {
        QueryRequest request = query.toRequest(schema);
        return table().stream(request).map(Movie::new);
    }

    @Override
    public Page<Movie> queryPage(MovieQuery query) {
        QueryRequest request = query.toRequest(schema);
        return table().query(request).map(Movie::new);
    }

    @Override
    public QueryPlan explain(MovieQuery query) {
        QueryRequest request = query.toRequest(schema);
        return table().explain(request);
    }

    @Override
    public Stream<Movie> scan(MovieScan scan) {
        ScanRequest request = scan.toRequest(schema);
        return table().stream(request).map(Movie::new);
    }

    @Override
    public Page<Movie> scanPage(MovieScan scan) {
        ScanRequest request = scan.toRequest(schema);
        return table().scan(request).map(Movie::new);
    }

    @Override
    public QueryPlan explain(MovieScan scan) {
        ScanRequest request = scan.toRequest(schema);
        return table().explain(request);
    }

    @Override
    public LoadReport load(InputStream json, LoadListener listener) {
        return MovieLoader.load(json, table(), listener);
    }

    @Override
    public void close() {
        store.close();
    }
}
