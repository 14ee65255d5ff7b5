// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.TableParts.ALL;
import static org.moviestore.dynamo.client.TableParts.definition;
import static org.moviestore.dynamo.client.TableParts.films;
import static org.moviestore.dynamo.client.TableParts.global;
import static org.moviestore.dynamo.client.TableParts.hash;
import static org.moviestore.dynamo.client.TableParts.provisioned;
import static org.moviestore.dynamo.client.TableParts.units;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableWitnessGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;
import software.amazon.awssdk.services.dynamodb.model.VectorIndexUpdate;

class UnservedParametersTest {
    private final DocumentStore store = new MemoryStore();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    private static Arguments creating(String parameter, Consumer<CreateTableRequest.Builder> change) {
        return Arguments.of(parameter, change);
    }

    static Stream<Arguments> unservedOfNewTables() {
        return Stream.of(
                creating(
                        "StreamSpecification",
                        request -> request.streamSpecification(
                                stream -> stream.streamEnabled(true).streamViewType("NEW_IMAGE"))),
                creating("SSESpecification", request -> request.sseSpecification(key -> key.enabled(true))),
                creating("SSESpecification", request -> request.sseSpecification(key -> key.sseType("KMS"))),
                creating("TableClass", request -> request.tableClass("STANDARD_INFREQUENT_ACCESS")),
                creating("DeletionProtectionEnabled", request -> request.deletionProtectionEnabled(true)),
                creating(
                        "Tags",
                        request -> request.tags(
                                Tag.builder().key("team").value("films").build())),
                creating("WarmThroughput", request -> request.warmThroughput(warm -> warm.readUnitsPerSecond(12_000L))),
                creating(
                        "OnDemandThroughput",
                        request -> request.onDemandThroughput(most -> most.maxReadRequestUnits(10L))),
                creating("ResourcePolicy", request -> request.resourcePolicy("{}")),
                creating("GlobalTableSourceArn", request -> request.globalTableSourceArn("arn:aws:dynamodb:x")),
                creating(
                        "GlobalTableSettingsReplicationMode",
                        request -> request.globalTableSettingsReplicationMode("ENABLED")),
                creating(
                        "VectorIndexes",
                        request -> request.vectorIndexes(
                                VectorIndex.builder().indexName("near").build())),
                creating(
                        "GlobalSecondaryIndexes.WarmThroughput",
                        request -> request.globalSecondaryIndexes(global("byTitle", ALL, hash("title")).toBuilder()
                                .warmThroughput(warm -> warm.readUnitsPerSecond(12_000L))
                                .build())));
    }

    @ParameterizedTest
    @MethodSource("unservedOfNewTables")
    void createTable_withWhatNoStoreCanDo_isRefused(String parameter, Consumer<CreateTableRequest.Builder> change) {
        CreateTableRequest.Builder request = films();
        change.accept(request);

        assertThatThrownBy(() -> client.createTable(request.build()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith("CreateTable with " + parameter + " is not served");
        assertThat(store.listTables()).isEmpty();
    }

    @Test
    void createTable_withWhatIsSoAnyway_isServed() {
        client.createTable(films().streamSpecification(stream -> stream.streamEnabled(false))
                .sseSpecification(key -> key.enabled(false))
                .tableClass("STANDARD")
                .deletionProtectionEnabled(false)
                .tags(List.<Tag>of())
                .build());

        assertThat(store.listTables()).containsExactly("Films");
    }

    private static Arguments updating(String parameter, Consumer<UpdateTableRequest.Builder> change) {
        return Arguments.of(parameter, change);
    }

    static Stream<Arguments> unservedOfTables() {
        return Stream.of(
                updating(
                        "StreamSpecification",
                        request -> request.streamSpecification(
                                stream -> stream.streamEnabled(true).streamViewType("NEW_IMAGE"))),
                updating("SSESpecification", request -> request.sseSpecification(key -> key.enabled(true))),
                updating("TableClass", request -> request.tableClass("STANDARD_INFREQUENT_ACCESS")),
                updating("DeletionProtectionEnabled", request -> request.deletionProtectionEnabled(true)),
                updating(
                        "ReplicaUpdates",
                        request -> request.replicaUpdates(ReplicationGroupUpdate.builder()
                                .create(region -> region.regionName("eu-west-1"))
                                .build())),
                updating(
                        "MultiRegionConsistency",
                        request -> request.multiRegionConsistency(MultiRegionConsistency.STRONG)),
                updating(
                        "OnDemandThroughput",
                        request -> request.onDemandThroughput(most -> most.maxReadRequestUnits(10L))),
                updating("WarmThroughput", request -> request.warmThroughput(warm -> warm.readUnitsPerSecond(12_000L))),
                updating(
                        "GlobalTableWitnessUpdates",
                        request -> request.globalTableWitnessUpdates(GlobalTableWitnessGroupUpdate.builder()
                                .create(region -> region.regionName("eu-west-1"))
                                .build())),
                updating(
                        "GlobalTableSettingsReplicationMode",
                        request -> request.globalTableSettingsReplicationMode("ENABLED")),
                updating(
                        "VectorIndexUpdates",
                        request -> request.vectorIndexUpdates(VectorIndexUpdate.builder()
                                .delete(near -> near.indexName("near"))
                                .build())),
                updating(
                        "GlobalSecondaryIndexUpdates.Create.OnDemandThroughput",
                        request -> request.attributeDefinitions(definition("rating", "N"))
                                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                        .create(create -> create.indexName("byRating")
                                                .keySchema(hash("rating"))
                                                .projection(ALL)
                                                .onDemandThroughput(most -> most.maxReadRequestUnits(10L)))
                                        .build())),
                updating(
                        "GlobalSecondaryIndexUpdates.Update.WarmThroughput",
                        request -> request.globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                .update(update -> update.indexName("byRating")
                                        .warmThroughput(warm -> warm.readUnitsPerSecond(12_000L)))
                                .build())));
    }

