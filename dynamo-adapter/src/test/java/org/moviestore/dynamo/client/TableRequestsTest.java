// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.TableParts.ALL;
import static org.moviestore.dynamo.client.TableParts.definition;
import static org.moviestore.dynamo.client.TableParts.element;
import static org.moviestore.dynamo.client.TableParts.films;
import static org.moviestore.dynamo.client.TableParts.global;
import static org.moviestore.dynamo.client.TableParts.hash;
import static org.moviestore.dynamo.client.TableParts.including;
import static org.moviestore.dynamo.client.TableParts.local;
import static org.moviestore.dynamo.client.TableParts.range;
import static org.moviestore.dynamo.client.TableParts.units;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;

/** What is wrong with requests for tables, in the service's words. */
class TableRequestsTest {
    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String ONE = "1 validation error detected: Value ";
    private static final String BROKEN = " failed to satisfy constraint: Member must ";

    private final DocumentStore store = new MemoryStore();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    private static Arguments refused(Consumer<CreateTableRequest.Builder> change, String message) {
        return Arguments.of(change, message);
    }

    private void assertRefused(CreateTableRequest request, String message) {
        assertThatThrownBy(() -> client.createTable(request)).isInstanceOfSatisfying(DynamoDbException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
        });
        assertThat(store.listTables()).isEmpty();
    }

    static Stream<Arguments> brokenConstraints() {
        return Stream.of(
                refused(
                        request -> request.tableName(null),
                        "The parameter 'TableName' is required but was not present in the request"),
                refused(
                        request -> request.tableName("ab"),
                        ONE + "'ab' at 'tableName'" + BROKEN + "have length greater than or equal to 3"),
                refused(
                        request -> request.tableName("abc;"),
                        ONE + "'abc;' at 'tableName'" + BROKEN + "satisfy regular expression pattern: [a-zA-Z0-9_.-]+"),
                refused(
                        request -> request.tableName("a;"),
                        "2 validation errors detected: Value 'a;' at 'tableName'" + BROKEN
                                + "satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value 'a;' at 'tableName'"
                                + BROKEN + "have length greater than or equal to 3"),
                refused(
                        request -> request.billingMode("FREE"),
                        ONE + "'FREE' at 'billingMode'" + BROKEN
                                + "satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]"),
                refused(
                        request -> request.provisionedThroughput(units(0, 1)),
                        ONE + "'0' at 'provisionedThroughput.readCapacityUnits'" + BROKEN
                                + "have value greater than or equal to 1"),
                refused(
                        request -> request.keySchema((List<KeySchemaElement>) null),
                        ONE + "null at 'keySchema'" + BROKEN + "not be null"),
                refused(
                        request -> request.keySchema(hash("year"), range("title"), range("rating")),
                        ONE + "'[KeySchemaElement(attributeName=year, keyType=HASH), KeySchemaElement(attributeName="
                                + "title, keyType=RANGE), KeySchemaElement(attributeName=rating, keyType=RANGE)]' at"
                                + " 'keySchema'" + BROKEN + "have length less than or equal to 2"),
                refused(
                        request -> request.keySchema(hash("year"), element("title", "SORT")),
                        ONE + "'SORT' at 'keySchema.2.member.keyType'" + BROKEN
                                + "satisfy enum value set: [HASH, RANGE]"),
                refused(
                        request -> request.attributeDefinitions(definition("year", "BOOL"), definition("title", "S")),
                        ONE + "'BOOL' at 'attributeDefinitions.1.member.attributeType'" + BROKEN
                                + "satisfy enum value set: [B, N, S]"),
                refused(
                        request -> request.globalSecondaryIndexes(global("by", ALL, hash("title"))),
                        ONE + "'by' at 'globalSecondaryIndexes.1.member.indexName'" + BROKEN
                                + "have length greater than or equal to 3"),
                refused(
                        request -> request.globalSecondaryIndexes(
                                global("byTitle", including(new String[0]), hash("title"))),
                        ONE + "'[]' at 'globalSecondaryIndexes.1.member.projection.nonKeyAttributes'" + BROKEN
                                + "have length greater than or equal to 1"),
                refused(
                        request -> request.localSecondaryIndexes(local("byTitle", null, hash("year"), range("title"))),
                        ONE + "null at 'localSecondaryIndexes.1.member.projection'" + BROKEN + "not be null"));
    }

    @ParameterizedTest
    @MethodSource("brokenConstraints")
    void createTable_withABrokenConstraint_saysWhich(Consumer<CreateTableRequest.Builder> change, String message) {
        CreateTableRequest.Builder request = films();
        change.accept(request);

        assertRefused(request.build(), message);
    }

    static Stream<Arguments> wrongTables() {
        return Stream.of(
                refused(
                        request -> request.billingMode((String) null),
                        INVALID + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
                                + " PROVISIONED"),
                refused(
                        request -> request.provisionedThroughput(units(1, 1)),
                        INVALID + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode"
                                + " is PAY_PER_REQUEST"),
                refused(
                        request ->
                                request.billingMode("PROVISIONED").provisionedThroughput(units(1, 1_000_000_000_001L)),
                        "Given value 1000000000001 for WriteCapacityUnits is out of bounds"),
                refused(
                        request -> request.attributeDefinitions(definition("year", "N")),
                        "Invalid KeySchema: Some index key attribute have no definition"),
                refused(
                        request -> request.attributeDefinitions(definition("year", "N"), definition("name", "S")),
                        INVALID + "Some index key attributes are not defined in AttributeDefinitions. Keys: [year,"
                                + " title], AttributeDefinitions: [year, name]"),
                refused(
                        request -> request.attributeDefinitions(definition("year", "N"), definition("year", "S")),
                        "Attribute Name is duplicated: year"),
                refused(
                        request -> request.keySchema(hash("year")),
                        INVALID + "Number of attributes in KeySchema does not exactly match number of attributes"
                                + " defined in AttributeDefinitions"),
                refused(
                        request -> request.keySchema(hash("year"), range("year")),
                        "Both the Hash Key and the Range Key element in the KeySchema have the same name"),
                refused(
                        request -> request.keySchema(range("year"), hash("title")),
                        "Invalid KeySchema: The first KeySchemaElement is not a HASH key type"),
                refused(
                        request -> request.keySchema(hash("year"), hash("title")),
                        "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"),
                refused(
                        request -> request.streamSpecification(
                                stream -> stream.streamEnabled(false).streamViewType("NEW_IMAGE")),
                        INVALID + "Table is being created with a stream disabled, UpdateViewType should not be"
                                + " specified"),
                refused(
                        request -> request.tableClass("SLOW"),
                        "Invalid table-class parameter provided. Please try again with a valid table-class value:"
                                + " [STANDARD, STANDARD_INFREQUENT_ACCESS]."));
    }

    @ParameterizedTest
    @MethodSource("wrongTables")
    void createTable_ofAWrongTable_saysWhatIsWrong(Consumer<CreateTableRequest.Builder> change, String message) {
        CreateTableRequest.Builder request = films();
        change.accept(request);

        assertRefused(request.build(), message);
    }

    private static List<GlobalSecondaryIndex> globals(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> global("index" + i, ALL, hash("rating")))
                .toList();
    }

    static Stream<Arguments> wrongIndexes() {
        return Stream.of(
                refused(
                        request -> request.globalSecondaryIndexes(List.of()),
                        INVALID + "List of GlobalSecondaryIndexes is empty"),
                refused(
                        request -> request.globalSecondaryIndexes(global("byTitle", ALL, hash("title"))),
                        INVALID + "Some AttributeDefinitions are not used. AttributeDefinitions: [year, title, rating],"
                                + " keys used: [year, title]"),
                refused(
                        request ->
                                request.globalSecondaryIndexes(global("byRating", ALL, hash("rating"), range("name"))),
                        INVALID + "Some index key attributes are not defined in AttributeDefinitions. Keys: [rating,"
                                + " name], AttributeDefinitions: [year, title, rating]"),
                refused(
                        request -> request.globalSecondaryIndexes(
                                global("byRating", ALL, hash("rating"), range("rating"))),
                        "The KeySchema contains multiple key attributes with the same name"),
                refused(
                        request ->
                                request.globalSecondaryIndexes(global("byRating", ALL, hash("rating"), hash("year"))),
                        INVALID + "index byRating has a key of several partition or sort key attributes, which not"
                                + " every backend can store; use one of each at most"),
                refused(
                        request -> request.globalSecondaryIndexes(
                                global("byRating", Projection.builder().build(), hash("rating"))),
                        INVALID + "Unknown ProjectionType: null"),
                refused(
                        request -> request.globalSecondaryIndexes(global(
                                "byRating",
                                including("genre").toBuilder()
                                        .projectionType("ALL")
                                        .build(),
                                hash("rating"))),
                        INVALID + "ProjectionType is ALL, but NonKeyAttributes is specified"),
                refused(
                        request -> request.globalSecondaryIndexes(global(
                                "byRating",
                                Projection.builder().projectionType("INCLUDE").build(),
                                hash("rating"))),
                        INVALID + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified"),
                refused(
                        request -> request.globalSecondaryIndexes(
                                global("byRating", including("genre", "genre"), hash("rating"))),
                        INVALID + "Duplicate element in NonKeyAttributes: genre"),
                refused(
                        request -> request.globalSecondaryIndexes(global("byRating", ALL, hash("rating")).toBuilder()
                                .provisionedThroughput(units(1, 1))
                                .build()),
                        INVALID + "ProvisionedThroughput should not be specified for index: byRating when BillingMode"
                                + " is PAY_PER_REQUEST"),
                refused(
                        request -> request.billingMode("PROVISIONED")
                                .provisionedThroughput(units(1, 1))
                                .globalSecondaryIndexes(global("byRating", ALL, hash("rating"))),
                        INVALID + "ProvisionedThroughput is not specified for index: byRating"),
                refused(
                        request -> request.globalSecondaryIndexes(
                                global("byRating", ALL, hash("rating")), global("byRating", ALL, hash("rating"))),
                        INVALID + "Duplicate index name: byRating"),
                refused(
                        request -> request.globalSecondaryIndexes(globals(21)),
                        INVALID + "GlobalSecondaryIndex count exceeds the per-table limit of 20"),
                refused(
                        request -> request.localSecondaryIndexes(IntStream.range(0, 6)
                                .mapToObj(i -> local("index" + i, ALL, hash("year"), range("rating")))
                                .toList()),
                        INVALID + "Number of LocalSecondaryIndexes exceeds per-table limit of 5"),
                refused(
                        request -> request.localSecondaryIndexes(local("byRating", ALL, hash("rating"), range("year"))),
                        INVALID + "Index KeySchema does not have the same leading hash key as table KeySchema for"
                                + " index: byRating. index hash key: rating, table hash key: year"),
                refused(
                        request -> request.globalSecondaryIndexes(global("byRating", ALL, hash("rating")))
                                .localSecondaryIndexes(local("inYear", ALL, hash("year"))),
                        INVALID + "Index KeySchema does not have a range key for index: inYear"),
                refused(
                        request -> request.keySchema(hash("year"))
                                .attributeDefinitions(definition("year", "N"), definition("rating", "N"))
                                .localSecondaryIndexes(local("inYear", ALL, hash("year"), range("rating"))),
                        INVALID + "Table KeySchema does not have a range key, which is required when specifying a"
                                + " LocalSecondaryIndex"));
    }

    @ParameterizedTest
    @MethodSource("wrongIndexes")
    void createTable_withAWrongIndex_saysWhatIsWrong(Consumer<CreateTableRequest.Builder> change, String message) {
        CreateTableRequest.Builder request = films().attributeDefinitions(
                        definition("year", "N"), definition("title", "S"), definition("rating", "N"));
        change.accept(request);

        assertRefused(request.build(), message);
    }
}
