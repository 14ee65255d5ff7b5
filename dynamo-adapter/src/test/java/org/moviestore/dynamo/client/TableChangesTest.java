// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.TableParts.ALL;
import static org.moviestore.dynamo.client.TableParts.creating;
import static org.moviestore.dynamo.client.TableParts.definition;
import static org.moviestore.dynamo.client.TableParts.deleting;
import static org.moviestore.dynamo.client.TableParts.films;
import static org.moviestore.dynamo.client.TableParts.global;
import static org.moviestore.dynamo.client.TableParts.hash;
import static org.moviestore.dynamo.client.TableParts.indexed;
import static org.moviestore.dynamo.client.TableParts.provisioned;
import static org.moviestore.dynamo.client.TableParts.units;
import static org.moviestore.dynamo.client.TableParts.updating;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

class TableChangesTest {
    private static final String INVALID = "One or more parameter values were invalid: ";

    private final DocumentStore store = new MemoryStore();
    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);

    private TableDescription update(Consumer<UpdateTableRequest.Builder> change) {
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName("Films");
        change.accept(request);
        return client.updateTable(request.build()).tableDescription();
    }

    private TableSchema schema() {
        return store.describeTable("Films").schema();
    }

    private void assertUpdated(TableDescription answer) {
        assertThat(answer)
                .isEqualTo(
                        client.describeTable(table -> table.tableName("Films")).table());
    }

    @Test
    void create_addsAnIndex() {
        client.createTable(indexed());

        assertUpdated(update(request -> request.attributeDefinitions(definition("genre", "S"))
                .globalSecondaryIndexUpdates(creating("byGenre", null, hash("genre")))));

        SecondaryIndex index = schema().index("byGenre");
        assertThat(index.partitionKey().name()).isEqualTo("genre");
        assertThat(index.projection()).isEqualTo(IndexProjection.keysOnly());
    }

    @Test
    void delete_dropsAnIndex() {
        client.createTable(indexed());

        assertUpdated(update(request -> request.globalSecondaryIndexUpdates(deleting("byRating"))));

        assertThat(schema().indexes()).extracting(SecondaryIndex::name).containsExactly("inYear");
    }

    @Test
    void units_areProvidedFromThenOn() {
        client.createTable(provisioned());

        assertUpdated(update(request -> request.provisionedThroughput(units(3, 5))));

        assertThat(schema().throughput()).isEqualTo(Throughput.provisioned(3, 5));
    }

    @Test
    void billingMode_takesTheTableAndItsIndexesToProvidedUnitsAndBack() {
        client.createTable(indexed());

        update(request -> request.billingMode("PROVISIONED")
                .provisionedThroughput(units(5, 6))
                .globalSecondaryIndexUpdates(updating("byRating", units(5, 6))));
        Throughput provided = schema().throughput();
        update(request -> request.billingMode("PAY_PER_REQUEST"));

        assertThat(provided).isEqualTo(Throughput.provisioned(5, 6));
        assertThat(schema().throughput()).isEqualTo(Throughput.onDemand());
    }

    @Test
    void unitsOfAnIndex_thatAreTheTables_areAccepted() {
        client.createTable(provisioned());

        TableDescription answer = update(request -> request.provisionedThroughput(units(9, 9))
                .globalSecondaryIndexUpdates(updating("byRating", units(9, 9))));
        update(request -> request.globalSecondaryIndexUpdates(updating("byRating", units(9, 9))));

        assertUpdated(answer);
        assertThat(answer.globalSecondaryIndexes()
                        .get(0)
                        .provisionedThroughput()
                        .readCapacityUnits())
                .isEqualTo(9);
    }

    @Test
    void indexAndBillingMode_areBothChanged() {
        client.createTable(provisioned());

        update(request -> request.billingMode("PAY_PER_REQUEST").globalSecondaryIndexUpdates(deleting("byRating")));

        assertThat(schema().throughput()).isEqualTo(Throughput.onDemand());
        assertThat(schema().indexes()).hasSize(1);
    }

    @Test
    void secondOfTwoChanges_thatIsWrong_leavesTheFirstUndone() {
        client.createTable(provisioned());
        TableSchema before = schema();

        assertThatThrownBy(() -> update(request ->
                        request.billingMode("PAY_PER_REQUEST").globalSecondaryIndexUpdates(deleting("byGenre"))))
                .isInstanceOf(DynamoDbException.class);
        assertThatThrownBy(() -> update(request -> request.attributeDefinitions(definition("year", "S"))
                        .billingMode("PAY_PER_REQUEST")
                        .globalSecondaryIndexUpdates(creating("byYear", null, hash("year")))))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining(INVALID);

        assertThat(schema()).isEqualTo(before);
    }

    @Test
    void severalIndexes_atOnce_areOverTheLimit() {
        client.createTable(indexed());

        assertThatThrownBy(() -> update(request -> request.attributeDefinitions(definition("genre", "S"))
                        .globalSecondaryIndexUpdates(deleting("byRating"), creating("byGenre", null, hash("genre")))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Subscriber limit exceeded: Only 1 online index can be created or deleted"
                        + " simultaneously per table");
    }

    @Test
    void index_beyondTheTwentieth_isOverTheLimit() {
        client.createTable(films().attributeDefinitions(
                        definition("year", "N"), definition("title", "S"), definition("rating", "N"))
                .globalSecondaryIndexes(IntStream.range(0, 20)
                        .mapToObj(i -> global("index" + i, ALL, hash("rating")))
                        .toList())
                .build());

        assertThatThrownBy(() -> update(request -> request.attributeDefinitions(definition("genre", "S"))
                        .globalSecondaryIndexUpdates(creating("byGenre", null, hash("genre")))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Number of global secondary indexes exceeds per-table limit of 20");
    }
}
