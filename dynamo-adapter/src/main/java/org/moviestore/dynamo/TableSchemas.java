// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.AttributeType;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.IndexScope;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TableStatus;
import org.moviestore.table.Throughput;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;

/** Table schemas to and from DynamoDB's. */
final class TableSchemas {
    private TableSchemas() {}

    static CreateTableRequest encode(TableSchema schema) {
        CreateTableRequest.Builder create = CreateTableRequest.builder()
                .tableName(schema.tableName())
                .attributeDefinitions(definitions(schema))
                .keySchema(encode(schema.keyAttributes()));
        if (schema.throughput() instanceof Throughput.Provisioned provisioned) {
            create.billingMode(BillingMode.PROVISIONED).provisionedThroughput(encode(provisioned));
        } else {
            create.billingMode(BillingMode.PAY_PER_REQUEST);
        }
        setIndexes(
                schema.indexes().stream()
                        .filter(index -> index.scope() == IndexScope.GLOBAL)
                        .map(index -> global(index, schema.throughput())),
                create::globalSecondaryIndexes);
        setIndexes(
                schema.indexes().stream()
                        .filter(index -> index.scope() == IndexScope.LOCAL)
                        .map(TableSchemas::local),
                create::localSecondaryIndexes);
        return create.build();
    }

    /** DynamoDB refuses empty lists of indexes. */
    private static <T> void setIndexes(Stream<T> indexes, Consumer<List<T>> setter) {
        List<T> all = indexes.toList();
        if (!all.isEmpty()) {
            setter.accept(all);
        }
    }

