// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TableStatus;
import org.moviestore.table.Throughput;

/** Creating, describing, listing and dropping tables. */
abstract class TableTests extends ConformanceTests {
    private TableSchema newSchema(Throughput throughput) {
        return TableSchema.builder(run().newTableName())
                .partitionKey("year", AttributeType.NUMBER)
                .sortKey("title", AttributeType.STRING)
                .throughput(throughput)
                .build();
    }

    @Test
    void createTable_onDemand_isDescribedAsAsked() {
        TableSchema schema = newSchema(Throughput.onDemand());

        store().createTable(schema);

        assertThat(store().describeTable(schema.tableName()))
                .isEqualTo(new TableDescription(schema, TableStatus.ACTIVE));
    }

    @Test
    void createTable_provisioned_isDescribedAsAsked() {
        TableSchema schema = newSchema(Throughput.provisioned(10, 10));

        store().createTable(schema);

        assertThat(store().describeTable(schema.tableName()))
                .isEqualTo(new TableDescription(schema, TableStatus.ACTIVE));
    }

    @Test
    void createTable_whenItReturns_theTableCanBeUsed() {
        TableSchema schema = newSchema(Throughput.onDemand());
        Item item = Item.of("year", 1985, "title", "After Hours");

        DocumentTable table = store().createTable(schema);
        table.put(item);

        assertThat(table.schema()).isEqualTo(schema);
        assertThat(table.store()).isSameAs(store());
        assertThat(table.get(schema.key(1985, "After Hours"))).contains(item);
    }

    @Test
    void createTable_ofATakenName_isRefusedAndTheTableStays() {
        TableSchema schema = newSchema(Throughput.onDemand());
        DocumentTable table = store().createTable(schema);
        Item item = Item.of("year", 1985, "title", "After Hours");
        table.put(item);

        assertThatExceptionOfType(TableExistsException.class).isThrownBy(() -> store().createTable(schema));

        assertThat(table.get(schema.key(1985, "After Hours"))).contains(item);
    }

    @Test
    void dropTable_whenItReturns_theTableIsGone() {
        TableSchema schema = newSchema(Throughput.onDemand());
        DocumentTable table = store().createTable(schema);

        store().dropTable(schema.tableName());

        assertThat(store().listTables()).doesNotContain(schema.tableName());
        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> table.get(schema.key(1985, "After Hours")));
    }
}
