// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.IndexScope;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TableStatus;
import org.moviestore.table.Throughput;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

class TableSchemasTest {
    private static final TableSchema PLAIN = TableSchema.builder("Films")
            .partitionKey("year", AttributeType.NUMBER)
            .sortKey("title", AttributeType.STRING)
            .build();
    private static final TableSchema INDEXED = TableSchema.builder("Films")
            .partitionKey("year", AttributeType.NUMBER)
            .sortKey("title", AttributeType.STRING)
            .index(SecondaryIndex.builder("byTitle")
                    .partitionKey("title", AttributeType.STRING)
                    .sortKey("rating", AttributeType.NUMBER)
                    .projection(IndexProjection.keysOnly())
                    .build())
            .index(SecondaryIndex.builder("byHash")
                    .partitionKey("hash", AttributeType.BINARY)
                    .build())
            .index(SecondaryIndex.builder("byRating")
                    .partitionKey("year", AttributeType.NUMBER)
                    .sortKey("rating", AttributeType.NUMBER)
                    .projection(IndexProjection.include("genre", "plot"))
                    .build())
            .build();

    @Test
    void encode_ofIndexes_definesEachAttributeOnce() {
        CreateTableRequest create = TableSchemas.encode(INDEXED);

        assertThat(create.attributeDefinitions())
                .containsExactlyInAnyOrder(
                        definition("year", "N"),
                        definition("title", "S"),
                        definition("rating", "N"),
                        definition("hash", "B"));
    }

    @Test
    void encode_ofIndexes_tellsGlobalFromLocal() {
        CreateTableRequest create = TableSchemas.encode(INDEXED);

        assertThat(create.globalSecondaryIndexes())
                .containsExactly(
                        GlobalSecondaryIndex.builder()
                                .indexName("byHash")
                                .keySchema(key("hash", KeyType.HASH))
                                .projection(kept -> kept.projectionType(ProjectionType.ALL))
                                .build(),
                        GlobalSecondaryIndex.builder()
                                .indexName("byTitle")
                                .keySchema(key("title", KeyType.HASH), key("rating", KeyType.RANGE))
                                .projection(kept -> kept.projectionType(ProjectionType.KEYS_ONLY))
                                .build());
        assertThat(create.localSecondaryIndexes())
                .containsExactly(LocalSecondaryIndex.builder()
                        .indexName("byRating")
                        .keySchema(key("year", KeyType.HASH), key("rating", KeyType.RANGE))
                        .projection(kept ->
                                kept.projectionType(ProjectionType.INCLUDE).nonKeyAttributes("genre", "plot"))
                        .build());
    }

    @Test
    void encode_withoutIndexes_sendsNoEmptyLists() {
        CreateTableRequest create = TableSchemas.encode(PLAIN);

        assertThat(create.hasGlobalSecondaryIndexes()).isFalse();
        assertThat(create.hasLocalSecondaryIndexes()).isFalse();
    }

    @Test
    void encode_ofProvisionedTable_providesItsGlobalIndexesAlike() {
        CreateTableRequest create = TableSchemas.encode(INDEXED.withThroughput(Throughput.provisioned(3, 4)));

        assertThat(create.globalSecondaryIndexes()).hasSize(2).allSatisfy(index -> {
            assertThat(index.provisionedThroughput().readCapacityUnits()).isEqualTo(3);
            assertThat(index.provisionedThroughput().writeCapacityUnits()).isEqualTo(4);
        });
    }

    @Test
    void decode_ofWhatIsCreated_isTheSameSchema() {
        TableSchema provisioned = INDEXED.withThroughput(Throughput.provisioned(3, 4));

        assertThat(TableSchemas.decode(described(INDEXED).build())).isEqualTo(TableDescription.active(INDEXED));
        assertThat(TableSchemas.decode(described(provisioned).build())).isEqualTo(TableDescription.active(provisioned));
    }

    @Test
    void decode_ofGlobalIndexWithTheTablesPartitionKey_keepsItGlobal() {
        var table = described(PLAIN)
                .attributeDefinitions(definition("year", "N"), definition("title", "S"), definition("n", "N"))
                .globalSecondaryIndexes(global("byN")
                        .keySchema(key("n", KeyType.RANGE), key("year", KeyType.HASH))
                        .build())
                .build();

        SecondaryIndex index = TableSchemas.decode(table).schema().index("byN");

        assertThat(index.scope()).isEqualTo(IndexScope.GLOBAL);
        assertThat(index.partitionKey().name()).isEqualTo("year");
        assertThat(index.sortKey().orElseThrow().name()).isEqualTo("n");
    }

