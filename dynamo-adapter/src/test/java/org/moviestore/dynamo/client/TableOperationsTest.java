// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.TableParts.ALL;
import static org.moviestore.dynamo.client.TableParts.definition;
import static org.moviestore.dynamo.client.TableParts.films;
import static org.moviestore.dynamo.client.TableParts.global;
import static org.moviestore.dynamo.client.TableParts.hash;
import static org.moviestore.dynamo.client.TableParts.including;
import static org.moviestore.dynamo.client.TableParts.local;
import static org.moviestore.dynamo.client.TableParts.provisioned;
import static org.moviestore.dynamo.client.TableParts.range;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.error.ContentionException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.AttributeType;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.IndexScope;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class TableOperationsTest {
    private final DocumentStore store = new MemoryStore();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    private TableDescription describe(String table) {
        return client.describeTable(request -> request.tableName(table)).table();
    }

    @Test
    void createTable_makesTheTableOfTheRequest() {
        client.createTable(films(global("byRating", including("genre"), hash("rating"), range("year")))
                .localSecondaryIndexes(local("inYear", ALL, hash("year"), range("rating")))
                .build());

        TableSchema schema = store.describeTable("Films").schema();
        assertThat(schema.partitionKey().name()).isEqualTo("year");
        assertThat(schema.partitionKey().type()).isEqualTo(AttributeType.NUMBER);
        assertThat(schema.sortKey().orElseThrow().name()).isEqualTo("title");
        assertThat(schema.throughput()).isEqualTo(Throughput.onDemand());
        assertThat(schema.indexes()).extracting(SecondaryIndex::name).containsExactly("byRating", "inYear");
        assertThat(schema.index("byRating").scope()).isEqualTo(IndexScope.GLOBAL);
        assertThat(schema.index("byRating").projection().included()).containsExactly("genre");
        assertThat(schema.index("inYear").scope()).isEqualTo(IndexScope.LOCAL);
    }

    @Test
    void createTable_answersWhatDescribeTableSays() {
        TableDescription created = client.createTable(
                        films(global("byRating", ALL, hash("rating"))).build())
                .tableDescription();

        assertThat(created).isEqualTo(describe("Films"));
        assertThat(created.tableStatus()).isEqualTo(TableStatus.ACTIVE);
    }

    @Test
    void createTable_withUnits_providesTheTableAndItsIndexesAlike() {
        client.createTable(provisioned().toBuilder().billingMode((String) null).build());

        TableDescription described = describe("Films");
        assertThat(store.describeTable("Films").schema().throughput()).isEqualTo(Throughput.provisioned(3, 4));
        assertThat(described.provisionedThroughput().readCapacityUnits()).isEqualTo(3);
        assertThat(described.provisionedThroughput().writeCapacityUnits()).isEqualTo(4);
        assertThat(described.billingModeSummary()).isNull();
        assertThat(described.globalSecondaryIndexes().get(0).provisionedThroughput())
                .isEqualTo(described.provisionedThroughput());
    }

    @Test
    void describeTable_ofATableThatOthersMadeAnew_isWhatIsServedFromThenOn() {
        Map<String, AttributeValue> item = Map.of("code", AttributeValue.fromS("a"));
        client.createTable(films().build());
        store.dropTable("Films");
        store.createTable(TableSchema.builder("Films")
                .partitionKey("code", AttributeType.STRING)
                .build());

        describe("Films");
        client.putItem(put -> put.tableName("Films").item(item));

        assertThat(client.getItem(get -> get.tableName("Films").key(item)).item())
                .isEqualTo(item);
    }

    @Test
    void items_ofATableThatOthersMadeAnew_areServedByItsKey() {
        Map<String, AttributeValue> item = Map.of("code", AttributeValue.fromS("a"));
        client.createTable(films().build());
        store.dropTable("Films");
        store.createTable(TableSchema.builder("Films")
                .partitionKey("code", AttributeType.STRING)
                .build());

        client.putItem(put -> put.tableName("Films").item(item));

        assertThat(client.scan(scan -> scan.tableName("Films")).items()).containsExactly(item);
    }

    @Test
    void createTable_ofANameThatIsTaken_isInUse() {
        client.createTable(films().build());

        assertThatThrownBy(() -> client.createTable(films().build()))
                .isInstanceOfSatisfying(ResourceInUseException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Table already exists: Films");
                });
    }

    @Test
    void createTable_withAGlobalIndexOfItsOwnPartitionKey_leavesItGlobal() {
        client.createTable(
                films(global("byRating", ALL, hash("year"), range("rating"))).build());

        assertThat(store.describeTable("Films").schema().index("byRating").scope())
                .isEqualTo(IndexScope.GLOBAL);
        assertThat(describe("Films").globalSecondaryIndexes()).hasSize(1);
    }

    @Test
    void createTable_includingAKeyOfTheIndex_leavesItToTheKey() {
        client.createTable(films(global("byRating", including("genre", "rating"), hash("rating")))
                .build());

        assertThat(store.describeTable("Films")
                        .schema()
                        .index("byRating")
                        .projection()
                        .included())
                .containsExactly("genre");
    }

    @Test
    void describeTable_tellsKeysIndexesAndThroughput() {
        client.createTable(films(global("byRating", including("z", "a"), hash("rating"), range("year")))
                .localSecondaryIndexes(local("inYear", ALL, hash("year"), range("rating")))
                .build());

        TableDescription table = describe("Films");

        assertThat(table.tableName()).isEqualTo("Films");
        assertThat(table.tableArn()).isNull();
        assertThat(table.keySchema()).containsExactly(hash("year"), range("title"));
        assertThat(table.attributeDefinitions())
                .containsExactly(definition("rating", "N"), definition("title", "S"), definition("year", "N"));
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(table.provisionedThroughput().readCapacityUnits()).isZero();
        assertThat(table.provisionedThroughput().writeCapacityUnits()).isZero();
        GlobalSecondaryIndexDescription global = table.globalSecondaryIndexes().get(0);
        assertThat(global.indexName()).isEqualTo("byRating");
        assertThat(global.indexArn()).isNull();
        assertThat(global.indexStatus()).isEqualTo(IndexStatus.ACTIVE);
        assertThat(global.keySchema()).containsExactly(hash("rating"), range("year"));
        assertThat(global.projection()).isEqualTo(including("a", "z"));
        LocalSecondaryIndexDescription local = table.localSecondaryIndexes().get(0);
        assertThat(local.indexName()).isEqualTo("inYear");
        assertThat(local.keySchema()).containsExactly(hash("year"), range("rating"));
        assertThat(local.projection()).isEqualTo(ALL);
    }

    @Test
    void describeTable_withoutIndexes_hasNoListsOfThem() {
        client.createTable(films().build());

        TableDescription table = describe("Films");

        assertThat(table.hasGlobalSecondaryIndexes()).isFalse();
        assertThat(table.hasLocalSecondaryIndexes()).isFalse();
    }

    @Test
    void describeTable_tellsNothingThatNobodyKnows() {
        client.createTable(films().build());

        TableDescription table = describe("Films");

        assertThat(table.creationDateTime()).isNull();
        assertThat(table.tableId()).isNull();
        assertThat(table.itemCount()).isZero();
        assertThat(table.tableSizeBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nosuch", "ab"})
    void existingTable_thatIsNone_isNotFound(String name) {
        List<Consumer<String>> calls = List.of(
                this::describe,
                table -> client.deleteTable(request -> request.tableName(table)),
                table -> client.updateTable(
                        request -> request.tableName(table).billingMode(BillingMode.PAY_PER_REQUEST)),
                table -> client.describeTimeToLive(request -> request.tableName(table)));

        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(() -> call.accept(name))
                        .isInstanceOf(ResourceNotFoundException.class)
                        .hasMessageContaining("Requested resource not found: Table: " + name + " not found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b", "arn:aws:dynamodb:us-east-1:123456789012:table/Films"})
    void existingTable_ofANameThatIsNone_isRefused(String name) {
        assertThatThrownBy(() -> describe(name))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("1 validation error detected: Value '" + name + "' at 'tableName' failed to"
                        + " satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
    }

    @Test
    void existingTable_withoutAName_isRefused() {
        assertThatThrownBy(() -> client.deleteTable(DeleteTableRequest.builder().build()))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("The parameter 'TableName' is required but was not present in the request");
    }

    @Test
    void deleteTable_answersThatTheTableIsGoing() {
        client.createTable(films().build());

        TableDescription deleted =
                client.deleteTable(request -> request.tableName("Films")).tableDescription();

        assertThat(deleted.tableStatus()).isEqualTo(TableStatus.DELETING);
        assertThat(deleted.tableName()).isEqualTo("Films");
        assertThat(store.listTables()).isEmpty();
    }

    @Test
    void tables_areKnownAsTheOperationsLeaveThem() {
        KnownTables known = new KnownTables(store, () -> 0);
        TableOperations operations = new TableOperations(known);

        operations.create(films().build());
        store.dropTable("Films");

        assertThat(known.call("Films", table -> table).schema().tableName()).isEqualTo("Films");
        store.createTable(known.call("Films", table -> table).schema());
        operations.delete(DeleteTableRequest.builder().tableName("Films").build());
        assertThatThrownBy(() -> known.call("Films", table -> table)).isInstanceOf(TableNotFoundException.class);
    }

    @Test
    void deleteTable_thatOthersAreChanging_isInUse() {
        client.createTable(films().build());
        DocumentStore busy = (DocumentStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DocumentStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("dropTable")) {
                        throw new ContentionException("the table is being changed", new IllegalStateException());
                    }
                    return method.invoke(store, arguments);
                });

        assertThatThrownBy(
                        () -> DocumentStoreDynamoDbClient.over(busy).deleteTable(request -> request.tableName("Films")))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Attempt to change a resource which is still in use");
    }

    @Test
    void describeTimeToLive_isDisabled() {
        client.createTable(films().build());

        assertThat(client.describeTimeToLive(request -> request.tableName("Films"))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.DISABLED);
    }
}
