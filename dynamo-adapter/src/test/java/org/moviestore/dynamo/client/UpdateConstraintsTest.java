// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.TableParts.creating;
import static org.moviestore.dynamo.client.TableParts.definition;
import static org.moviestore.dynamo.client.TableParts.deleting;
import static org.moviestore.dynamo.client.TableParts.hash;
import static org.moviestore.dynamo.client.TableParts.indexed;
import static org.moviestore.dynamo.client.TableParts.provisioned;
import static org.moviestore.dynamo.client.TableParts.units;
import static org.moviestore.dynamo.client.TableParts.updating;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** What is wrong with requests to change a table, in the service's words. */
class UpdateConstraintsTest {
    private static final String INVALID = "One or more parameter values were invalid: ";

    private final DocumentStore store = new MemoryStore();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    private void update(Consumer<UpdateTableRequest.Builder> change) {
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName("Films");
        change.accept(request);
        client.updateTable(request.build());
    }

    private TableSchema schema() {
        return store.describeTable("Films").schema();
    }

    private static Arguments refused(Consumer<UpdateTableRequest.Builder> change, String message) {
        return Arguments.of(change, message);
    }

    static Stream<Arguments> wrongRequests() {
        return Stream.of(
                refused(
                        request -> request.attributeDefinitions(definition("genre", "S"))
                                .globalSecondaryIndexUpdates(List.of()),
                        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                                + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates,"
                                + " MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency,"
                                + " DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is"
                                + " required"),
                refused(
                        request -> request.deletionProtectionEnabled(false).globalSecondaryIndexUpdates(List.of()),
                        INVALID + "List of GlobalSecondaryIndexUpdates is empty"),
                refused(
                        request -> request.deletionProtectionEnabled(false).billingMode("PAY_PER_REQUEST"),
                        INVALID + "DeletionProtection modification must be the only operation in the request"),
                refused(
                        request -> request.tableClass("STANDARD").provisionedThroughput(units(5, 5)),
                        INVALID + "TableClass modification must be the only operation in the request"),
                refused(
                        request -> request.billingMode("PROVISIONED"),
                        INVALID + "ProvisionedThroughput must be specified when BillingMode is PROVISIONED"),
                refused(
                        request -> request.billingMode("PAY_PER_REQUEST").provisionedThroughput(units(5, 5)),
                        INVALID + "ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST"),
                refused(
                        request -> request.provisionedThroughput(units(1, 0)),
                        "1 validation error detected: Value '0' at 'provisionedThroughput.writeCapacityUnits' failed to"
                                + " satisfy constraint: Member must have value greater than or equal to 1"),
                refused(
                        request -> request.provisionedThroughput(units(3, 4)),
                        "The provisioned throughput for the table will not change. The requested value equals the"
                                + " current value. Current ReadCapacityUnits provisioned for the table: 3. Requested"
                                + " ReadCapacityUnits: 3. Current WriteCapacityUnits provisioned for the table: 4."
                                + " Requested WriteCapacityUnits: 4. Refer to the Amazon DynamoDB Developer Guide for"
                                + " current limits and how to request higher limits."),
                refused(
                        request -> request.streamSpecification(stream -> stream.streamEnabled(false)),
                        "Table has no stream to disable: TableName: Films"),
                refused(
                        request -> request.streamSpecification(
                                stream -> stream.streamEnabled(false).streamViewType("NEW_IMAGE")),
                        INVALID + "If stream is being disabled, then UpdateViewType must not be specified"));
    }

    static Stream<Arguments> wrongIndexes() {
        return Stream.of(
                refused(
                        request -> request.globalSecondaryIndexUpdates(
                                GlobalSecondaryIndexUpdate.builder().build()),
                        INVALID + "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                                + " GlobalSecondaryIndexUpdate.Delete must not be null"),
                refused(
                        request -> request.globalSecondaryIndexUpdates(updating("byRating", units(5, 5)).toBuilder()
                                .delete(index -> index.indexName("byRating"))
                                .build()),
                        INVALID + "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate"
                                + " object"),
                refused(
                        request -> request.globalSecondaryIndexUpdates(
                                deleting("byRating"), updating("byRating", units(5, 5))),
                        INVALID + "Only one global secondary index update per index is allowed simultaneously. Index:"
                                + " byRating"),
                refused(
                        request -> request.provisionedThroughput(units(5, 5))
                                .globalSecondaryIndexUpdates(deleting("byRating")),
                        INVALID + "You cannot create or delete index while updating table IOPS"),
                refused(
                        request -> request.globalSecondaryIndexUpdates(creating("byGenre", units(1, 1), hash("genre"))),
                        INVALID + "AttributeDefinitions is not specified for index: byGenre"),
                refused(
                        request -> request.attributeDefinitions(definition("genre", "S"))
                                .globalSecondaryIndexUpdates(creating("byGenre", null, hash("genre"))),
                        INVALID + "Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: byGenre"),
                refused(
                        request -> request.attributeDefinitions(definition("rating", "N"))
                                .globalSecondaryIndexUpdates(creating("inYear", units(1, 1), hash("rating"))),
                        "Attempting to create an index which already exists"),
                refused(
                        request -> request.attributeDefinitions(definition("year", "N"))
                                .globalSecondaryIndexUpdates(creating("byYear", units(1, 1), hash("year"))),
                        INVALID + "index byYear has the partition key of its table, and not every backend can add such"
                                + " an index later; create it with the table"),
                refused(
                        request -> request.globalSecondaryIndexUpdates(deleting("inYear")),
                        "Cannot delete an index that is not a GlobalSecondaryIndex: inYear"),
                refused(
                        request -> request.globalSecondaryIndexUpdates(updating("inYear", units(1, 1))),
                        "Cannot update an index that is not a GlobalSecondaryIndex: inYear"),
                refused(
                        request -> request.globalSecondaryIndexUpdates(deleting("byGenre")),
                        "Requested resource not found: Index byGenre for table Films"));
    }

    @ParameterizedTest
    @MethodSource({"wrongRequests", "wrongIndexes"})
    void change_thatIsWrong_isRefusedWithTheServicesWords(Consumer<UpdateTableRequest.Builder> change, String message) {
        client.createTable(provisioned());
        TableSchema before = schema();

        assertThatThrownBy(() -> update(change))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message));
        assertThat(schema()).isEqualTo(before);
    }

    static Stream<Arguments> wrongOnDemand() {
        return Stream.of(
                refused(
                        request -> request.provisionedThroughput(units(1, 1)),
                        INVALID + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode"
                                + " is PAY_PER_REQUEST"),
                refused(
                        request -> request.billingMode("PROVISIONED").provisionedThroughput(units(1, 1)),
                        INVALID + "ProvisionedThroughput must be specified for index: byRating"),
                refused(
                        request -> request.globalSecondaryIndexUpdates(updating("byRating", units(1, 1))),
                        INVALID + "The only Updates for index: byRating when TableThroughputMode is PAY_PER_REQUEST can"
                                + " be to OnDemandThroughput, WarmThroughput"),
                refused(
                        request -> request.attributeDefinitions(definition("genre", "S"))
                                .globalSecondaryIndexUpdates(creating("byGenre", units(1, 1), hash("genre"))),
                        INVALID + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: byGenre"
                                + " when BillingMode is PAY_PER_REQUEST"));
    }

    @ParameterizedTest
    @MethodSource("wrongOnDemand")
    void changeOfATableOnDemand_thatIsWrong_isRefused(Consumer<UpdateTableRequest.Builder> change, String message) {
        client.createTable(indexed());

        assertThatThrownBy(() -> update(change))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining(message);
    }
}
