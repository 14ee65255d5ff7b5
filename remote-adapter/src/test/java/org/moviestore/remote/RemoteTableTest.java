// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.expression.Expressions.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.remote.ScriptedServer.Request;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableOptions;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

class RemoteTableTest {
    private static final TableSchema SCHEMA = ScriptedServer.SCHEMA;
    private static final TableSchema OTHER = TableSchema.builder("Movies")
            .partitionKey("id", AttributeType.STRING)
            .build();
    private static final String LACKING =
            ScriptedServer.GREETING.replace("\"CONSUMED_CAPACITY\",", "").replace("100000000", "1000");

    /** Lacks a feature, and takes lines of 1,000 bytes. */
    private final ScriptedServer server = new ScriptedServer(hello -> hello.answer(LACKING));

    private final Calls calls = new Calls();
    private RemoteStore store;
    private DocumentTable table;

    @BeforeEach
    void connect() {
        store = server.connect();
        table = store.table("Movies");
    }

    @AfterEach
    void close() {
        store.close();
        calls.close();
        server.close();
    }

    private static void assertRefused(ErrorCode code, Runnable call) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void table_hasTheSchemaThatTheServerReads() {
        assertThat(table.schema()).isEqualTo(SCHEMA);
        assertThat(table.store()).isSameAs(store);
    }

    @Test
    void requests_ofAnotherTable_areNotSent() {
        assertRefused(ErrorCode.TABLE_MISMATCH, () -> table.get(GetRequest.of(OTHER, OTHER.key("a"))));
        assertRefused(ErrorCode.TABLE_MISMATCH, () -> table.put(PutRequest.of(OTHER, Item.of("id", "a"))));
        assertRefused(
                ErrorCode.TABLE_MISMATCH,
                () -> table.update(
                        UpdateRequest.of(OTHER, OTHER.key("a"), Update.none().add("n", 1))));
        assertRefused(ErrorCode.TABLE_MISMATCH, () -> table.delete(DeleteRequest.of(OTHER, OTHER.key("a"))));
        assertRefused(ErrorCode.TABLE_MISMATCH, () -> table.scan(ScanRequest.of(OTHER)));
        assertRefused(ErrorCode.TABLE_MISMATCH, () -> table.explain(ScanRequest.of(OTHER)));
        assertRefused(
                ErrorCode.TABLE_MISMATCH, () -> table.batchGet(BatchGetRequest.of(OTHER, List.of(OTHER.key("a")))));
        assertRefused(
                ErrorCode.TABLE_MISMATCH,
                () -> table.batchWrite(BatchWriteRequest.ofPuts(OTHER, List.of(Item.of("id", "a")))));

        assertThat(server.hasRequests()).isFalse();
    }

    @Test
    void requests_thatExpectVersions_areNotSent() {
        DeleteRequest delete =
                DeleteRequest.builder(SCHEMA, SCHEMA.key(1)).expectedVersion(1).build();
        UpdateRequest update = UpdateRequest.builder(
                        SCHEMA, SCHEMA.key(1), Update.none().add("n", 1))
                .expectedVersion(1)
                .build();

        assertRefused(ErrorCode.VERSION, () -> table.delete(delete));
        assertRefused(ErrorCode.VERSION, () -> table.update(update));
        assertThat(server.hasRequests()).isFalse();
    }

