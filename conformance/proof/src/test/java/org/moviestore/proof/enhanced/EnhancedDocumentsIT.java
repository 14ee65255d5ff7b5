// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.enhanced;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider.defaultProvider;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/** Documents without a class. */
@ExtendWith(Backends.Shared.class)
class EnhancedDocumentsIT {
    private static DynamoDbTable<EnhancedDocument> documents(Backends backends, String backend, String name) {
        DynamoDbTable<EnhancedDocument> table = backends.enhanced(backend)
                .table(
                        name,
                        TableSchema.documentSchemaBuilder()
                                .addIndexPartitionKey(TableMetadata.primaryIndexName(), "year", AttributeValueType.N)
                                .addIndexSortKey(TableMetadata.primaryIndexName(), "title", AttributeValueType.S)
                                .attributeConverterProviders(defaultProvider())
                                .build());
        table.createTable();
        return table;
    }

    private static EnhancedDocument.Builder alien() {
        return EnhancedDocument.builder()
                .attributeConverterProviders(defaultProvider())
                .putNumber("year", 1979)
                .putString("title", "Alien");
    }

    @EnhancedTest
    void document_ofAllTypes_comesBackAsItWas(String backend, Backends backends) {
        DynamoDbTable<EnhancedDocument> table = documents(backends, backend, "Documents1");

        table.putItem(alien().putBytes("poster", SdkBytes.fromUtf8String("in space"))
                .putBoolean("colour", true)
                .putNull("sequel")
                .putList("actors", List.of("Sigourney Weaver", "Ian Holm"), EnhancedType.of(String.class))
                .putJson("info", "{\"rating\":8.5,\"cuts\":[{\"minutes\":117},null]}")
                .build());

        EnhancedDocument read = table.getItem(
                Key.builder().partitionValue(1979).sortValue("Alien").build());
        assertThat(read.getString("title")).isEqualTo("Alien");
        assertThat(read.getBytes("poster").asUtf8String()).isEqualTo("in space");
        assertThat(read.getBoolean("colour")).isTrue();
        assertThat(read.isNull("sequel")).isTrue();
        assertThat(read.getListOfUnknownType("actors")).hasSize(2);
        assertThat(read.getMapOfUnknownType("info").get("rating").n()).isEqualTo("8.5");
        assertThat(read.getJson("info")).contains("\"minutes\":117");
    }

    @EnhancedTest
    void document_isUpdatedQueriedAndDeleted(String backend, Backends backends) {
        DynamoDbTable<EnhancedDocument> table = documents(backends, backend, "Documents2");
        table.putItem(alien().putNumber("rating", 8).build());

        EnhancedDocument updated =
                table.updateItem(alien().putNumber("rating", 9).build());
        List<BigDecimal> ratings =
                table
                        .query(QueryConditional.keyEqualTo(
                                Key.builder().partitionValue(1979).build()))
                        .items()
                        .stream()
                        .map(found -> found.get("rating", BigDecimal.class))
                        .toList();

        assertThat(updated.getNumber("rating").intValue()).isEqualTo(9);
        assertThat(ratings)
                .singleElement()
                .satisfies(rating -> assertThat(rating).isEqualByComparingTo("9"));
        assertThat(table.deleteItem(alien().build()).toMap()).containsOnlyKeys("year", "title", "rating");
        assertThat(table.scan().items()).isEmpty();
    }

    @EnhancedTest
    void document_ofJson_givesTheSameJsonBack(String backend, Backends backends) {
        DynamoDbTable<EnhancedDocument> table = documents(backends, backend, "Documents3");
        EnhancedDocument document =
                EnhancedDocument.fromJson("{\"year\":1979,\"title\":\"Alien\",\"tags\":[1,\"a\",{\"b\":true}]}");

        table.putItem(document);

        EnhancedDocument read = table.getItem(
                Key.builder().partitionValue(1979).sortValue("Alien").build());
        assertThat(Map.copyOf(read.toMap())).isEqualTo(Map.copyOf(document.toMap()));
    }
}