    /** Returns the types of all attributes that are in a key, each once. */
    static List<AttributeDefinition> definitions(TableSchema schema) {
        Map<String, AttributeType> types = new LinkedHashMap<>();
        schema.keyAttributes().forEach(key -> types.put(key.name(), key.type()));
        schema.indexes().forEach(index -> index.keyAttributes().forEach(key -> types.put(key.name(), key.type())));
        List<AttributeDefinition> definitions = new ArrayList<>();
        types.forEach((name, type) -> definitions.add(AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type.code())
                .build()));
        return definitions;
    }

    static List<KeySchemaElement> encode(List<KeyAttribute> key) {
        return key.stream()
                .map(attribute -> KeySchemaElement.builder()
                        .attributeName(attribute.name())
                        .keyType(attribute.equals(key.get(0)) ? KeyType.HASH : KeyType.RANGE)
                        .build())
                .toList();
    }

    static Projection encode(IndexProjection projection) {
        Projection.Builder kept =
                Projection.builder().projectionType(projection.kind().name());
        return projection.included().isEmpty()
                ? kept.build()
                : kept.nonKeyAttributes(projection.included()).build();
    }

    static ProvisionedThroughput encode(Throughput.Provisioned units) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(units.readUnits())
                .writeCapacityUnits(units.writeUnits())
                .build();
    }

    private static GlobalSecondaryIndex global(SecondaryIndex index, Throughput throughput) {
        GlobalSecondaryIndex.Builder global = GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(encode(index.keyAttributes()))
                .projection(encode(index.projection()));
        return throughput instanceof Throughput.Provisioned provisioned
                ? global.provisionedThroughput(encode(provisioned)).build()
                : global.build();
    }

    private static LocalSecondaryIndex local(SecondaryIndex index) {
        return LocalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(encode(index.keyAttributes()))
                .projection(encode(index.projection()))
                .build();
    }

    static TableDescription decode(software.amazon.awssdk.services.dynamodb.model.TableDescription table) {
        TableStatus status = status(table, "its", table.tableStatusAsString());
        List<SecondaryIndex> indexes = new ArrayList<>();
        Map<String, TableStatus> indexStatus = new TreeMap<>();
        try {
            for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
                String name = index.indexName();
                TableStatus itsStatus = status(table, "its index " + name + "'s", index.indexStatusAsString());
                indexStatus.put(name, itsStatus);
                // One that is going has no say any more, and its key may already have no types.
                if (itsStatus != TableStatus.DELETING) {
                    List<KeyAttribute> key = key(table, "its index " + name, index.keySchema());
                    indexes.add(new SecondaryIndex(name, key, projection(index.projection()), IndexScope.GLOBAL));
                }
            }
            for (LocalSecondaryIndexDescription index : table.localSecondaryIndexes()) {
                String name = index.indexName();
                indexStatus.put(name, status);
                List<KeyAttribute> key = key(table, "its index " + name, index.keySchema());
                indexes.add(new SecondaryIndex(name, key, projection(index.projection()), IndexScope.LOCAL));
            }
            List<KeyAttribute> key = key(table, "it", table.keySchema());
            TableSchema schema = new TableSchema(table.tableName(), key, indexes, throughput(table));
            return new TableDescription(schema, status, indexStatus);
        } catch (InvalidRequestException e) {
            throw new RequestRejectedException(cannotBeUsed(table) + e.getMessage(), e);
        }
    }

    private static String cannotBeUsed(software.amazon.awssdk.services.dynamodb.model.TableDescription table) {
        return "table " + table.tableName() + " cannot be used: ";
    }

    /** DynamoDB describes the parts of a key in any order, and of an index there may be several of each kind. */
    private static List<KeyAttribute> key(
            software.amazon.awssdk.services.dynamodb.model.TableDescription table,
            String owner,
            List<KeySchemaElement> elements) {
        List<KeyAttribute> key = new ArrayList<>();
        for (KeyType part : List.of(KeyType.HASH, KeyType.RANGE)) {
            elements.stream()
                    .filter(element -> element.keyType() == part)
                    .map(element -> new KeyAttribute(element.attributeName(), type(table, element.attributeName())))
                    .forEach(key::add);
        }
        long partitionKeys = elements.stream()
                .filter(element -> element.keyType() == KeyType.HASH)
                .count();
        if (partitionKeys != 1 || key.size() > 2) {
            throw new RequestRejectedException(cannotBeUsed(table) + owner
                    + " has a key of other than a partition key and at most one sort key: " + elements);
        }
        return key;
    }

    private static AttributeType type(
            software.amazon.awssdk.services.dynamodb.model.TableDescription table, String attribute) {
        return table.attributeDefinitions().stream()
                .filter(definition -> definition.attributeName().equals(attribute))
                .findFirst()
                .flatMap(definition -> AttributeType.fromCode(definition.attributeTypeAsString()))
                .orElseThrow(() -> new IllegalStateException(
                        "DynamoDB describes no type of key attribute " + attribute + " of table " + table.tableName()));
    }

    private static IndexProjection projection(Projection projection) {
        return projection.projectionType() == ProjectionType.INCLUDE
                ? new IndexProjection(IndexProjection.Kind.INCLUDE, new LinkedHashSet<>(projection.nonKeyAttributes()))
                : projection.projectionType() == ProjectionType.ALL
                        ? IndexProjection.all()
                        : IndexProjection.keysOnly();
    }

    /** A table on demand is described by its billing mode, or by zero units, or by both. */
    static Throughput throughput(software.amazon.awssdk.services.dynamodb.model.TableDescription table) {
        boolean onDemand = table.billingModeSummary() != null
                && table.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
        return onDemand ? Throughput.onDemand() : throughput(table.provisionedThroughput());
    }

    static Throughput throughput(@Nullable ProvisionedThroughputDescription units) {
        return units == null || units.readCapacityUnits() < 1 || units.writeCapacityUnits() < 1
                ? Throughput.onDemand()
                : Throughput.provisioned(units.readCapacityUnits(), units.writeCapacityUnits());
    }

    private static TableStatus status(
            software.amazon.awssdk.services.dynamodb.model.TableDescription table, String whose, String status) {
        return switch (status) {
            case "CREATING" -> TableStatus.CREATING;
            case "ACTIVE" -> TableStatus.ACTIVE;
            case "UPDATING" -> TableStatus.UPDATING;
            case "DELETING" -> TableStatus.DELETING;
            default -> {
                throw new RequestRejectedException(cannotBeUsed(table) + whose + " status is " + status
                        + "; see what DynamoDB's console says of it");
            }
        };
    }
}
