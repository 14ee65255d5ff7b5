// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/** Parts of requests about tables. */
final class TableParts {
    static final Projection ALL = Projection.builder().projectionType("ALL").build();

    private TableParts() {}

    static AttributeDefinition definition(String name, String type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    static KeySchemaElement hash(String name) {
        return element(name, "HASH");
    }

    static KeySchemaElement range(String name) {
        return element(name, "RANGE");
    }

    static KeySchemaElement element(String name, String keyType) {
        return KeySchemaElement.builder().attributeName(name).keyType(keyType).build();
    }

    static ProvisionedThroughput units(long read, long write) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(read)
                .writeCapacityUnits(write)
                .build();
    }

    static Projection including(String... names) {
        return Projection.builder()
                .projectionType("INCLUDE")
                .nonKeyAttributes(names)
                .build();
    }

    static GlobalSecondaryIndex global(String name, Projection projection, KeySchemaElement... key) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .projection(projection)
                .keySchema(key)
                .build();
    }

    static LocalSecondaryIndex local(String name, Projection projection, KeySchemaElement... key) {
        return LocalSecondaryIndex.builder()
                .indexName(name)
                .projection(projection)
                .keySchema(key)
                .build();
    }

    static GlobalSecondaryIndexUpdate creating(
            String name, @Nullable ProvisionedThroughput units, KeySchemaElement... key) {
        return GlobalSecondaryIndexUpdate.builder()
                .create(index -> index.indexName(name)
                        .projection(including("genre"))
                        .provisionedThroughput(units)
                        .keySchema(key))
                .build();
    }

    static GlobalSecondaryIndexUpdate updating(String name, @Nullable ProvisionedThroughput units) {
        return GlobalSecondaryIndexUpdate.builder()
                .update(index -> index.indexName(name).provisionedThroughput(units))
                .build();
    }

    static GlobalSecondaryIndexUpdate deleting(String name) {
        return GlobalSecondaryIndexUpdate.builder()
                .delete(index -> index.indexName(name))
                .build();
    }

    /** A table on demand of year and title, and a definition of rating for indexes. */
    static CreateTableRequest.Builder films() {
        return CreateTableRequest.builder()
                .tableName("Films")
                .attributeDefinitions(definition("year", "N"), definition("title", "S"))
                .keySchema(hash("year"), range("title"))
                .billingMode(BillingMode.PAY_PER_REQUEST);
    }

    /** The same with a definition of one more attribute, which an index must use. */
    static CreateTableRequest.Builder films(GlobalSecondaryIndex... indexes) {
        return films().attributeDefinitions(
                        definition("year", "N"), definition("title", "S"), definition("rating", "N"))
                .globalSecondaryIndexes(List.of(indexes));
    }

    /** A table on demand with a global and a local index. */
    static CreateTableRequest indexed() {
        return films(global("byRating", ALL, hash("rating")))
                .localSecondaryIndexes(local("inYear", ALL, hash("year"), range("rating")))
                .build();
    }

    /** The same table with 3 and 4 units. */
    static CreateTableRequest provisioned() {
        return films(global("byRating", ALL, hash("rating")).toBuilder()
                        .provisionedThroughput(units(3, 4))
                        .build())
                .localSecondaryIndexes(local("inYear", ALL, hash("year"), range("rating")))
                .billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(units(3, 4))
                .build();
    }
}
