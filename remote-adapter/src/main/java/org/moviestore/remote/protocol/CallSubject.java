// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.moviestore.item.Key;
import org.moviestore.table.GetRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.WriteAction;

/**
 * What a call is about, for errors. Immutable.
 *
 * @param table the table that it names, if it names one and no other
 * @param key the item, if it is one item that it writes
 */
record CallSubject(Optional<String> table, Optional<Key> key) {
    static CallSubject of(StoreCall<?> call) {
        return call.accept(new Finder());
    }

    private static CallSubject table(String name) {
        return new CallSubject(Optional.of(name), Optional.empty());
    }

    private static CallSubject table(TableSchema schema) {
        return table(schema.tableName());
    }

    private static CallSubject tables(Stream<TableSchema> schemas) {
        List<String> names = schemas.map(TableSchema::tableName).distinct().toList();
        return new CallSubject(names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty(), Optional.empty());
    }

    private static CallSubject item(WriteAction action) {
        return new CallSubject(Optional.of(action.schema().tableName()), Optional.of(action.key()));
    }

    private static final class Finder implements StoreCall.Visitor<CallSubject> {
        @Override
        public CallSubject hello(StoreCall.Hello call) {
            return new CallSubject(Optional.empty(), Optional.empty());
        }

        @Override
        public CallSubject createTable(StoreCall.CreateTable call) {
            return table(call.schema());
        }

        @Override
        public CallSubject describeTable(StoreCall.DescribeTable call) {
            return table(call.table());
        }

        @Override
        public CallSubject listTables(StoreCall.ListTables call) {
            return new CallSubject(Optional.empty(), Optional.empty());
        }

        @Override
        public CallSubject updateTable(StoreCall.UpdateTable call) {
            return table(call.table());
        }

        @Override
        public CallSubject dropTable(StoreCall.DropTable call) {
            return table(call.table());
        }

        @Override
        public CallSubject openTable(StoreCall.OpenTable call) {
            return table(call.table());
        }

        @Override
        public CallSubject getItem(StoreCall.GetItem call) {
            return table(call.request().schema());
        }

        @Override
        public CallSubject putItem(StoreCall.PutItem call) {
            return item(call.request());
        }

        @Override
        public CallSubject updateItem(StoreCall.UpdateItem call) {
            return item(call.request());
        }

        @Override
        public CallSubject deleteItem(StoreCall.DeleteItem call) {
            return item(call.request());
        }

        @Override
        public CallSubject readPage(StoreCall.ReadPage call) {
            return table(call.request().schema());
        }

        @Override
        public CallSubject explain(StoreCall.Explain call) {
            return table(call.request().schema());
        }

        @Override
        public CallSubject batchGet(StoreCall.BatchGet call) {
            return table(call.request().schema());
        }

        @Override
        public CallSubject batchWrite(StoreCall.BatchWrite call) {
            return table(call.request().schema());
        }

        @Override
        public CallSubject transactWrite(StoreCall.TransactWrite call) {
            return tables(call.request().actions().stream().map(WriteAction::schema));
        }

        @Override
        public CallSubject transactGet(StoreCall.TransactGet call) {
            return tables(call.request().gets().stream().map(GetRequest::schema));
        }
    }
}
