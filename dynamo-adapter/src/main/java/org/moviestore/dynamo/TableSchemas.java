// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.ArrayList;
import java.util.List;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.AttributeType;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TableStatus;
import org.moviestore.table.Throughput;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;

/** Table schemas to and from DynamoDB's. */
final class TableSchemas {
    private TableSchemas() {}

    static CreateTableRequest encode(TableSchema schema) {
        List<AttributeDefinition> definitions = new ArrayList<>();
        List<KeySchemaElement> keys = new ArrayList<>();
        for (KeyAttribute attribute : schema.keyAttributes()) {
            definitions.add(AttributeDefinition.builder()
                    .attributeName(attribute.name())
                    .attributeType(attribute.type().code())
                    .build());
            keys.add(KeySchemaElement.builder()
                    .attributeName(attribute.name())
                    .keyType(attribute.equals(schema.partitionKey()) ? KeyType.HASH : KeyType.RANGE)
                    .build());
        }
        CreateTableRequest.Builder create = CreateTableRequest.builder()
                .tableName(schema.tableName())
                .attributeDefinitions(definitions)
                .keySchema(keys);
        if (schema.throughput() instanceof Throughput.Provisioned provisioned) {
            create.billingMode(BillingMode.PROVISIONED)
                    .provisionedThroughput(units -> units.readCapacityUnits(provisioned.readUnits())
                            .writeCapacityUnits(provisioned.writeUnits()));
        } else {
            create.billingMode(BillingMode.PAY_PER_REQUEST);
        }
        return create.build();
    }

    static TableDescription decode(software.amazon.awssdk.services.dynamodb.model.TableDescription table) {
        TableSchema.Builder schema = TableSchema.builder(table.tableName()).throughput(throughput(table));
        for (KeySchemaElement key : table.keySchema()) {
            AttributeType type = type(table, key.attributeName());
            if (key.keyType() == KeyType.HASH) {
                schema.partitionKey(key.attributeName(), type);
            } else {
                schema.sortKey(key.attributeName(), type);
            }
        }
        return new TableDescription(schema.build(), status(table));
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

    /** A table on demand is described by its billing mode, or by zero units, or by both. */
    private static Throughput throughput(software.amazon.awssdk.services.dynamodb.model.TableDescription table) {
        ProvisionedThroughputDescription units = table.provisionedThroughput();
        boolean onDemand = table.billingModeSummary() != null
                && table.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
        return onDemand || units == null || units.readCapacityUnits() < 1 || units.writeCapacityUnits() < 1
                ? Throughput.onDemand()
                : Throughput.provisioned(units.readCapacityUnits(), units.writeCapacityUnits());
    }

    private static TableStatus status(software.amazon.awssdk.services.dynamodb.model.TableDescription table) {
        return switch (table.tableStatus()) {
            case CREATING -> TableStatus.CREATING;
            case ACTIVE -> TableStatus.ACTIVE;
            case UPDATING -> TableStatus.UPDATING;
            case DELETING -> TableStatus.DELETING;
            default -> {
                throw new RequestRejectedException("table " + table.tableName() + " cannot be used: its status is "
                        + table.tableStatusAsString() + "; see what DynamoDB's console says of it");
            }
        };
    }
}
