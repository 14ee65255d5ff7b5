// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.GetResult;
import org.moviestore.table.Page;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteResult;
import org.moviestore.table.WriteResult;

/** Writes the result of a call, which is of the kind that the call returns, into the line of its reply. */
final class ResultWriter implements StoreCall.Visitor<JsonLine> {
    private static final String CAPACITY = "consumedCapacity";

    private final JsonLine line;
    private final Object result;

    ResultWriter(JsonLine line, Object result) {
        this.line = line;
        this.result = result;
    }

    @Override
    public JsonLine hello(StoreCall.Hello call) {
        ServerInfo info = (ServerInfo) result;
        line.number("version", ServerInfo.PROTOCOL_VERSION)
                .text("server", info.server())
                .number("idleSeconds", info.idleSeconds())
                .number("maxLineBytes", info.maxLineBytes());
        return line.object("store", inner -> writeStore(inner, info));
    }

    private static void writeStore(JsonLine line, ServerInfo info) {
        BatchLimits limits = info.batchLimits();
        line.number("gets", limits.gets())
                .number("writes", limits.writes())
                .number("parallelCalls", limits.parallelCalls())
                .texts(
                        "features",
                        info.features().stream().map(Enum::name).sorted().toList());
    }

    @Override
    public JsonLine createTable(StoreCall.CreateTable call) {
        return schema((TableSchema) result);
    }

    @Override
    public JsonLine describeTable(StoreCall.DescribeTable call) {
        TableDescription description = (TableDescription) result;
        schema(description.schema()).text("status", description.status().name());
        Map<String, String> indexes = new LinkedHashMap<>();
        description.indexStatus().forEach((name, status) -> indexes.put(name, status.name()));
        return line.textMap("indexStatus", indexes);
    }

    @Override
    public JsonLine listTables(StoreCall.ListTables call) {
        return line.array("tables", (Collection<?>) result, (name, out) -> JsonText.quote((String) name, out));
    }

    @Override
    public JsonLine updateTable(StoreCall.UpdateTable call) {
        return schema((TableSchema) result);
    }

    @Override
    public JsonLine dropTable(StoreCall.DropTable call) {
        return line;
    }

    @Override
    public JsonLine openTable(StoreCall.OpenTable call) {
        return schema((TableSchema) result);
    }

    private JsonLine schema(TableSchema schema) {
        return line.object("schema", inner -> SchemaForm.write(inner, schema));
    }

    @Override
    public JsonLine getItem(StoreCall.GetItem call) {
        GetResult found = (GetResult) result;
        return item(found.item(), found.consumedCapacity());
    }

    @Override
    public JsonLine putItem(StoreCall.PutItem call) {
        return written();
    }

    @Override
    public JsonLine updateItem(StoreCall.UpdateItem call) {
        return written();
    }

    @Override
    public JsonLine deleteItem(StoreCall.DeleteItem call) {
        return written();
    }

    private JsonLine written() {
        WriteResult written = (WriteResult) result;
        return item(written.item(), written.consumedCapacity());
    }

    private JsonLine item(Optional<Item> item, OptionalDouble capacity) {
        item.ifPresent(each -> line.item("item", each));
        return line.number(CAPACITY, capacity);
    }

    @Override
    public JsonLine readPage(StoreCall.ReadPage call) {
        Page<?> page = (Page<?>) result;
        line.array("items", page.items(), (item, out) -> out.append(JsonForm.DYNAMODB.write((Item) item)))
                .number("count", page.count());
        PositionForm.write(line, "last", page.last());
        page.evaluated().ifPresent(number -> line.number("evaluated", number));
        return line.number(CAPACITY, page.consumedCapacity());
    }

    @Override
    public JsonLine explain(StoreCall.Explain call) {
        QueryPlan plan = (QueryPlan) result;
        line.text("access", plan.access().name());
        plan.index().ifPresent(name -> line.text("index", name));
        plan.filteredBy().ifPresent(side -> line.text("filteredBy", side.name()));
        plan.backendPlan().ifPresent(text -> line.text("backendPlan", text));
        return line.number("estimatedCapacity", plan.estimatedCapacity());
    }

    @Override
    public JsonLine batchGet(StoreCall.BatchGet call) {
        BatchGetResult found = (BatchGetResult) result;
        return line.objects("items", found.items().entrySet(), (entry, inner) -> {
                    inner.key("key", entry.getKey());
                    inner.item("item", entry.getValue());
                })
                .keys("unprocessed", found.unprocessed())
                .number(CAPACITY, found.consumedCapacity());
    }

    @Override
    public JsonLine batchWrite(StoreCall.BatchWrite call) {
        BatchWriteResult written = (BatchWriteResult) result;
        return line.keys("unprocessed", written.unprocessed()).number(CAPACITY, written.consumedCapacity());
    }

    @Override
    public JsonLine transactWrite(StoreCall.TransactWrite call) {
        return line.number(CAPACITY, ((TransactWriteResult) result).consumedCapacity());
    }

    @Override
    public JsonLine transactGet(StoreCall.TransactGet call) {
        TransactGetResult found = (TransactGetResult) result;
        return line.array(
                        "items",
                        found.items(),
                        (item, out) ->
                                out.append(item.map(JsonForm.DYNAMODB::write).orElse("null")))
                .number(CAPACITY, found.consumedCapacity());
    }
}
