// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.moviestore.expression.Expressions.attribute;

import java.time.Duration;
import java.util.List;
import org.moviestore.expression.Condition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.WriteAction;

/** A database with a table of items and one that transactions lock later, since its name comes after. */
final class TransactedTables implements AutoCloseable {
    static final TableSchema SCHEMA = TableSchema.builder("Items")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    static final TableSchema LATER = TableSchema.builder("Later")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    static final Condition ABSENT = attribute("id").notExists();

    private final String database = TestServer.newDatabase();
    private final PostgresStore store = patient(database, 10);

    /** Opens a store that no machine is too slow for. */
    static PostgresStore patient(String database, int poolSize) {
        return PostgresStore.builder(TestServer.url(database))
                .poolSize(poolSize)
                .connectTimeout(Duration.ofMinutes(1))
                .timeout(Duration.ofMinutes(1))
                .connect();
    }

    static Item item(int id) {
        return Item.of("id", id);
    }

    static ConditionCheck absent(int id) {
        return ConditionCheck.of(SCHEMA, SCHEMA.key(id), ABSENT);
    }

    String database() {
        return database;
    }

    PostgresStore store() {
        return store;
    }

    DocumentTable items() {
        return store.table("Items");
    }

    DocumentTable later() {
        return store.table("Later");
    }

    void transact(WriteAction... actions) {
        store.transactWrite(TransactWriteRequest.of(actions));
    }

    List<String> rows(String sql) {
        return TestServer.rows(database, sql);
    }

    void create() {
        store.createTable(SCHEMA);
        store.createTable(LATER);
    }

    void drop() {
        store.listTables().forEach(store::dropTable);
    }

    @Override
    public void close() {
        store.close();
    }
}