    @ParameterizedTest
    @MethodSource("unservedOfTables")
    void updateTable_withWhatNoStoreCanDo_isRefused(String parameter, Consumer<UpdateTableRequest.Builder> change) {
        client.createTable(films().build());
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName("Films");
        change.accept(request);

        assertThatThrownBy(() -> client.updateTable(request.build()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith("UpdateTable with " + parameter + " is not served");
    }

    @ParameterizedTest
    @MethodSource("harmlessOfTables")
    void updateTable_toWhatIsSoAnyway_changesNothing(Consumer<UpdateTableRequest.Builder> change) {
        client.createTable(films().build());
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName("Films");
        change.accept(request);

        assertThat(client.updateTable(request.build()).tableDescription())
                .isEqualTo(
                        client.describeTable(table -> table.tableName("Films")).table());
    }

    static Stream<Consumer<UpdateTableRequest.Builder>> harmlessOfTables() {
        return Stream.of(
                request -> request.sseSpecification(key -> key.enabled(false)),
                request -> request.tableClass("STANDARD"),
                request -> request.deletionProtectionEnabled(false),
                request -> request.billingMode("PAY_PER_REQUEST"));
    }

    private void assertOtherUnits(String operation, String parameter, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith(operation + " with " + parameter + " other than the table's is not served");
    }

    @Test
    void unitsOfAnIndex_otherThanTheTables_areRefused() {
        CreateTableRequest request =
                provisioned().toBuilder().provisionedThroughput(units(3, 5)).build();

        assertOtherUnits(
                "CreateTable", "GlobalSecondaryIndexes.ProvisionedThroughput", () -> client.createTable(request));

        assertThat(store.listTables()).isEmpty();
    }

    @Test
    void unitsOfAnIndex_thatBecomeOtherThanTheTables_areRefused() {
        client.createTable(provisioned());
        TableSchema before = store.describeTable("Films").schema();

        assertOtherUnits(
                "UpdateTable",
                "GlobalSecondaryIndexUpdates.Update.ProvisionedThroughput",
                () -> client.updateTable(update -> update.tableName("Films")
                        .globalSecondaryIndexUpdates(TableParts.updating("byRating", units(9, 9)))));
        assertOtherUnits(
                "UpdateTable",
                "GlobalSecondaryIndexUpdates.Update.ProvisionedThroughput",
                () -> client.updateTable(update -> update.tableName("Films")
                        .provisionedThroughput(units(9, 9))
                        .globalSecondaryIndexUpdates(TableParts.updating("byRating", units(3, 4)))));
        assertOtherUnits(
                "UpdateTable",
                "GlobalSecondaryIndexUpdates.Create.ProvisionedThroughput",
                () -> client.updateTable(update -> update.tableName("Films")
                        .attributeDefinitions(definition("genre", "S"))
                        .globalSecondaryIndexUpdates(TableParts.creating("byGenre", units(1, 1), hash("genre")))));

        assertThat(store.describeTable("Films").schema()).isEqualTo(before);
    }
}
