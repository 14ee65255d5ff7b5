// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import org.moviestore.item.Key;
import org.moviestore.remote.protocol.StoreCall;
import org.moviestore.table.TableSchema;

/** Calls in the words of a message, such as {@code put item {…} of table Movies}. */
final class CallWords implements StoreCall.Visitor<String> {
    private static final CallWords OF = new CallWords();

    private CallWords() {}

    static String of(StoreCall<?> call) {
        return call.accept(OF);
    }

    private static String item(String verb, TableSchema schema, Key key) {
        return verb + " item " + key + " of table " + schema.tableName();
    }

    @Override
    public String hello(StoreCall.Hello call) {
        return "greet the server";
    }

    @Override
    public String createTable(StoreCall.CreateTable call) {
        return "create table " + call.schema().tableName();
    }

    @Override
    public String describeTable(StoreCall.DescribeTable call) {
        return "describe table " + call.table();
    }

    @Override
    public String listTables(StoreCall.ListTables call) {
        return "list the tables";
    }

    @Override
    public String updateTable(StoreCall.UpdateTable call) {
        return "change table " + call.table();
    }

    @Override
    public String dropTable(StoreCall.DropTable call) {
        return "drop table " + call.table();
    }

    @Override
    public String openTable(StoreCall.OpenTable call) {
        return "open table " + call.table();
    }

    @Override
    public String getItem(StoreCall.GetItem call) {
        return item("get", call.request().schema(), call.request().key());
    }

    @Override
    public String putItem(StoreCall.PutItem call) {
        return item("put", call.request().schema(), call.request().key());
    }

    @Override
    public String updateItem(StoreCall.UpdateItem call) {
        return item("update", call.request().schema(), call.request().key());
    }

    @Override
    public String deleteItem(StoreCall.DeleteItem call) {
        return item("delete", call.request().schema(), call.request().key());
    }

    @Override
    public String readPage(StoreCall.ReadPage call) {
        return "read a page of table " + call.request().schema().tableName();
    }

    @Override
    public String explain(StoreCall.Explain call) {
        return "explain how to read table " + call.request().schema().tableName();
    }

    @Override
    public String batchGet(StoreCall.BatchGet call) {
        return "get a batch of table " + call.request().schema().tableName();
    }

    @Override
    public String batchWrite(StoreCall.BatchWrite call) {
        return "write a batch to table " + call.request().schema().tableName();
    }

    @Override
    public String transactWrite(StoreCall.TransactWrite call) {
        return "carry out the transaction";
    }

    @Override
    public String transactGet(StoreCall.TransactGet call) {
        return "read the items of the transaction";
    }
}
