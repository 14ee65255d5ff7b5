// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.IndexScope;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** The secondary indexes that a request asks for. Immutable. */
final class RequestedIndexes {
    private static final String INVALID = KeyDefinitions.INVALID;
    private static final int MOST_LOCAL = 5;

    /** The most global indexes of a table. */
    static final int MOST_GLOBAL = 20;

    private final KeyDefinitions definitions;

    RequestedIndexes(KeyDefinitions definitions) {
        this.definitions = definitions;
    }

    /** Returns the indexes of a table of such a key, in the order in which the service checks them. */
    List<SecondaryIndex> ofTable(CreateTableRequest request, List<KeyAttribute> tableKey) {
        requireMembers(request.hasLocalSecondaryIndexes(), request.localSecondaryIndexes(), "LocalSecondaryIndexes");
        requireMembers(request.hasGlobalSecondaryIndexes(), request.globalSecondaryIndexes(), "GlobalSecondaryIndexes");
        requireAllUsed(request);
        if (request.hasLocalSecondaryIndexes() && tableKey.size() < 2) {
            throw ServiceErrors.validation(INVALID + "Table KeySchema does not have a range key, which is required when"
                    + " specifying a LocalSecondaryIndex");
        }
        List<SecondaryIndex> indexes = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (LocalSecondaryIndex index : request.localSecondaryIndexes()) {
            indexes.add(local(index, tableKey));
            requireNew(names, index.indexName());
        }
        for (GlobalSecondaryIndex index : request.globalSecondaryIndexes()) {
            indexes.add(global(index.indexName(), index.keySchema(), index.projection()));
            requireNew(names, index.indexName());
        }
        requireCounts(request);
        return indexes;
    }

    private static void requireMembers(boolean given, List<?> indexes, String parameter) {
        if (given && indexes.isEmpty()) {
            throw ServiceErrors.validation(INVALID + "List of " + parameter + " is empty");
        }
    }

    private void requireAllUsed(CreateTableRequest request) {
        Set<String> used = new LinkedHashSet<>();
        Stream.of(
                        Stream.of(request.keySchema()),
                        request.localSecondaryIndexes().stream().map(LocalSecondaryIndex::keySchema),
                        request.globalSecondaryIndexes().stream().map(GlobalSecondaryIndex::keySchema))
                .flatMap(keys -> keys)
                .forEach(key -> key.forEach(element -> used.add(element.attributeName())));
        boolean indexed = request.hasLocalSecondaryIndexes() || request.hasGlobalSecondaryIndexes();
        definitions.requireAllUsed(used, indexed);
    }

    private static void requireNew(Set<String> names, String name) {
        if (!names.add(name)) {
            throw ServiceErrors.validation(INVALID + "Duplicate index name: " + name);
        }
    }

    private static void requireCounts(CreateTableRequest request) {
        if (request.localSecondaryIndexes().size() > MOST_LOCAL) {
            throw ServiceErrors.validation(
                    INVALID + "Number of LocalSecondaryIndexes exceeds per-table limit of " + MOST_LOCAL);
        } else if (request.globalSecondaryIndexes().size() > MOST_GLOBAL) {
            throw ServiceErrors.validation(
                    INVALID + "GlobalSecondaryIndex count exceeds the per-table limit of " + MOST_GLOBAL);
        }
    }

    private SecondaryIndex local(LocalSecondaryIndex index, List<KeyAttribute> tableKey) {
        List<KeyAttribute> key = definitions.pair(index.keySchema());
        if (key.size() < 2) {
            throw ServiceErrors.validation(
                    INVALID + "Index KeySchema does not have a range key for index: " + index.indexName());
        } else if (!key.get(0).equals(tableKey.get(0))) {
            throw ServiceErrors.validation(INVALID
                    + "Index KeySchema does not have the same leading hash key as table KeySchema for index: "
                    + index.indexName() + ". index hash key: " + key.get(0).name() + ", table hash key: "
                    + tableKey.get(0).name());
        }
        return new SecondaryIndex(index.indexName(), key, projection(index.projection(), key), IndexScope.LOCAL);
    }

    /** Returns a global index, also where it has the partition key of its table. */
    SecondaryIndex global(String name, List<KeySchemaElement> elements, Projection projection) {
        List<KeyAttribute> key = definitions.ofGlobalIndex(name, elements);
        return new SecondaryIndex(name, key, projection(projection, key), IndexScope.GLOBAL);
    }

    /** Leaves out the names of the index's own key attributes, which it holds anyway. */
    private static IndexProjection projection(Projection projection, List<KeyAttribute> key) {
        if (projection.projectionTypeAsString() == null) {
            throw ServiceErrors.validation(INVALID + "Unknown ProjectionType: null");
        }
        boolean included = projection.projectionType() == ProjectionType.INCLUDE;
        if (included != projection.hasNonKeyAttributes()) {
            throw ServiceErrors.validation(INVALID + "ProjectionType is " + projection.projectionTypeAsString()
                    + ", but NonKeyAttributes is " + (included ? "not specified" : "specified"));
        }
        Set<String> names = new LinkedHashSet<>();
        for (String name : projection.nonKeyAttributes()) {
            if (!names.add(name)) {
                throw ServiceErrors.validation(INVALID + "Duplicate element in NonKeyAttributes: " + name);
            }
        }
        key.forEach(attribute -> names.remove(attribute.name()));
        if (names.isEmpty()) {
            return projection.projectionType() == ProjectionType.ALL
                    ? IndexProjection.all()
                    : IndexProjection.keysOnly();
        }
        return new IndexProjection(IndexProjection.Kind.INCLUDE, names);
    }
}
