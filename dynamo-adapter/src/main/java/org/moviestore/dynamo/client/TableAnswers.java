// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.moviestore.item.AttributeType;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.IndexScope;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Descriptions of tables as the service gives them.
 *
 * <p>Nobody counts the items of a table or index for its description: counts and sizes are 0, as they are in the
 * service until it has counted, which it does every six hours or so. What a store does not know is not set: when the
 * table was made or changed, and ids and ARNs beside the names. The throughput of an index is that of its table.
 */
final class TableAnswers {
    private static final long NOT_COUNTED = 0;

    private TableAnswers() {}

    static TableDescription describe(org.moviestore.table.TableDescription table) {
        return describe(table, table.status().name());
    }

    /** Returns what is said of a table that is going, as it was. */
    static TableDescription describeGoing(org.moviestore.table.TableDescription table) {
        return describe(table, TableStatus.DELETING.toString());
    }

    private static TableDescription describe(org.moviestore.table.TableDescription table, String status) {
        TableSchema schema = table.schema();
        TableDescription.Builder described = TableDescription.builder()
                .tableName(schema.tableName())
                .tableStatus(status)
                .attributeDefinitions(definitions(schema))
                .keySchema(key(schema.keyAttributes()))
                .provisionedThroughput(throughput(schema.throughput()))
                .itemCount(NOT_COUNTED)
                .tableSizeBytes(NOT_COUNTED)
                .deletionProtectionEnabled(false);
        if (schema.throughput().equals(Throughput.onDemand())) {
            described.billingModeSummary(mode -> mode.billingMode(BillingMode.PAY_PER_REQUEST));
        }
        setIndexes(described, table);
        return described.build();
    }

    /** Sets the lists of indexes where there are any. */
    private static void setIndexes(TableDescription.Builder described, org.moviestore.table.TableDescription table) {
        List<GlobalSecondaryIndexDescription> globals = new ArrayList<>();
        List<LocalSecondaryIndexDescription> locals = new ArrayList<>();
        for (SecondaryIndex index : table.schema().indexes()) {
            if (index.scope() == IndexScope.GLOBAL) {
                globals.add(global(table, index));
            } else {
                locals.add(local(index));
            }
        }
        if (!globals.isEmpty()) {
            described.globalSecondaryIndexes(globals);
        }
        if (!locals.isEmpty()) {
            described.localSecondaryIndexes(locals);
        }
    }

    /** Returns the types of all attributes that are in a key, by their names. */
    private static List<AttributeDefinition> definitions(TableSchema schema) {
        Map<String, AttributeType> types = new TreeMap<>();
        schema.keyAttributes().forEach(key -> types.put(key.name(), key.type()));
        schema.indexes().forEach(index -> index.keyAttributes().forEach(key -> types.put(key.name(), key.type())));
        List<AttributeDefinition> definitions = new ArrayList<>();
        types.forEach((name, type) -> definitions.add(AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type.code())
                .build()));
        return definitions;
    }

    private static List<KeySchemaElement> key(List<KeyAttribute> key) {
        List<KeySchemaElement> elements = new ArrayList<>();
        for (KeyAttribute attribute : key) {
            elements.add(KeySchemaElement.builder()
                    .attributeName(attribute.name())
                    .keyType(elements.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                    .build());
        }
        return elements;
    }

    private static ProvisionedThroughputDescription throughput(Throughput throughput) {
        ProvisionedThroughputDescription.Builder units =
                ProvisionedThroughputDescription.builder().numberOfDecreasesToday(0L);
        return throughput instanceof Throughput.Provisioned provisioned
                ? units.readCapacityUnits(provisioned.readUnits())
                        .writeCapacityUnits(provisioned.writeUnits())
                        .build()
                : units.readCapacityUnits(0L).writeCapacityUnits(0L).build();
    }

    private static GlobalSecondaryIndexDescription global(
            org.moviestore.table.TableDescription table, SecondaryIndex index) {
        return GlobalSecondaryIndexDescription.builder()
                .indexName(index.name())
                .indexStatus(table.indexStatus()
                        .getOrDefault(index.name(), table.status())
                        .name())
                .keySchema(key(index.keyAttributes()))
                .projection(projection(index.projection()))
                .provisionedThroughput(throughput(table.schema().throughput()))
                .itemCount(NOT_COUNTED)
                .indexSizeBytes(NOT_COUNTED)
                .build();
    }

    private static LocalSecondaryIndexDescription local(SecondaryIndex index) {
        return LocalSecondaryIndexDescription.builder()
                .indexName(index.name())
                .keySchema(key(index.keyAttributes()))
                .projection(projection(index.projection()))
                .itemCount(NOT_COUNTED)
                .indexSizeBytes(NOT_COUNTED)
                .build();
    }

    private static Projection projection(IndexProjection projection) {
        Projection.Builder described =
                Projection.builder().projectionType(projection.kind().name());
        return projection.included().isEmpty()
                ? described.build()
                : described
                        .nonKeyAttributes(
                                projection.included().stream().sorted().toList())
                        .build();
    }
}