    @Test
    void requests_forAFeatureThatTheServerLacks_areNotSent() {
        GetRequest get = GetRequest.builder(SCHEMA, SCHEMA.key(1))
                .capacityReport(CapacityReport.TOTAL)
                .build();
        TransactGetRequest together =
                TransactGetRequest.of(GetRequest.of(SCHEMA, SCHEMA.key(1))).withCapacityReport(CapacityReport.TOTAL);

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> table.get(get))
                .withMessageContaining("CONSUMED_CAPACITY");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> store.transactGet(together))
                .withMessageContaining("CONSUMED_CAPACITY");
        assertThat(store.features()).isEmpty();
        assertThat(server.hasRequests()).isFalse();
    }

    @Test
    void batches_overTheServersLimits_areNotSent() {
        List<Item> items =
                IntStream.range(0, 26).mapToObj(id -> Item.of("id", id)).toList();

        assertRefused(ErrorCode.BATCH_WRITE, () -> table.batchWrite(BatchWriteRequest.ofPuts(SCHEMA, items)));
        assertThat(server.hasRequests()).isFalse();
    }

    @Test
    void batchWrite_thatDoesNotFitIntoALine_sendsSomeAndLeavesTheRest() throws Exception {
        List<Item> items = IntStream.range(0, 8)
                .mapToObj(id -> Item.of("id", id, "text", "x".repeat(200)))
                .toList();
        BatchWriteRequest request = BatchWriteRequest.ofPuts(SCHEMA, items);

        Future<BatchWriteResult> write = calls.start(() -> table.batchWrite(request));
        Request sent = server.take();
        sent.answer("\"ok\":true,\"unprocessed\":[{\"id\":{\"N\":\"1\"}}]");

        assertThat(sent.line())
                .hasSizeLessThanOrEqualTo(1000)
                .contains("\"0\"", "\"1\"")
                .doesNotContain("\"2\"");
        assertThat(Calls.result(write).unprocessed())
                .containsExactlyElementsOf(
                        IntStream.range(1, 8).mapToObj(SCHEMA::key).toList());
    }

    @Test
    void requests_thatDoNotFitIntoALine_areNotSent() {
        Item large = Item.of("id", 1, "text", "x".repeat(1000));
        List<Runnable> requests = new ArrayList<>();
        requests.add(() -> table.put(large));
        requests.add(() -> table.batchWrite(BatchWriteRequest.ofPuts(SCHEMA, List.of(large))));

        assertThat(requests)
                .allSatisfy(request -> assertThatExceptionOfType(RequestRejectedException.class)
                        .isThrownBy(request::run)
                        .withMessageContaining("longer than the 1000 bytes"));
        assertThat(server.hasRequests()).isFalse();
    }

    @Test
    void put_whoseConditionFails_bringsTheStoredItemBack() {
        PutRequest request = PutRequest.builder(SCHEMA, Item.of("id", 1))
                .condition(attribute("id").notExists())
                .build();

        Future<WriteResult> put = calls.start(() -> table.put(request));
        server.take()
                .answer("\"ok\":false,\"error\":{\"code\":\"CONDITION_FAILED\",\"message\":\"no\",\"retry\":\"NEVER\","
                        + "\"maybeApplied\":false,\"table\":\"Movies\",\"key\":{\"id\":{\"N\":\"1\"}},"
                        + "\"item\":{\"id\":{\"N\":\"1\"},\"n\":{\"N\":\"7\"}}}");

        assertThat(Calls.failure(put))
                .isInstanceOfSatisfying(
                        ConditionFailedException.class,
                        e -> assertThat(e.storedItem()).contains(Item.of("id", 1, "n", 7)));
    }

    @Test
    void get_thatFailsInsideOfTheServer_hasChangedNothing() {
        Future<?> get = calls.start(() -> table.get(SCHEMA.key(1)));

        server.take()
                .answer("\"ok\":false,\"error\":{\"code\":\"INTERNAL\",\"message\":\"a fault\","
                        + "\"retry\":\"IF_IDEMPOTENT\",\"maybeApplied\":true}");

        assertThat(Calls.failure(get))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("a fault");
    }

    @Test
    void put_thatFailsInsideOfTheServer_isOfUnknownOutcome() {
        Future<?> put = calls.start(() -> table.put(PutRequest.of(SCHEMA, Item.of("id", 1))));

        server.take()
                .answer("\"ok\":false,\"error\":{\"code\":\"INTERNAL\",\"message\":\"a fault\","
                        + "\"retry\":\"IF_IDEMPOTENT\",\"maybeApplied\":true}");

        assertThat(Calls.failure(put))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("a fault");
    }

    @Test
    void dropTable_thatIsNotThere_isNotFound() {
        Future<?> drop = calls.start(() -> {
            store.dropTable("Films");
            return true;
        });

        server.take()
                .answer("\"ok\":false,\"error\":{\"code\":\"TABLE_NOT_FOUND\",\"message\":\"no\",\"retry\":\"NEVER\","
                        + "\"maybeApplied\":false,\"table\":\"Films\"}");

        assertThat(Calls.failure(drop))
                .isInstanceOf(TableNotFoundException.class)
                .hasMessageContaining("Films");
    }

    @Test
    void explain_asksTheServer() throws Exception {
        Future<QueryPlan> plan = calls.start(() -> table.explain(ScanRequest.of(SCHEMA)));

        server.take().answer("\"ok\":true,\"access\":\"TABLE_SCAN\",\"backendPlan\":\"Seq Scan\"");

        assertThat(Calls.result(plan).backendPlan()).contains("Seq Scan");
    }

    @Test
    void table_withVersions_checksThemHere() throws Exception {
        DocumentTable versioned = store.table("Movies", TableOptions.none().withVersionAttribute("v"));

        Future<WriteResult> put = calls.start(() -> versioned.put(PutRequest.of(SCHEMA, Item.of("id", 1))));
        Request sent = server.take();
        sent.succeed();

        assertThat(Calls.result(put).item()).isEmpty();
        assertThat(sent.line()).contains("\"condition\"").contains("\"v\"");
    }
}
