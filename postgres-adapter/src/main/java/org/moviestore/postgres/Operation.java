// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.Key;

/** What is being done, for messages. */
enum Operation {
    CONNECT("open the store", "USAGE on schema moviestore and SELECT on its tables"),
    MIGRATE("migrate the catalog", "CREATE on the database, or to own schema moviestore"),
    CREATE_TABLE("create", "CREATE on the schema, and INSERT on moviestore.tables and moviestore.indexes"),
    DESCRIBE_TABLE("describe", "SELECT on moviestore.tables, moviestore.indexes and moviestore.filter_indexes"),
    UPDATE_TABLE(
            "change",
            "to own the table, CREATE on the schema, UPDATE on moviestore.tables, and INSERT and DELETE on"
                    + " moviestore.indexes and moviestore.filter_indexes"),
    LIST_TABLES("list the tables", "SELECT on moviestore.tables"),
    DROP_TABLE("drop", "to own the table, and DELETE on moviestore.tables"),
    GET("get", "SELECT on the table"),
    PUT("put", "SELECT, INSERT and UPDATE on the table"),
    UPDATE("update", "SELECT, INSERT and UPDATE on the table"),
    DELETE("delete", "SELECT, UPDATE and DELETE on the table"),
    QUERY("query", "SELECT on the table"),
    SCAN("scan", "SELECT on the table"),
    EXPLAIN("explain how to read", "SELECT on the table"),
    EXPORT("export", "SELECT on the table"),
    BATCH_GET("get a batch of", "SELECT on the table"),
    BATCH_WRITE("write a batch to", "SELECT, INSERT, UPDATE and DELETE on the table"),
    LOAD("load items into", "SELECT, INSERT and UPDATE on the table"),
    TRANSACT_WRITE("carry out the transaction", "SELECT, INSERT, UPDATE and DELETE on each of its tables"),
    TRANSACT_GET("read the items of the transaction", "SELECT on each of its tables");

    private final String verb;
    private final String rights;

    Operation(String verb, String rights) {
        this.verb = verb;
        this.rights = rights;
    }

    /** Returns the rights that a role needs for it. */
    String rights() {
        return rights;
    }

    /** Says whether its statements name no table but those of the catalog. */
    boolean isOnCatalog() {
        return switch (this) {
            case CONNECT, MIGRATE, CREATE_TABLE, DESCRIBE_TABLE, UPDATE_TABLE, LIST_TABLES, DROP_TABLE -> true;
            case GET,
                    PUT,
                    UPDATE,
                    DELETE,
                    QUERY,
                    SCAN,
                    EXPLAIN,
                    EXPORT,
                    BATCH_GET,
                    BATCH_WRITE,
                    LOAD,
                    TRANSACT_WRITE,
                    TRANSACT_GET -> false;
        };
    }

    Call call() {
        return new Call(this, null, null);
    }

    Call on(String table) {
        return new Call(this, table, null);
    }

    Call on(String table, Key key) {
        return new Call(this, table, key);
    }

    /** An operation with what it is done to. */
    record Call(
            Operation operation,
            @Nullable String tableName,
            @Nullable Key key) {
        Optional<String> table() {
            return Optional.ofNullable(tableName);
        }

        /** Returns the call as a message names it, such as {@code put item {…} of table Movies}. */
        @Override
        public String toString() {
            if (tableName == null) {
                return operation.verb;
            }
            return operation.verb + (key == null ? "" : " item " + key + " of") + " table " + tableName;
        }
    }
}
