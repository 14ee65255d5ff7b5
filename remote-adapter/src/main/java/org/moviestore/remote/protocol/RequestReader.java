// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.moviestore.error.StoreException;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributePath.Name;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.json.JsonForm;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.PageRequest;
import org.moviestore.table.TableChange;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.WriteAction;

/** Reads request lines as calls. Thread-safe. */
public final class RequestReader {
    private static final Set<String> HELLO_FIELDS = Set.of("op", "id", "version", "token");

    private static final Map<String, Operation> OPERATIONS = Map.ofEntries(
            Map.entry("createTable", new Operation(Set.of("schema"), (request, tables) -> createTable(request))),
            Map.entry("describeTable", new Operation(Set.of("table"), (request, tables) -> describeTable(request))),
            Map.entry("listTables", new Operation(Set.of(), (request, tables) -> new StoreCall.ListTables())),
            Map.entry(
                    "updateTable",
                    new Operation(
                            Set.of("table", "addIndex", "dropIndex", "setThroughput"),
                            (request, tables) -> updateTable(request))),
            Map.entry("dropTable", new Operation(Set.of("table"), (request, tables) -> dropTable(request))),
            Map.entry(
                    "openTable",
                    new Operation(Set.of("table", "filterIndexes"), (request, tables) -> openTable(request))),
            Map.entry("getItem", new Operation(GetForm.GET, RequestReader::getItem)),
            Map.entry("putItem", new Operation(ActionReader.PUT, RequestReader::putItem)),
            Map.entry("updateItem", new Operation(ActionReader.UPDATE, RequestReader::updateItem)),
            Map.entry("deleteItem", new Operation(ActionReader.DELETE, RequestReader::deleteItem)),
            Map.entry("queryPage", new Operation(PageForm.QUERY, RequestReader::queryPage)),
            Map.entry("scanPage", new Operation(PageForm.SCAN, RequestReader::scanPage)),
            Map.entry(
                    "explain",
                    new Operation(ActionReader.union(PageForm.QUERY, PageForm.SCAN), RequestReader::explain)),
            Map.entry("batchGet", new Operation(GetForm.BATCH, RequestReader::batchGet)),
            Map.entry(
                    "batchWrite",
                    new Operation(
                            Set.of("table", "keySchema", "puts", "deletes", "capacity"), RequestReader::batchWrite)),
            Map.entry(
                    "transactWrite",
                    new Operation(Set.of("actions", "token", "capacity"), RequestReader::transactWrite)),
            Map.entry("transactGet", new Operation(Set.of("gets", "capacity"), RequestReader::transactGet)));

    /** How the requests of one name are read, and what fields they may have beside that and their id. */
    private record Operation(Set<String> known, BiFunction<Fields, ActionReader, StoreCall<?>> reading) {
        Operation {
            known = ActionReader.union(known, Set.of("op", "id"));
        }
    }

    private RequestReader() {}

    /**
     * Returns the names of the operations that calls of a store are made of; neither {@code hello} is among them nor
     * the operations on movies.
     */
    public static Set<String> operations() {
        return OPERATIONS.keySet();
    }

    /**
     * Returns the greeting that a request is.
     *
     * @throws MalformedLineException if a field of it is missing, unknown or of the wrong kind
     */
    public static StoreCall.Hello readHello(Fields request) {
        request.requireOnly(HELLO_FIELDS);
        return new StoreCall.Hello(request.smallInteger("version"), request.optionalText("token"));
    }

    /**
     * Returns the call that a request stands for, made of the schemas of the server's tables.
     *
     * @param op the name of the operation
     * @throws MalformedLineException if there is no such operation, or a field of it is missing, unknown or of the
     *     wrong kind
     * @throws InvalidRequestException if the request breaks a rule, as if it was made here
     * @throws StoreException if a table is not there or has another key than the client thinks
     */
    public static StoreCall<?> read(String op, Fields request, SchemaSource schemas) {
        Operation operation = OPERATIONS.get(op);
        if (operation == null) {
            throw request.malformed("there is no operation " + Fields.shown(op) + "; there are "
                    + OPERATIONS.keySet().stream().sorted().toList());
        }
        request.requireOnly(operation.known());
        return operation.reading().apply(request, new ActionReader(schemas));
    }

