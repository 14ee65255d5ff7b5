// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryPlan.Access;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.Select;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableOptions;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactWriteRequest;

/** Stores that refuse full scans, rule T11. */
abstract class FullScanTests extends FilledChecks {
    /** Returns the store with full scans refused, which must not be closed. */
    private DocumentStore refusing() {
        return store().withoutFullScans();
    }

    private DocumentTable refusingFilled() {
        return refusing().table(filledSchema().tableName());
    }

    private static void assertScansRefused(DocumentTable table) {
        assertRefused(ErrorCode.FULL_SCAN, () -> table.scan(ScanRequest.of(table.schema())));
    }

    @Test
    @Rule("T11")
    void scan_whereFullScansAreRefused_isRefusedInAnyForm() {
        DocumentTable table = refusingFilled();

        for (ScanRequest request : List.of(
                scan().build(),
                scan().filter(attribute("p").equalTo("p3")).build(),
                scan().limit(1).build(),
                scan().segment(0, 4).build(),
                scan().index("by-text").build(),
                scan().index("local").limit(1).build(),
                scan().select(Select.COUNT).build())) {
            assertRefused(ErrorCode.FULL_SCAN, () -> table.scan(request));
            assertRefused(ErrorCode.FULL_SCAN, () -> table.count(request));
            assertRefused(ErrorCode.FULL_SCAN, () -> table.stream(request));
        }
        assertRefused(ErrorCode.FULL_SCAN, () -> table.export(1));

        assertThat(filled().count(scan().build())).isEqualTo(ITEMS.size());
    }

    @Test
    @Rule("T11")
    void scan_whereFullScansAreRefused_isRefusedHoweverTheTableWasGot() {
        DocumentStore refusing = refusing();
        DocumentTable created = refusing.createTable(TableSchema.builder(run().newTableName())
                .partitionKey("p", AttributeType.STRING)
                .build());
        String name = created.schema().tableName();
        TableChange change = TableChange.setThroughput(Throughput.onDemand());

        for (DocumentTable table : List.of(
                created,
                refusing.table(name),
                refusing.table(name, TableOptions.none().withVersionAttribute("v")),
                refusing.updateTable(name, change),
                refusing.withoutFullScans().table(name),
                created.withoutFullScans(),
                store().table(name).withoutFullScans())) {
            assertScansRefused(table);
        }
        assertScansRefused(created.store().table(name));
        assertScansRefused(refusing.table(name, TableOptions.none()).store().table(name));
    }

    @Test
    @Rule("T11")
    void query_whereFullScansAreRefused_isAnswered() {
        DocumentTable table = refusingFilled();
        QueryRequest.Builder one = QueryRequest.builder(filledSchema(), KeyCondition.partition("p", "p3"));
        QueryRequest request =
                one.filter(attribute("even").equalTo(true)).limit(1).build();
        QueryRequest byIndex = QueryRequest.builder(filledSchema(), KeyCondition.partition("g", "g0"))
                .index("by-text")
                .build();

        assertThat(table.query(request)).isEqualTo(filled().query(request));
        assertThat(table.stream(request)).hasSize(2);
        assertThat(table.count(request)).isEqualTo(2);
        assertThat(table.query(byIndex).items()).hasSize(8);
    }

    @ParameterizedTest
    @EnumSource(value = RequestTests.Operation.class, names = "SCAN", mode = EnumSource.Mode.EXCLUDE)
    @Rule("T11")
    void operation_whereFullScansAreRefused_isCarriedOut(RequestTests.Operation operation) {
        DocumentTable table = run().newTable(AttributeType.STRING);
        Item item = attributes("p", "x");
        table.put(item);

        operation.on(refusing().table(table.schema().tableName()), table.schema());

        boolean isDelete =
                operation == RequestTests.Operation.DELETE || operation == RequestTests.Operation.BATCH_WRITE;
        assertThat(table.get(table.schema().keyOf(item)).isEmpty()).isEqualTo(isDelete);
    }

    @Test
    @Rule("T11")
    void transaction_whereFullScansAreRefused_isCarriedOut() {
        Item item = attributes("p", newPartition(), "a", 1);
        TableSchema schema = table().schema();

        refusing().transactWrite(TransactWriteRequest.of(PutRequest.of(schema, item)));

        assertThat(refusing()
                        .transactGet(TransactGetRequest.of(GetRequest.of(schema, schema.keyOf(item))))
                        .items())
                .singleElement()
                .satisfies(found -> assertThat(found).contains(item));
    }

    @Test
    @Rule({"G13", "T11"})
    void explain_whereFullScansAreRefused_isAnswered() {
        assertThat(refusingFilled().explain(scan().build()).access()).isEqualTo(Access.TABLE_SCAN);
        assertThat(refusingFilled().explain(scan().index("by-text").build()).access())
                .isEqualTo(Access.INDEX_SCAN);
    }
}
