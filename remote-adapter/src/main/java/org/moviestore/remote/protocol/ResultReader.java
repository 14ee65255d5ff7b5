// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.json.JsonForm;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.GetResult;
import org.moviestore.table.Page;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.QueryPlan.Access;
import org.moviestore.table.QueryPlan.FilteredBy;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TableStatus;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteResult;
import org.moviestore.table.WriteResult;

/** Reads the result of a call, of the kind that the call returns, from its reply. */
final class ResultReader implements StoreCall.Visitor<Object> {
    private final Fields reply;

    ResultReader(Fields reply) {
        this.reply = reply;
    }

    @Override
    public Object hello(StoreCall.Hello call) {
        Fields store = reply.object("store");
        BatchLimits limits = new BatchLimits(
                store.smallInteger("gets"), store.smallInteger("writes"), store.smallInteger("parallelCalls"));
        Set<TableFeature> features = EnumSet.noneOf(TableFeature.class);
        // A feature that this side does not know is one that nobody here asks for.
        store.texts("features")
                .forEach(name -> Choices.named(TableFeature.class, name).ifPresent(features::add));
        return new ServerInfo(
                reply.text("server"),
                reply.smallInteger("idleSeconds"),
                reply.smallInteger("maxLineBytes"),
                limits,
                features);
    }

    @Override
    public Object createTable(StoreCall.CreateTable call) {
        return schema();
    }

    @Override
    public Object describeTable(StoreCall.DescribeTable call) {
        Map<String, TableStatus> indexes = new LinkedHashMap<>();
        reply.textMap("indexStatus").forEach((name, word) -> indexes.put(name, named(TableStatus.class, word)));
        return new TableDescription(schema(), named(TableStatus.class, reply.text("status")), indexes);
    }

    @Override
    public Object listTables(StoreCall.ListTables call) {
        return reply.require("tables").texts("tables");
    }

    @Override
    public Object updateTable(StoreCall.UpdateTable call) {
        return schema();
    }

    @Override
    public Object dropTable(StoreCall.DropTable call) {
        return Optional.<Item>empty();
    }

    @Override
    public Object openTable(StoreCall.OpenTable call) {
        return schema();
    }

    private TableSchema schema() {
        return SchemaForm.read(reply.object("schema"));
    }

    @Override
    public Object getItem(StoreCall.GetItem call) {
        return new GetResult(item(), capacity());
    }

    @Override
    public Object putItem(StoreCall.PutItem call) {
        return new WriteResult(item(), capacity());
    }

    @Override
    public Object updateItem(StoreCall.UpdateItem call) {
        return new WriteResult(item(), capacity());
    }

    @Override
    public Object deleteItem(StoreCall.DeleteItem call) {
        return new WriteResult(item(), capacity());
    }

    private Optional<Item> item() {
        return reply.optionalItem("item", JsonForm.DYNAMODB);
    }

    private OptionalDouble capacity() {
        return reply.optionalNumber("consumedCapacity");
    }

    @Override
    public Object readPage(StoreCall.ReadPage call) {
        return new Page<>(
                reply.require("items").items("items", JsonForm.DYNAMODB),
                reply.integer("count"),
                PositionForm.read(reply, "last"),
                reply.optionalSmallInteger("evaluated"),
                capacity());
    }

    @Override
    public Object explain(StoreCall.Explain call) {
        return new QueryPlan(
                named(Access.class, reply.text("access")),
                reply.optionalText("index"),
                reply.optionalText("filteredBy").map(word -> named(FilteredBy.class, word)),
                reply.optionalText("backendPlan"),
                reply.optionalNumber("estimatedCapacity"));
    }

    @Override
    public Object batchGet(StoreCall.BatchGet call) {
        Map<Key, Item> items = new LinkedHashMap<>();
        reply.require("items")
                .objects("items")
                .forEach(found -> items.put(PositionForm.readKey(found), found.item("item", JsonForm.DYNAMODB)));
        return new BatchGetResult(items, keys("unprocessed"), capacity());
    }

    @Override
    public Object batchWrite(StoreCall.BatchWrite call) {
        return new BatchWriteResult(keys("unprocessed"), capacity());
    }

    @Override
    public Object transactWrite(StoreCall.TransactWrite call) {
        return new TransactWriteResult(capacity());
    }

    @Override
    public Object transactGet(StoreCall.TransactGet call) {
        List<Optional<Item>> items = reply.require("items").optionalItems("items", JsonForm.DYNAMODB);
        if (items.size() != call.request().gets().size()) {
            throw reply.malformed(
                    items.size() + " items for " + call.request().gets().size() + " gets");
        }
        return new TransactGetResult(items, capacity());
    }

    private <E extends Enum<E>> E named(Class<E> type, String word) {
        return Choices.named(type, word)
                .orElseThrow(() -> reply.malformed(Fields.shown(word) + " is no " + type.getSimpleName()));
    }

    /** Returns the keys of an array, without which nobody knows what was done. */
    private List<Key> keys(String name) {
        return GetForm.readKeys(reply.require(name), name);
    }
}
