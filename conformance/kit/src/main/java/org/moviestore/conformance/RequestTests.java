// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.from;
import static org.moviestore.expression.Expressions.set;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import org.moviestore.table.UpdateRequest;

/** Requests that do not fit: null, of another table, of no table, to a closed store; rules T5 to T8. */
abstract class RequestTests extends ConformanceTests {
    /** Every operation of a table, on the item with the partition key {@code x}. */
    enum Operation {
        GET,
        PUT,
        UPDATE,
        DELETE,
        QUERY,
        SCAN,
        EXPLAIN,
        BATCH_GET,
        BATCH_WRITE;

        void on(DocumentTable table, TableSchema schema) {
            Key key = Key.of("p", "x");
            switch (this) {
                case GET -> table.get(GetRequest.of(schema, key));
                case PUT -> table.put(PutRequest.of(schema, attributes("p", "x", "changed", true)));
                case UPDATE -> table.update(UpdateRequest.of(schema, key, set("changed", true)));
                case DELETE -> table.delete(DeleteRequest.of(schema, key));
                case QUERY -> table.query(QueryRequest.of(schema, KeyCondition.partition("p", "x")));
                case SCAN -> table.scan(ScanRequest.of(schema));
                case EXPLAIN -> table.explain(ScanRequest.of(schema));
                case BATCH_GET -> table.batchGet(BatchGetRequest.of(schema, List.of(key)));
                case BATCH_WRITE -> table.batchWrite(BatchWriteRequest.ofDeletes(schema, List.of(key)));
            }
        }
    }

    @Test
    @Rule("T5")
    @SuppressWarnings("NullAway")
    void tableOperation_withNull_namesTheArgument() {
        for (Consumer<DocumentTable> operation : List.<Consumer<DocumentTable>>of(
                table -> table.get((GetRequest) null),
                table -> table.put((PutRequest) null),
                table -> table.update(null),
                table -> table.delete((DeleteRequest) null),
                table -> table.query(null),
                table -> table.scan(null),
                table -> table.explain(null),
                table -> table.batchGet(null),
                table -> table.batchWrite(null))) {
            assertThatNullPointerException()
                    .isThrownBy(() -> operation.accept(table()))
                    .withMessageContaining("request");
        }
        assertThatNullPointerException()
                .isThrownBy(() -> table().load(null, LoadListener.SILENT))
                .withMessage("records");
        assertThatNullPointerException()
                .isThrownBy(() -> table().load(Collections.emptyIterator(), null))
                .withMessage("listener");
    }

    @Test
    @Rule("T5")
    @SuppressWarnings("NullAway")
    void storeOperation_withNull_namesTheArgument() {
        assertThatNullPointerException()
                .isThrownBy(() -> store().createTable(null))
                .withMessageContaining("schema");
        for (Consumer<DocumentStore> operation : List.<Consumer<DocumentStore>>of(
                store -> store.table(null), store -> store.describeTable(null), store -> store.dropTable(null))) {
            assertThatNullPointerException()
                    .isThrownBy(() -> operation.accept(store()))
                    .withMessageContaining("name");
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    @Rule("T6")
    void operation_withARequestOfAnotherTable_isRefusedAndChangesNothing(Operation operation) {
        DocumentTable table = run().newTable(AttributeType.STRING);
        Item item = attributes("p", "x", "a", 1);
        table.put(item);
        TableSchema otherName = TableSchema.builder("another-table")
                .partitionKey("p", AttributeType.STRING)
                .build();

        assertRefused(ErrorCode.TABLE_MISMATCH, () -> operation.on(table, otherName));

        assertThat(table.get(table.schema().key("x"))).contains(item);
    }

    @Test
    @Rule("T6")
    void operation_withARequestOfAnotherKey_isRefused() {
        TableSchema otherKey = TableSchema.builder(table().schema().tableName())
                .partitionKey("p", AttributeType.NUMBER)
                .build();
        TableSchema moreKey = TableSchema.builder(table().schema().tableName())
                .partitionKey("p", AttributeType.STRING)
                .sortKey("s", AttributeType.STRING)
                .build();

        assertRefused(ErrorCode.TABLE_MISMATCH, () -> table().put(PutRequest.of(otherKey, attributes("p", 1))));
        assertRefused(ErrorCode.TABLE_MISMATCH, () -> table().get(GetRequest.of(moreKey, moreKey.key("x", "y"))));
    }

    @Test
    @Rule("T6")
    void operation_withARequestOfAnotherThroughput_isCarriedOut() {
        String partition = newPartition();
        TableSchema schema = TableSchema.builder(table().schema().tableName())
                .partitionKey("p", AttributeType.STRING)
                .throughput(Throughput.provisioned(3, 3))
                .build();

        table().put(PutRequest.of(schema, attributes("p", partition)));

        assertThat(table().get(schema.key(partition))).contains(attributes("p", partition));
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    @Rule("T7")
    void operation_onADroppedTable_saysThatThereIsNone(Operation operation) {
        DocumentTable table = run().newTable(AttributeType.STRING);
        store().dropTable(table.schema().tableName());

        assertThatExceptionOfType(TableNotFoundException.class)
                .isThrownBy(() -> operation.on(table, table.schema()))
                .returns(table.schema().tableName(), from(TableNotFoundException::tableName));
    }

    @Test
    @Rule("T8")
    void operation_onAClosedStore_isRefused() {
        DocumentStore store = run().openAnother();
        TableSchema schema = TableSchema.builder(run().newTableName())
                .partitionKey("p", AttributeType.STRING)
                .build();
        DocumentTable table = store.createTable(schema);

        store.close();

        Stream<ThrowingCallable> onTheTable =
                Stream.of(Operation.values()).map(operation -> () -> operation.on(table, schema));
        Stream<ThrowingCallable> onTheStore = Stream.of(
                () -> table.load(
                        LoadRecord.numbered(List.of(attributes("p", "x")).iterator()), LoadListener.SILENT),
                () -> table.load(Collections.emptyIterator(), LoadListener.SILENT),
                () -> store.createTable(schema),
                () -> store.table(schema.tableName()),
                () -> store.describeTable(schema.tableName()),
                () -> store.dropTable(schema.tableName()),
                store::listTables);
        assertThat(Stream.concat(onTheTable, onTheStore))
                .allSatisfy(operation ->
                        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(operation));
    }

    @Test
    @Rule("T8")
    void close_twice_doesNothing() {
        DocumentStore store = run().openAnother();

        store.close();
        store.close();

        assertThat(store().listTables()).isNotNull();
    }
}
