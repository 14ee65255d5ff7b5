// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table as it is declared. Immutable. */
record TableForm(String name, KeyForm key, Optional<ProvisionedThroughput> throughput, List<IndexForm> indexes) {
    /** A key attribute. */
    record KeyPart(String name, ScalarAttributeType type) {
        AttributeDefinition definition() {
            return AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType(type)
                    .build();
        }
    }

    /** The key of a table or of an index. */
    record KeyForm(KeyPart partition, Optional<KeyPart> sort) {
        List<KeyPart> parts() {
            return Stream.concat(Stream.of(partition), sort.stream()).toList();
        }

        boolean has(String attribute) {
            return parts().stream().anyMatch(part -> part.name().equals(attribute));
        }

        Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
            Map<String, AttributeValue> key = new LinkedHashMap<>();
            for (KeyPart part : parts()) {
                if (item.containsKey(part.name())) {
                    key.put(part.name(), item.get(part.name()));
                }
            }
            return key;
        }

        List<KeySchemaElement> schema() {
            List<KeySchemaElement> schema = new ArrayList<>();
            schema.add(element(partition, KeyType.HASH));
            sort.ifPresent(part -> schema.add(element(part, KeyType.RANGE)));
            return schema;
        }

        private static KeySchemaElement element(KeyPart part, KeyType type) {
            return KeySchemaElement.builder()
                    .attributeName(part.name())
                    .keyType(type)
                    .build();
        }
    }

    /** A secondary index. */
    record IndexForm(String name, boolean isLocal, KeyForm key, ProjectionType holds, List<String> included) {
        Projection projection() {
            Projection.Builder projection = Projection.builder().projectionType(holds);
            return holds == ProjectionType.INCLUDE
                    ? projection.nonKeyAttributes(included).build()
                    : projection.build();
        }
    }

    TableForm {
        indexes = List.copyOf(indexes);
    }

    TableForm withIndexes(List<IndexForm> others) {
        return new TableForm(name, key, throughput, others);
    }

    TableForm withThroughput(Optional<ProvisionedThroughput> other) {
        return new TableForm(name, key, other, indexes);
    }

    List<IndexForm> global() {
        return indexes.stream().filter(index -> !index.isLocal()).toList();
    }

    List<IndexForm> local() {
        return indexes.stream().filter(IndexForm::isLocal).toList();
    }

    /** Returns the attributes of all keys, each once. */
    List<KeyPart> keyParts() {
        return Stream.concat(key.parts().stream(), indexes.stream().flatMap(index -> index.key().parts().stream()))
                .distinct()
                .toList();
    }

    CreateTableRequest.Builder create() {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(name)
                .keySchema(key.schema())
                .attributeDefinitions(
                        keyParts().stream().map(KeyPart::definition).toList())
                .billingMode(throughput.isPresent() ? BillingMode.PROVISIONED : BillingMode.PAY_PER_REQUEST);
        throughput.ifPresent(request::provisionedThroughput);
        if (!global().isEmpty()) {
            request.globalSecondaryIndexes(global().stream().map(this::global).toList());
        }
        if (!local().isEmpty()) {
            request.localSecondaryIndexes(local().stream().map(TableForm::local).toList());
        }
        return request;
    }

    private GlobalSecondaryIndex global(IndexForm index) {
        GlobalSecondaryIndex.Builder global = GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(index.key().schema())
                .projection(index.projection());
        throughput.ifPresent(global::provisionedThroughput);
        return global.build();
    }

    private static LocalSecondaryIndex local(IndexForm index) {
        return LocalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(index.key().schema())
                .projection(index.projection())
                .build();
    }
}
