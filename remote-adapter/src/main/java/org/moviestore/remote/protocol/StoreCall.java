// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.moviestore.item.AttributePath;
import org.moviestore.item.Item;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.GetRequest;
import org.moviestore.table.GetResult;
import org.moviestore.table.Page;
import org.moviestore.table.PageRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/**
 * A call of a store or table that is carried over a connection. Immutable.
 *
 * @param <R> what it returns
 */
public sealed interface StoreCall<R> {
    /** Calls the method of the visitor for this kind of call. */
    <V> V accept(Visitor<V> visitor);

    /**
     * Greets the server.
     *
     * @param version of the protocol that the client speaks
     * @param token that both know, if the client has one
     */
    record Hello(int version, Optional<String> token) implements StoreCall<ServerInfo> {
        /** Checks that nothing is missing. */
        public Hello {
            Objects.requireNonNull(token, "token");
        }

        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.hello(this);
        }

        /** Tells nobody the token. */
        @Override
        public String toString() {
            return "Hello[version=" + version + "]";
        }
    }

    /**
     * Creates a table; returns its schema.
     *
     * @param schema of the table
     */
    record CreateTable(TableSchema schema) implements StoreCall<TableSchema> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.createTable(this);
        }
    }

    /**
     * Describes a table.
     *
     * @param table its name
     */
    record DescribeTable(String table) implements StoreCall<TableDescription> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.describeTable(this);
        }
    }

    /** Returns the names of all tables. */
    record ListTables() implements StoreCall<List<String>> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.listTables(this);
        }
    }

    /**
     * Changes a table; returns its new schema.
     *
     * @param table its name
     * @param change what to change
     */
    record UpdateTable(String table, TableChange change) implements StoreCall<TableSchema> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.updateTable(this);
        }
    }

    /**
     * Drops a table; returns nothing.
     *
     * @param table its name
     */
    record DropTable(String table) implements StoreCall<Optional<Item>> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.dropTable(this);
        }
    }

    /**
     * Reads the schema of a table anew and returns it.
     *
     * @param table its name
     * @param filterIndexes the paths by which filters are to find items
     */
    record OpenTable(String table, Set<AttributePath> filterIndexes) implements StoreCall<TableSchema> {
        /** Copies the paths. */
        public OpenTable {
            filterIndexes = Set.copyOf(filterIndexes);
        }

        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.openTable(this);
        }
    }

    /**
     * Reads an item.
     *
     * @param request what to read
     */
    record GetItem(GetRequest request) implements StoreCall<GetResult> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.getItem(this);
        }
    }

    /**
     * Stores an item.
     *
     * @param request what to store
     */
    record PutItem(PutRequest request) implements StoreCall<WriteResult> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.putItem(this);
        }
    }

    /**
     * Updates an item.
     *
     * @param request what to change
     */
    record UpdateItem(UpdateRequest request) implements StoreCall<WriteResult> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.updateItem(this);
        }
    }

    /**
     * Deletes an item.
     *
     * @param request what to delete
     */
    record DeleteItem(DeleteRequest request) implements StoreCall<WriteResult> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.deleteItem(this);
        }
    }

    /**
     * Reads a page of a query or scan.
     *
     * @param request what to read
     */
    record ReadPage(PageRequest request) implements StoreCall<Page<Item>> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.readPage(this);
        }
    }

    /**
     * Says how a query or scan would be carried out.
     *
     * @param request what to explain
     */
    record Explain(PageRequest request) implements StoreCall<QueryPlan> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.explain(this);
        }
    }

    /**
     * Reads a batch of items.
     *
     * @param request what to read
     */
    record BatchGet(BatchGetRequest request) implements StoreCall<BatchGetResult> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.batchGet(this);
        }
    }

    /**
     * Writes a batch of items.
     *
     * @param request what to write
     */
    record BatchWrite(BatchWriteRequest request) implements StoreCall<BatchWriteResult> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.batchWrite(this);
        }
    }

    /**
     * Carries out a transaction.
     *
     * @param request its actions
     */
    record TransactWrite(TransactWriteRequest request) implements StoreCall<TransactWriteResult> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.transactWrite(this);
        }
    }

    /**
     * Reads items as of one moment.
     *
     * @param request what to read
     */
    record TransactGet(TransactGetRequest request) implements StoreCall<TransactGetResult> {
        @Override
        public <V> V accept(Visitor<V> visitor) {
            return visitor.transactGet(this);
        }
    }

    /**
     * Something done for each kind of call.
     *
     * @param <V> what it comes to
     */
    interface Visitor<V> {
        /** A {@link Hello}. */
        V hello(Hello call);

        /** A {@link CreateTable}. */
        V createTable(CreateTable call);

        /** A {@link DescribeTable}. */
        V describeTable(DescribeTable call);

        /** A {@link ListTables}. */
        V listTables(ListTables call);

        /** An {@link UpdateTable}. */
        V updateTable(UpdateTable call);

        /** A {@link DropTable}. */
        V dropTable(DropTable call);

        /** An {@link OpenTable}. */
        V openTable(OpenTable call);

        /** A {@link GetItem}. */
        V getItem(GetItem call);

        /** A {@link PutItem}. */
        V putItem(PutItem call);

        /** An {@link UpdateItem}. */
        V updateItem(UpdateItem call);

        /** A {@link DeleteItem}. */
        V deleteItem(DeleteItem call);

        /** A {@link ReadPage}. */
        V readPage(ReadPage call);

        /** An {@link Explain}. */
        V explain(Explain call);

        /** A {@link BatchGet}. */
        V batchGet(BatchGet call);

        /** A {@link BatchWrite}. */
        V batchWrite(BatchWrite call);

        /** A {@link TransactWrite}. */
        V transactWrite(TransactWrite call);

        /** A {@link TransactGet}. */
        V transactGet(TransactGet call);
    }
}
