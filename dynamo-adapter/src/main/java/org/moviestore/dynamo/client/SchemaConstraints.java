// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** The constraints of the parameters of requests about tables; see {@link ParameterConstraints}. Not thread-safe. */
final class SchemaConstraints {
    private static final List<String> BILLING_MODES = List.of("PROVISIONED", "PAY_PER_REQUEST");
    private static final int MOST_TABLES = 100;
    private static final int LONGEST_KEY_NAME = 255;
    private static final int MOST_KEYS = 2;
    private static final int MOST_KEYS_OF_GLOBAL_INDEX = 8;
    private static final int MOST_INCLUDED = 20;

    private final ParameterConstraints constraints = new ParameterConstraints();

    private SchemaConstraints() {}

    static void check(CreateTableRequest request) {
        SchemaConstraints checked = new SchemaConstraints();
        TableNames.check(checked.constraints, "tableName", request.tableName());
        checked.constraints.oneOf("billingMode", request.billingModeAsString(), BILLING_MODES);
        checked.throughput("provisionedThroughput", request.provisionedThroughput());
        checked.stream(request.streamSpecification());
        checked.key("keySchema", request.hasKeySchema() ? request.keySchema() : null, MOST_KEYS);
        checked.constraints.required(
                "attributeDefinitions", request.hasAttributeDefinitions() ? request.attributeDefinitions() : null);
        checked.definitions(request.attributeDefinitions());
        checked.locals(request.localSecondaryIndexes());
        checked.globals(request.globalSecondaryIndexes());
        checked.constraints.check();
    }

    static void check(UpdateTableRequest request) {
        SchemaConstraints checked = new SchemaConstraints();
        checked.constraints.oneOf("billingMode", request.billingModeAsString(), BILLING_MODES);
        checked.throughput("provisionedThroughput", request.provisionedThroughput());
        checked.stream(request.streamSpecification());
        checked.definitions(request.attributeDefinitions());
        checked.updates(request.globalSecondaryIndexUpdates());
        checked.constraints.check();
    }

    static void check(ListTablesRequest request) {
        SchemaConstraints checked = new SchemaConstraints();
        TableNames.check(checked.constraints, "exclusiveStartTableName", request.exclusiveStartTableName());
        @Nullable Integer limit = request.limit();
        if (limit != null) {
            checked.atLeastOne("limit", limit);
            if (limit > MOST_TABLES) {
                checked.refuse(
                        "limit", "'" + limit + "'", "Member must have value less than or equal to " + MOST_TABLES);
            }
        }
        checked.constraints.check();
    }

    private void refuse(String parameter, String value, String rule) {
        constraints.refuse("Value " + value + " at '" + parameter + "' failed to satisfy constraint: " + rule);
    }

    private void throughput(String parameter, @Nullable ProvisionedThroughput units) {
        if (units != null) {
            atLeastOne(parameter + ".writeCapacityUnits", units.writeCapacityUnits());
            atLeastOne(parameter + ".readCapacityUnits", units.readCapacityUnits());
        }
    }

    private void atLeastOne(String parameter, @Nullable Number value) {
        constraints.required(parameter, value);
        if (value != null && value.longValue() < 1) {
            refuse(parameter, "'" + value + "'", "Member must have value greater than or equal to 1");
        }
    }

    private void stream(@Nullable StreamSpecification stream) {
        if (stream != null) {
            constraints.required("streamSpecification.streamEnabled", stream.streamEnabled());
        }
    }

    private void definitions(List<AttributeDefinition> definitions) {
        forEach("attributeDefinitions", definitions, (definition, member) -> {
            keyName(member + ".attributeName", definition.attributeName());
            constraints.required(member + ".attributeType", definition.attributeTypeAsString());
            constraints.oneOf(member + ".attributeType", definition.attributeTypeAsString(), List.of("B", "N", "S"));
        });
    }

    /** Checks every element that is set, by its name in messages, and requires that all are. */
    private <T> void forEach(String parameter, List<T> elements, BiConsumer<T, String> check) {
        constraints.requiredElements(parameter, elements);
        for (int i = 0; i < elements.size(); i++) {
            @Nullable T element = elements.get(i);
            if (element != null) {
                check.accept(element, parameter + "." + (i + 1) + ".member");
            }
        }
    }

