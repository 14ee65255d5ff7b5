// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.moviestore.table.IndexScope;
import org.moviestore.table.KeyAttribute;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;

/** What DynamoDB answers to DescribeTable, of tables on demand whose indexes hold all attributes. */
final class Descriptions {
    private Descriptions() {}

    static String of(TableSchema schema) {
        String definitions = Stream.concat(Stream.of(schema.keyAttributes()), keys(schema))
                .flatMap(List::stream)
                .distinct()
                .map(attribute -> "{\"AttributeName\":\"" + attribute.name() + "\",\"AttributeType\":\""
                        + attribute.type().code() + "\"}")
                .collect(Collectors.joining(","));
        return "{\"Table\":{\"TableName\":\"" + schema.tableName() + "\",\"TableStatus\":\"ACTIVE\","
                + "\"BillingModeSummary\":{\"BillingMode\":\"PAY_PER_REQUEST\"},\"AttributeDefinitions\":["
                + definitions + "],\"KeySchema\":" + key(schema.keyAttributes())
                + indexes("Global", schema, index -> index.scope() == IndexScope.GLOBAL)
                + indexes("Local", schema, index -> index.scope() == IndexScope.LOCAL) + "}}";
    }

    private static Stream<List<KeyAttribute>> keys(TableSchema schema) {
        return schema.indexes().stream().map(SecondaryIndex::keyAttributes);
    }

    private static String key(List<KeyAttribute> attributes) {
        String sort = attributes.size() == 1
                ? ""
                : ",{\"AttributeName\":\"" + attributes.get(1).name() + "\",\"KeyType\":\"RANGE\"}";
        return "[{\"AttributeName\":\"" + attributes.get(0).name() + "\",\"KeyType\":\"HASH\"}" + sort + "]";
    }

    private static String indexes(String scope, TableSchema schema, Predicate<SecondaryIndex> which) {
        String described = schema.indexes().stream()
                .filter(which)
                .map(index -> "{\"IndexName\":\"" + index.name() + "\",\"IndexStatus\":\"ACTIVE\",\"KeySchema\":"
                        + key(index.keyAttributes()) + ",\"Projection\":{\"ProjectionType\":\"ALL\"}}")
                .collect(Collectors.joining(","));
        return described.isEmpty() ? "" : ",\"" + scope + "SecondaryIndexes\":[" + described + "]";
    }
}
