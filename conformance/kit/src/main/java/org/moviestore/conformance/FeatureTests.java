// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.set;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.Batches;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.Select;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** What a store may lack: that it works where it is declared, and is refused where it is not; rule T9. */
abstract class FeatureTests extends FilledChecks {
    /** Returns every operation on the item by its name, each returning the consumed capacity of its result. */
    private static Map<String, Supplier<OptionalDouble>> operations(
            DocumentTable table, Item item, CapacityReport report) {
        Map<String, Supplier<OptionalDouble>> operations = new LinkedHashMap<>();
        operations.put("get", () -> get(table, item, report));
        operations.put("put", () -> put(table, item, report));
        operations.put("update", () -> update(table, item, report));
        for (Select select : Select.values()) {
            operations.put("query of " + select, () -> query(table, select, report));
            operations.put("scan of " + select, () -> scan(table, select, report));
        }
        operations.put(
                "batch get", () -> table.batchGet(batchGet(table, item, report)).consumedCapacity());
        operations.put(
                "batch write",
                () -> table.batchWrite(batchWrite(table, item, report)).consumedCapacity());
        operations.put(
                "get of any size",
                () -> Batches.over(table).get(batchGet(table, item, report)).consumedCapacity());
        operations.put(
                "write of any size",
                () -> Batches.over(table).write(batchWrite(table, item, report)).consumedCapacity());
        operations.put("delete", () -> delete(table, item, report));
        return operations;
    }

    private static OptionalDouble get(DocumentTable table, Item item, CapacityReport report) {
        TableSchema schema = table.schema();
        GetRequest.Builder request = GetRequest.builder(schema, schema.keyOf(item));
        return table.get(request.capacityReport(report).build()).consumedCapacity();
    }

    private static OptionalDouble put(DocumentTable table, Item item, CapacityReport report) {
        PutRequest.Builder request = PutRequest.builder(table.schema(), item.with("changed", true));
        return table.put(request.capacityReport(report).build()).consumedCapacity();
    }

    private static OptionalDouble update(DocumentTable table, Item item, CapacityReport report) {
        TableSchema schema = table.schema();
        UpdateRequest.Builder request = UpdateRequest.builder(schema, schema.keyOf(item), set("changed", true));
        return table.update(request.capacityReport(report).build()).consumedCapacity();
    }

    private static OptionalDouble query(DocumentTable table, Select select, CapacityReport report) {
        QueryRequest.Builder request = QueryRequest.builder(table.schema(), KeyCondition.partition("p", "x"));
        return table.query(request.select(select).capacityReport(report).build())
                .consumedCapacity();
    }

    private static OptionalDouble scan(DocumentTable table, Select select, CapacityReport report) {
        ScanRequest.Builder request = ScanRequest.builder(table.schema());
        return table.scan(request.select(select).capacityReport(report).build()).consumedCapacity();
    }

    private static BatchGetRequest batchGet(DocumentTable table, Item item, CapacityReport report) {
        TableSchema schema = table.schema();
        return BatchGetRequest.builder(schema, List.of(schema.keyOf(item)))
                .capacityReport(report)
                .build();
    }

    private static BatchWriteRequest batchWrite(DocumentTable table, Item item, CapacityReport report) {
        return BatchWriteRequest.ofPuts(table.schema(), List.of(item.with("changed", true)))
                .withCapacityReport(report);
    }

    private static OptionalDouble delete(DocumentTable table, Item item, CapacityReport report) {
        TableSchema schema = table.schema();
        DeleteRequest.Builder request = DeleteRequest.builder(schema, schema.keyOf(item));
        return table.delete(request.capacityReport(report).build()).consumedCapacity();
    }

    @Test
    @Rule("T9")
    @RequiresFeature(TableFeature.CONSUMED_CAPACITY)
    void everyOperation_askedForConsumedCapacity_reportsIt() {
        DocumentTable table = run().newTable(AttributeType.STRING);
        Item item = attributes("p", "x");
        table.put(item);

        operations(table, item, CapacityReport.TOTAL)
                .forEach((name, operation) ->
                        assertThat(operation.get().orElseThrow()).as(name).isPositive());
    }

    @Test
    @Rule("T9")
    @RequiresFeature(value = TableFeature.CONSUMED_CAPACITY, absent = true)
    void everyOperation_askedForConsumedCapacityThatIsLacking_isRefusedAndChangesNothing() {
        DocumentTable table = run().newTable(AttributeType.STRING);
        Item item = attributes("p", "x");
        table.put(item);

        operations(table, item, CapacityReport.TOTAL)
                .forEach((name, operation) -> assertThatExceptionOfType(UnsupportedOperationException.class)
                        .as(name)
                        .isThrownBy(operation::get)
                        .withMessageContaining("CONSUMED_CAPACITY"));

        assertThat(table.stream(ScanRequest.of(table.schema()))).containsExactly(item);
    }

    @Test
    @Rule("T9")
    @RequiresFeature(TableFeature.CONSUMED_CAPACITY)
    void readByAnIndex_askedForConsumedCapacity_reportsIt() {
        for (String index : List.of("local", "by-text", "by-number", "by-binary")) {
            for (Select select : Select.values()) {
                ScanRequest request = scan().index(index)
                        .select(select)
                        .capacityReport(CapacityReport.TOTAL)
                        .build();

                assertThat(filled().scan(request).consumedCapacity().orElseThrow())
                        .as("%s of %s", select, index)
                        .isPositive();
            }
        }
    }

    @Test
    @Rule("T9")
    void everyOperation_notAskedForConsumedCapacity_reportsNone() {
        DocumentTable table = run().newTable(AttributeType.STRING);
        Item item = attributes("p", "x");
        table.put(item);

        operations(table, item, CapacityReport.NONE)
                .forEach((name, operation) ->
                        assertThat(operation.get()).as(name).isEmpty());
    }
}