    private void keyName(String parameter, @Nullable String name) {
        constraints.required(parameter, name);
        if (name != null) {
            size(parameter, name, name.length(), LONGEST_KEY_NAME);
        }
    }

    private void size(String parameter, Object value, int size, int most) {
        if (size < 1) {
            refuse(parameter, "'" + value + "'", "Member must have length greater than or equal to 1");
        } else if (size > most) {
            refuse(parameter, "'" + value + "'", "Member must have length less than or equal to " + most);
        }
    }

    private void key(String parameter, @Nullable List<KeySchemaElement> elements, int most) {
        constraints.required(parameter, elements);
        if (elements == null) {
            return;
        }
        size(parameter, shown(elements), elements.size(), most);
        forEach(parameter, elements, (element, member) -> {
            keyName(member + ".attributeName", element.attributeName());
            constraints.required(member + ".keyType", element.keyTypeAsString());
            constraints.oneOf(member + ".keyType", element.keyTypeAsString(), List.of("HASH", "RANGE"));
        });
    }

    /** Returns a key in the service's own form, which is not the SDK's. */
    private static String shown(List<KeySchemaElement> elements) {
        return elements.stream()
                .map(element -> element == null
                        ? "null"
                        : "KeySchemaElement(attributeName=" + element.attributeName() + ", keyType="
                                + element.keyTypeAsString() + ")")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private void locals(List<LocalSecondaryIndex> indexes) {
        forEach("localSecondaryIndexes", indexes, (index, member) -> {
            indexName(member, index.indexName());
            key(member + ".keySchema", index.hasKeySchema() ? index.keySchema() : null, MOST_KEYS);
            projection(member + ".projection", index.projection());
        });
    }

    private void globals(List<GlobalSecondaryIndex> indexes) {
        forEach("globalSecondaryIndexes", indexes, (index, member) -> {
            key(member + ".keySchema", index.hasKeySchema() ? index.keySchema() : null, MOST_KEYS_OF_GLOBAL_INDEX);
            projection(member + ".projection", index.projection());
            indexName(member, index.indexName());
            throughput(member + ".provisionedThroughput", index.provisionedThroughput());
        });
    }

    private void updates(List<GlobalSecondaryIndexUpdate> updates) {
        forEach("globalSecondaryIndexUpdates", updates, (update, member) -> {
            if (update.update() != null) {
                indexName(member + ".update", update.update().indexName());
                throughput(
                        member + ".update.provisionedThroughput",
                        update.update().provisionedThroughput());
            }
            if (update.create() != null) {
                create(member + ".create", update.create());
            }
            if (update.delete() != null) {
                indexName(member + ".delete", update.delete().indexName());
            }
        });
    }

    private void create(String member, CreateGlobalSecondaryIndexAction index) {
        key(member + ".keySchema", index.hasKeySchema() ? index.keySchema() : null, MOST_KEYS_OF_GLOBAL_INDEX);
        projection(member + ".projection", index.projection());
        indexName(member, index.indexName());
        throughput(member + ".provisionedThroughput", index.provisionedThroughput());
    }

    private void indexName(String member, @Nullable String name) {
        constraints.required(member + ".indexName", name);
        TableNames.check(constraints, member + ".indexName", name);
    }

    private void projection(String parameter, @Nullable Projection projection) {
        constraints.required(parameter, projection);
        if (projection == null) {
            return;
        }
        constraints.oneOf(
                parameter + ".projectionType",
                projection.projectionTypeAsString(),
                List.of("ALL", "INCLUDE", "KEYS_ONLY"));
        if (projection.hasNonKeyAttributes()) {
            included(parameter + ".nonKeyAttributes", projection.nonKeyAttributes());
        }
    }

    private void included(String parameter, List<String> names) {
        size(parameter, names, names.size(), MOST_INCLUDED);
        constraints.requiredElements(parameter, names);
        if (names.stream()
                .filter(Objects::nonNull)
                .anyMatch(name -> name.isEmpty() || name.length() > LONGEST_KEY_NAME)) {
            refuse(
                    parameter,
                    "'" + names + "'",
                    "Member must satisfy constraint: [Member must have length less than or equal to " + LONGEST_KEY_NAME
                            + ", Member must have length greater than or equal to 1]");
        }
    }
}