    private static StoreCall<?> createTable(Fields request) {
        return new StoreCall.CreateTable(SchemaForm.read(request.object("schema")));
    }

    private static StoreCall<?> describeTable(Fields request) {
        return new StoreCall.DescribeTable(request.text("table"));
    }

    private static StoreCall<?> updateTable(Fields request) {
        List<String> changes = Stream.of("addIndex", "dropIndex", "setThroughput")
                .filter(request::has)
                .toList();
        if (changes.size() != 1) {
            throw request.malformed(
                    "a table is updated by one of addIndex, dropIndex and setThroughput, got " + changes);
        }
        return new StoreCall.UpdateTable(request.text("table"), change(request, changes.get(0)));
    }

    private static TableChange change(Fields request, String kind) {
        return switch (kind) {
            case "addIndex" -> TableChange.addIndex(SchemaForm.readIndex(request.object(kind)));
            case "dropIndex" -> TableChange.dropIndex(request.text(kind));
            default -> TableChange.setThroughput(SchemaForm.readThroughput(request, kind));
        };
    }

    private static StoreCall<?> dropTable(Fields request) {
        return new StoreCall.DropTable(request.text("table"));
    }

    private static StoreCall<?> openTable(Fields request) {
        return new StoreCall.OpenTable(
                request.text("table"),
                request.textLists("filterIndexes").stream()
                        .map(names -> new AttributePath(names.stream()
                                .<AttributePath.Step>map(Name::new)
                                .toList()))
                        .collect(Collectors.toSet()));
    }

    private static StoreCall<?> getItem(Fields request, ActionReader tables) {
        return new StoreCall.GetItem(GetForm.readGet(request, tables));
    }

    private static StoreCall<?> putItem(Fields request, ActionReader tables) {
        return new StoreCall.PutItem(tables.put(request));
    }

    private static StoreCall<?> updateItem(Fields request, ActionReader tables) {
        return new StoreCall.UpdateItem(tables.update(request));
    }

    private static StoreCall<?> deleteItem(Fields request, ActionReader tables) {
        return new StoreCall.DeleteItem(tables.delete(request));
    }

    private static StoreCall<?> queryPage(Fields request, ActionReader tables) {
        return new StoreCall.ReadPage(PageForm.readQuery(request, tables));
    }

    private static StoreCall<?> scanPage(Fields request, ActionReader tables) {
        return new StoreCall.ReadPage(PageForm.readScan(request, tables));
    }

    private static StoreCall<?> explain(Fields request, ActionReader tables) {
        boolean query = request.has("keyCondition");
        request.requireOnly(ActionReader.union(query ? PageForm.QUERY : PageForm.SCAN, Set.of("op", "id")));
        PageRequest page = query ? PageForm.readQuery(request, tables) : PageForm.readScan(request, tables);
        return new StoreCall.Explain(page);
    }

    private static StoreCall<?> batchGet(Fields request, ActionReader tables) {
        return new StoreCall.BatchGet(GetForm.readBatch(request, tables));
    }

    private static StoreCall<?> batchWrite(Fields request, ActionReader tables) {
        return new StoreCall.BatchWrite(new BatchWriteRequest(
                tables.schema(request),
                request.items("puts", JsonForm.DYNAMODB),
                GetForm.readKeys(request, "deletes"),
                Choices.readCapacity(request)));
    }

    private static StoreCall<?> transactWrite(Fields request, ActionReader tables) {
        List<WriteAction> actions = request.require("actions").objects("actions").stream()
                .map(tables::action)
                .toList();
        return new StoreCall.TransactWrite(
                new TransactWriteRequest(actions, request.optionalText("token"), Choices.readCapacity(request)));
    }

    private static StoreCall<?> transactGet(Fields request, ActionReader tables) {
        return new StoreCall.TransactGet(new TransactGetRequest(
                request.require("gets").objects("gets").stream()
                        .map(get -> {
                            get.requireOnly(GetForm.GET);
                            return GetForm.readGet(get, tables);
                        })
                        .toList(),
                Choices.readCapacity(request)));
    }
}
