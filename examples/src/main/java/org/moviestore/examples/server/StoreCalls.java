// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Optional;
import java.util.function.Supplier;
import org.moviestore.item.Item;
import org.moviestore.remote.protocol.ReplyWriter;
import org.moviestore.remote.protocol.RequestId;
import org.moviestore.remote.protocol.StoreCall;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PageRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableOptions;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;

/** What the calls of a store do here: each is the same call of the server's store. */
final class StoreCalls implements StoreCall.Visitor<Work> {
    private final ServedTables served;
    private final NamedTables named;
    private final ReplySize replySize;
    private final Optional<RequestId> id;

    /** @param id of the request, which its reply bears */
    StoreCalls(ServedTables served, NamedTables named, ReplySize replySize, Optional<RequestId> id) {
        this.served = served;
        this.named = named;
        this.replySize = replySize;
        this.id = id;
    }

    private DocumentStore store() {
        return served.store();
    }

    private <R> Work reads(Touched touched, StoreCall<R> call, Supplier<R> result) {
        return OneReply.reading(touched, () -> ReplyWriter.write(id, call, result.get()));
    }

    private <R> Work writes(Touched touched, StoreCall<R> call, Supplier<R> result) {
        return OneReply.writing(touched, () -> ReplyWriter.write(id, call, result.get()));
    }

    @Override
    public Work hello(StoreCall.Hello call) {
        throw new UnsupportedOperationException("a greeting is for the connection to answer, not for the store");
    }

    @Override
    public Work createTable(StoreCall.CreateTable call) {
        TableSchema schema = call.schema();
        return writes(
                Touched.writingAll(schema.tableName()),
                call,
                () -> served.remember(store().createTable(schema)).schema());
    }

    @Override
    public Work describeTable(StoreCall.DescribeTable call) {
        return reads(Touched.readingAll(call.table()), call, () -> store().describeTable(call.table()));
    }

    @Override
    public Work listTables(StoreCall.ListTables call) {
        return reads(Touched.nothing(), call, () -> store().listTables());
    }

    @Override
    public Work updateTable(StoreCall.UpdateTable call) {
        return writes(
                Touched.writingAll(call.table()),
                call,
                () -> served.remember(store().updateTable(call.table(), call.change()))
                        .schema());
    }

    @Override
    public Work dropTable(StoreCall.DropTable call) {
        return writes(Touched.writingAll(call.table()), call, () -> {
            served.forget(call.table());
            store().dropTable(call.table());
            // Another request may have asked for it while it was there.
            served.forget(call.table());
            return Optional.<Item>empty();
        });
    }

    @Override
    public Work openTable(StoreCall.OpenTable call) {
        TableOptions options = new TableOptions(Optional.empty(), call.filterIndexes());
        Supplier<TableSchema> opening =
                () -> served.remember(store().table(call.table(), options)).schema();
        Touched touched = Touched.readingAll(call.table());
        // The indexes that filters are to use are made if they are not there.
        return call.filterIndexes().isEmpty() ? reads(touched, call, opening) : writes(touched, call, opening);
    }

    @Override
    public Work getItem(StoreCall.GetItem call) {
        GetRequest request = call.request();
        DocumentTable table = named.table(request.schema());
        return reads(Touched.reading(nameOf(table), request.key()), call, () -> table.get(request));
    }

    @Override
    public Work putItem(StoreCall.PutItem call) {
        PutRequest request = call.request();
        DocumentTable table = named.table(request.schema());
        return writes(Touched.writing(nameOf(table), request.key()), call, () -> table.put(request));
    }

    @Override
    public Work updateItem(StoreCall.UpdateItem call) {
        UpdateRequest request = call.request();
        DocumentTable table = named.table(request.schema());
        return writes(Touched.writing(nameOf(table), request.key()), call, () -> table.update(request));
    }

    @Override
    public Work deleteItem(StoreCall.DeleteItem call) {
        DeleteRequest request = call.request();
        DocumentTable table = named.table(request.schema());
        return writes(Touched.writing(nameOf(table), request.key()), call, () -> table.delete(request));
    }

    @Override
    public Work readPage(StoreCall.ReadPage call) {
        PageRequest request = call.request();
        DocumentTable table = named.table(request.schema());
        return OneReply.ofMany(
                Touched.readingAll(nameOf(table)),
                () -> replySize.page(table, request, page -> ReplyWriter.write(id, call, page)));
    }

    @Override
    public Work explain(StoreCall.Explain call) {
        PageRequest request = call.request();
        DocumentTable table = named.table(request.schema());
        return reads(Touched.readingAll(nameOf(table)), call, () -> table.explain(request));
    }

    @Override
    public Work batchGet(StoreCall.BatchGet call) {
        BatchGetRequest request = call.request();
        // Here, since it is read in parts, each of which the store takes.
        store().batchLimits().check(request);
        DocumentTable table = named.table(request.schema());
        Touched.Builder touched = Touched.builder();
        request.keys().forEach(key -> touched.reads(nameOf(table), key));
        return OneReply.ofMany(
                touched.build(), () -> replySize.batch(table, request, result -> ReplyWriter.write(id, call, result)));
    }

    @Override
    public Work batchWrite(StoreCall.BatchWrite call) {
        BatchWriteRequest request = call.request();
        DocumentTable table = named.table(request.schema());
        Touched.Builder touched = Touched.builder();
        request.keys().forEach(key -> touched.writes(nameOf(table), key));
        return writes(touched.build(), call, () -> table.batchWrite(request));
    }

    @Override
    public Work transactWrite(StoreCall.TransactWrite call) {
        TransactWriteRequest request = call.request();
        Touched.Builder touched = Touched.builder();
        // What is only checked is kept from changing until the others are written, as if it were written too.
        request.actions().forEach(action -> touched.writes(action.schema().tableName(), action.key()));
        return writes(touched.build(), call, () -> store().transactWrite(request));
    }

    @Override
    public Work transactGet(StoreCall.TransactGet call) {
        TransactGetRequest request = call.request();
        Touched.Builder touched = Touched.builder();
        request.gets().forEach(get -> touched.reads(get.schema().tableName(), get.key()));
        return OneReply.ofMany(touched.build(), () -> ReplyWriter.write(id, call, store().transactGet(request)));
    }

    private static String nameOf(DocumentTable table) {
        return table.schema().tableName();
    }
}
