// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import org.moviestore.item.AttributePath;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.TableChange;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteAction;

/** Writes what a call asks for into the line of its request. */
final class CallWriter implements StoreCall.Visitor<JsonLine> {
    private final JsonLine line;

    CallWriter(JsonLine line) {
        this.line = line;
    }

    private JsonLine op(String name) {
        return line.text("op", name);
    }

    @Override
    public JsonLine hello(StoreCall.Hello call) {
        op("hello").number("version", call.version());
        call.token().ifPresent(token -> line.text("token", token));
        return line;
    }

    @Override
    public JsonLine createTable(StoreCall.CreateTable call) {
        return op("createTable").object("schema", inner -> SchemaForm.write(inner, call.schema()));
    }

    @Override
    public JsonLine describeTable(StoreCall.DescribeTable call) {
        return op("describeTable").text("table", call.table());
    }

    @Override
    public JsonLine listTables(StoreCall.ListTables call) {
        return op("listTables");
    }

    @Override
    public JsonLine updateTable(StoreCall.UpdateTable call) {
        op("updateTable").text("table", call.table());
        return call.change().accept(new TableChange.Visitor<>() {
            @Override
            public JsonLine addIndex(TableChange.AddIndex change) {
                return line.object("addIndex", inner -> SchemaForm.writeIndex(inner, change.index()));
            }

            @Override
            public JsonLine dropIndex(TableChange.DropIndex change) {
                return line.text("dropIndex", change.name());
            }

            @Override
            public JsonLine setThroughput(TableChange.SetThroughput change) {
                SchemaForm.writeThroughput(line, "setThroughput", change.throughput());
                return line;
            }
        });
    }

    @Override
    public JsonLine dropTable(StoreCall.DropTable call) {
        return op("dropTable").text("table", call.table());
    }

    @Override
    public JsonLine openTable(StoreCall.OpenTable call) {
        op("openTable").text("table", call.table());
        return call.filterIndexes().isEmpty()
                ? line
                : line.array("filterIndexes", call.filterIndexes(), CallWriter::writePath);
    }

    /** Writes a path that is made of names. */
    private static void writePath(AttributePath path, StringBuilder out) {
        char separator = '[';
        for (AttributePath.Step step : path.steps()) {
            JsonText.quote(step.toString(), out.append(separator));
            separator = ',';
        }
        out.append(']');
    }

    @Override
    public JsonLine getItem(StoreCall.GetItem call) {
        GetForm.write(op("getItem"), call.request());
        return line;
    }

    @Override
    public JsonLine putItem(StoreCall.PutItem call) {
        return new ActionWriter(op("putItem")).put(call.request());
    }

    @Override
    public JsonLine updateItem(StoreCall.UpdateItem call) {
        return new ActionWriter(op("updateItem")).update(call.request());
    }

    @Override
    public JsonLine deleteItem(StoreCall.DeleteItem call) {
        return new ActionWriter(op("deleteItem")).delete(call.request());
    }

    @Override
    public JsonLine readPage(StoreCall.ReadPage call) {
        PageForm.write(op(call.request() instanceof QueryRequest ? "queryPage" : "scanPage"), call.request());
        return line;
    }

    @Override
    public JsonLine explain(StoreCall.Explain call) {
        PageForm.write(op("explain"), call.request());
        return line;
    }

    @Override
    public JsonLine batchGet(StoreCall.BatchGet call) {
        GetForm.write(op("batchGet"), call.request());
        return line;
    }

    @Override
    public JsonLine batchWrite(StoreCall.BatchWrite call) {
        BatchWriteRequest request = call.request();
        op("batchWrite").text("table", request.schema().tableName());
        SchemaForm.writeKey(line, request.schema().keyAttributes());
        if (!request.puts().isEmpty()) {
            line.items("puts", request.puts());
        }
        if (!request.deletes().isEmpty()) {
            line.keys("deletes", request.deletes());
        }
        Choices.writeCapacity(line, request.capacityReport());
        return line;
    }

    @Override
    public JsonLine transactWrite(StoreCall.TransactWrite call) {
        TransactWriteRequest request = call.request();
        op("transactWrite");
        request.clientToken().ifPresent(token -> line.text("token", token));
        Choices.writeCapacity(line, request.capacityReport());
        return line.objects("actions", request.actions(), CallWriter::writeAction);
    }

    private static void writeAction(WriteAction action, JsonLine line) {
        String kind = action.accept(new Kind());
        line.object(kind, inner -> action.accept(new ActionWriter(inner)));
    }

    @Override
    public JsonLine transactGet(StoreCall.TransactGet call) {
        TransactGetRequest request = call.request();
        Choices.writeCapacity(op("transactGet"), request.capacityReport());
        return line.objects("gets", request.gets(), CallWriter::writeGet);
    }

    private static void writeGet(GetRequest get, JsonLine line) {
        GetForm.write(line, get);
    }

    /** The word for each kind of action. */
    private static final class Kind implements WriteAction.Visitor<String> {
        @Override
        public String put(PutRequest action) {
            return "put";
        }

        @Override
        public String update(UpdateRequest action) {
            return "update";
        }

        @Override
        public String delete(DeleteRequest action) {
            return "delete";
        }

        @Override
        public String check(ConditionCheck action) {
            return "check";
        }
    }
}