    @ParameterizedTest
    @CsvSource({"CREATING", "ACTIVE", "UPDATING", "DELETING"})
    void decode_ofEachIndexStatus_saysIt(String status) {
        var table = described(INDEXED).build();
        var changed = table.toBuilder()
                .globalSecondaryIndexes(table.globalSecondaryIndexes().stream()
                        .map(index -> index.toBuilder().indexStatus(status).build())
                        .toList())
                .build();

        assertThat(TableSchemas.decode(changed).indexStatus())
                .containsEntry("byHash", TableStatus.valueOf(status))
                .containsEntry("byRating", TableStatus.ACTIVE);
    }

    @Test
    void decode_ofIndexThatIsGoing_saysSoAndLeavesItOutOfTheSchema() {
        var table = described(PLAIN)
                .globalSecondaryIndexes(global("byGone")
                        .keySchema(key("gone", KeyType.HASH))
                        .indexStatus("DELETING")
                        .build())
                .build();

        TableDescription description = TableSchemas.decode(table);

        assertThat(description.schema()).isEqualTo(PLAIN);
        assertThat(description.indexStatus()).isEqualTo(Map.of("byGone", TableStatus.DELETING));
    }

    @Test
    void decode_ofUnknownIndexStatus_isRefusedByName() {
        var table = described(PLAIN)
                .globalSecondaryIndexes(global("byTitle")
                        .keySchema(key("title", KeyType.HASH))
                        .indexStatus("FROZEN")
                        .build())
                .build();

        assertThatThrownBy(() -> TableSchemas.decode(table))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContainingAll("Films", "byTitle", "FROZEN");
    }

    @Test
    void decode_ofIndexKeyOfMoreAttributes_isRefusedByName() {
        var twoPartitionKeys = described(PLAIN)
                .globalSecondaryIndexes(global("byBoth")
                        .keySchema(key("title", KeyType.HASH), key("year", KeyType.HASH))
                        .build())
                .build();
        var twoSortKeys = described(PLAIN)
                .attributeDefinitions(definition("year", "N"), definition("title", "S"), definition("n", "N"))
                .globalSecondaryIndexes(global("byAll")
                        .keySchema(key("n", KeyType.HASH), key("title", KeyType.RANGE), key("year", KeyType.RANGE))
                        .build())
                .build();

        assertThatThrownBy(() -> TableSchemas.decode(twoPartitionKeys))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContainingAll("Films", "byBoth", "title", "year");
        assertThatThrownBy(() -> TableSchemas.decode(twoSortKeys))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContainingAll("Films", "byAll");
    }

    @Test
    void decode_ofWhatNoSchemaCanBe_isRefusedAndNotTheCallersMistake() {
        var table = described(PLAIN)
                .globalSecondaryIndexes(global("byTitle")
                        .keySchema(key("title", KeyType.HASH))
                        .projection(kept ->
                                kept.projectionType(ProjectionType.INCLUDE).nonKeyAttributes("title"))
                        .build())
                .build();

        assertThatThrownBy(() -> TableSchemas.decode(table))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContainingAll("Films", "byTitle")
                .hasCauseInstanceOf(InvalidRequestException.class);
    }

    /** Returns what DynamoDB says of a table right after it was created of the schema. */
    private static software.amazon.awssdk.services.dynamodb.model.TableDescription.Builder described(
            TableSchema schema) {
        CreateTableRequest create = TableSchemas.encode(schema);
        var described = software.amazon.awssdk.services.dynamodb.model.TableDescription.builder()
                .tableName(create.tableName())
                .tableStatus("ACTIVE")
                .attributeDefinitions(create.attributeDefinitions())
                .keySchema(create.keySchema())
                .globalSecondaryIndexes(create.globalSecondaryIndexes().stream()
                        .map(index -> GlobalSecondaryIndexDescription.builder()
                                .indexName(index.indexName())
                                .keySchema(index.keySchema())
                                .projection(index.projection())
                                .indexStatus("ACTIVE")
                                .build())
                        .toList())
                .localSecondaryIndexes(create.localSecondaryIndexes().stream()
                        .map(index -> LocalSecondaryIndexDescription.builder()
                                .indexName(index.indexName())
                                .keySchema(index.keySchema())
                                .projection(index.projection())
                                .build())
                        .toList());
        return create.provisionedThroughput() == null
                ? described
                : described.provisionedThroughput(units -> units.readCapacityUnits(
                                create.provisionedThroughput().readCapacityUnits())
                        .writeCapacityUnits(create.provisionedThroughput().writeCapacityUnits()));
    }

    private static GlobalSecondaryIndexDescription.Builder global(String name) {
        return GlobalSecondaryIndexDescription.builder()
                .indexName(name)
                .indexStatus("ACTIVE")
                .projection(
                        Projection.builder().projectionType(ProjectionType.ALL).build());
    }

    private static AttributeDefinition definition(String name, String type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
