// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.set;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** What a store may lack: that it works where it is declared, and is refused where it is not; rule T9. */
abstract class FeatureTests extends ConformanceTests {
    /** Returns every operation on the item by its name, each returning the consumed capacity of its result. */
    private static Map<String, Supplier<OptionalDouble>> operations(
            DocumentTable table, Item item, CapacityReport report) {
        TableSchema schema = table.schema();
        Key key = schema.keyOf(item);
        Item changed = item.with("changed", true);
        Map<String, Supplier<OptionalDouble>> operations = new LinkedHashMap<>();
        operations.put(
                "get",
                () -> table.get(GetRequest.builder(schema, key)
                                .capacityReport(report)
                                .build())
                        .consumedCapacity());
        operations.put(
                "put",
                () -> table.put(PutRequest.builder(schema, changed)
                                .capacityReport(report)
                                .build())
                        .consumedCapacity());
        operations.put(
                "update",
                () -> table.update(UpdateRequest.builder(schema, key, set("changed", true))
                                .capacityReport(report)
                                .build())
                        .consumedCapacity());
        operations.put(
                "query",
                () -> table.query(QueryRequest.builder(schema, KeyCondition.partition("p", "x"))
                                .capacityReport(report)
                                .build())
                        .consumedCapacity());
        operations.put(
                "scan",
                () -> table.scan(ScanRequest.builder(schema)
                                .capacityReport(report)
                                .build())
                        .consumedCapacity());
        operations.put(
                "delete",
                () -> table.delete(DeleteRequest.builder(schema, key)
                                .capacityReport(report)
                                .build())
                        .consumedCapacity());
        return operations;
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
    void everyOperation_notAskedForConsumedCapacity_reportsNone() {
        DocumentTable table = run().newTable(AttributeType.STRING);
        Item item = attributes("p", "x");
        table.put(item);

        operations(table, item, CapacityReport.NONE)
                .forEach((name, operation) ->
                        assertThat(operation.get()).as(name).isEmpty());
    }
}
