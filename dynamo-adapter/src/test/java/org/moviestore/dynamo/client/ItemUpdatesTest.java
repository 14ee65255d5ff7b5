// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.IndexedFilms.TABLE;
import static org.moviestore.dynamo.client.IndexedFilms.film;
import static org.moviestore.dynamo.client.IndexedFilms.key;
import static org.moviestore.dynamo.client.IndexedFilms.number;
import static org.moviestore.dynamo.client.IndexedFilms.text;
import static org.moviestore.dynamo.client.IndexedFilms.with;
import static org.moviestore.dynamo.client.Refusals.INVALID;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableChange;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

class ItemUpdatesTest extends FilmRequests {
    private UpdateItemResponse update(Consumer<UpdateItemRequest.Builder> more) {
        UpdateItemRequest.Builder request =
                UpdateItemRequest.builder().tableName(TABLE).key(key());
        more.accept(request);
        return client.updateItem(request.build());
    }

    private static Consumer<UpdateItemRequest.Builder> setting(String name, AttributeValue value) {
        return request -> request.updateExpression("SET #n = :v")
                .expressionAttributeNames(Map.of("#n", name))
                .expressionAttributeValues(Map.of(":v", value));
    }

    @Test
    void updateItem_changesTheItem_andReturnsNothingUnlessAsked() {
        put(film("plot", text("old")));

        UpdateItemResponse response = update(setting("genre", text("drama")));

        assertThat(response.equalsBySdkFields(UpdateItemResponse.builder().build()))
                .isTrue();
        assertThat(stored()).isEqualTo(with(film("plot", text("old")), "genre", text("drama")));
    }

    @Test
    void updateItem_withoutOptions_asksTheTableForNothingBack() {
        update(setting("genre", text("drama")));

        assertThat(called.last(UpdateRequest.class).returning()).isEqualTo(ReturnValues.NONE);
    }

    @Test
    void updateItem_returnsTheSideThatIsAskedFor() {
        put(film("votes", number("1")));
        Consumer<UpdateItemRequest.Builder> adding = request ->
                request.updateExpression("ADD votes :one").expressionAttributeValues(Map.of(":one", number("1")));

        assertThat(update(adding.andThen(request -> request.returnValues(ReturnValue.ALL_OLD)))
                        .attributes())
                .isEqualTo(film("votes", number("1")));
        assertThat(update(adding.andThen(request -> request.returnValues(ReturnValue.ALL_NEW)))
                        .attributes())
                .isEqualTo(film("votes", number("3")));
        assertThat(update(adding.andThen(request -> request.returnValues(ReturnValue.UPDATED_OLD)))
                        .attributes())
                .isEqualTo(Map.of("votes", number("3")));
        assertThat(update(adding.andThen(request -> request.returnValues(ReturnValue.UPDATED_NEW)))
                        .attributes())
                .isEqualTo(Map.of("votes", number("5")));
    }

    @Test
    void updateItem_thatIsMetered_returnsTheSameSides() {
        put(film("votes", number("1")));
        Consumer<UpdateItemRequest.Builder> adding = request -> request.updateExpression("ADD votes :one")
                .expressionAttributeValues(Map.of(":one", number("1")))
                .returnConsumedCapacity("TOTAL");

        assertThat(update(adding).hasAttributes()).isFalse();
        assertThat(update(adding.andThen(request -> request.returnValues(ReturnValue.ALL_OLD)))
                        .attributes())
                .isEqualTo(film("votes", number("2")));
        assertThat(update(adding.andThen(request -> request.returnValues(ReturnValue.ALL_NEW)))
                        .attributes())
                .isEqualTo(film("votes", number("4")));
        assertThat(update(adding.andThen(request -> request.returnValues(ReturnValue.UPDATED_OLD)))
                        .attributes())
                .isEqualTo(Map.of("votes", number("4")));
        assertThat(update(adding.andThen(request -> request.returnValues(ReturnValue.UPDATED_NEW)))
                        .attributes())
                .isEqualTo(Map.of("votes", number("6")));
    }

    @Test
    void updateItem_returningTheUpdatedOfNestedPaths_returnsThosePathsAlone() {
        put(film("info", AttributeValue.fromM(Map.of("a", number("1"), "b", number("2")))));

        UpdateItemResponse response = update(request -> request.updateExpression("SET info.a = :v")
                .expressionAttributeValues(Map.of(":v", number("3")))
                .returnValues(ReturnValue.UPDATED_NEW));

        assertThat(response.attributes()).isEqualTo(Map.of("info", AttributeValue.fromM(Map.of("a", number("3")))));
    }

    @Test
    void updateItem_ofAttributesThatAreNotThereOnThatSide_returnsNothing() {
        assertThat(update(setting("plot", text("new")).andThen(request -> request.returnValues("UPDATED_OLD")))
                        .hasAttributes())
                .isFalse();
        assertThat(update(request -> request.updateExpression("REMOVE plot").returnValues("UPDATED_NEW"))
                        .hasAttributes())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = ReturnValue.class,
            names = {"NONE", "ALL_OLD", "UPDATED_OLD", "UPDATED_NEW"})
    void updateItem_withoutAnUpdate_createsTheItemOfItsKey(ReturnValue values) {
        UpdateItemResponse response = update(request -> request.returnValues(values));

        assertThat(response.hasAttributes()).isFalse();
        assertThat(stored()).isEqualTo(key());
    }

    @Test
    void updateItem_withoutAnUpdate_leavesAnItemAsItIs() {
        put(film("plot", text("old")));

        UpdateItemResponse response = update(
                request -> request.returnValues(ReturnValue.ALL_NEW).conditionExpression("attribute_exists(plot)"));

        assertThat(response.attributes()).isEqualTo(film("plot", text("old")));
        assertThat(stored()).isEqualTo(film("plot", text("old")));
    }

    @ParameterizedTest
    @EnumSource(
            value = ReturnValue.class,
            names = {"NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"})
    void updateItem_thatOnlyRemovesFromNothing_createsNothing(ReturnValue values) {
        UpdateItemResponse response = update(request ->
                request.updateExpression("REMOVE plot").returnValues(values).returnConsumedCapacity("TOTAL"));

        assertThat(response.hasAttributes()).isFalse();
        assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(1);
        assertThat(stored()).isEmpty();
    }

    @Test
    void updateItem_thatIsMetered_tellsOfTableAndIndexes() {
        put(film("genre", text("drama")));

        UpdateItemResponse response = update(setting("genre", text("crime"))
                .andThen(request -> request.returnConsumedCapacity("INDEXES").returnItemCollectionMetrics("SIZE")));

        assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(3);
        assertThat(response.consumedCapacity().table().capacityUnits()).isEqualTo(1);
        assertThat(response.consumedCapacity()
                        .globalSecondaryIndexes()
                        .get("byGenre")
                        .capacityUnits())
                .isEqualTo(2);
        assertThat(response.itemCollectionMetrics().itemCollectionKey()).isEqualTo(Map.of("year", number("2013")));
    }

    @Test
    void updateItem_thatIsMetered_obeysNoIndexThatOthersHaveDropped() {
        put(film("votes", number("1")));
        store.updateTable(TABLE, TableChange.dropIndex("byGenre"));

        UpdateItemResponse response = update(request -> request.updateExpression("SET genre = votes")
                .returnValues(ReturnValue.UPDATED_NEW)
                .returnConsumedCapacity("TOTAL"));

        assertThat(response.attributes()).isEqualTo(Map.of("genre", number("1")));
        assertThat(response.consumedCapacity()).isNotNull();
        assertThat(stored()).isEqualTo(with(film("votes", number("1")), "genre", number("1")));
    }

    @Test
    void updateItem_thatTheStoreMakesAndCannotBeMadeHere_succeedsWithoutItsCapacity() {
        Item before = Item.of("year", 2013, "title", "Rush").with("plot", "no number");
        DynamoDbClient lenient = DocumentStoreDynamoDbClient.over(updating(before));
        UpdateItemRequest adding = UpdateItemRequest.builder()
                .tableName(TABLE)
                .key(key())
                .updateExpression("ADD plot :one")
                .expressionAttributeValues(Map.of(":one", number("1")))
                .returnConsumedCapacity("TOTAL")
                .returnValues(ReturnValue.ALL_OLD)
                .build();

        UpdateItemResponse old = lenient.updateItem(adding);
        UpdateItemResponse now = lenient.updateItem(
                adding.toBuilder().returnValues(ReturnValue.ALL_NEW).build());

        assertThat(old.attributes()).isEqualTo(film("plot", text("no number")));
        assertThat(old.consumedCapacity()).isNull();
        assertThat(now.hasAttributes()).isFalse();
    }

    /** Returns a store that makes every update, and says that the item was so before. */
    private DocumentStore updating(Item before) {
        DocumentTable table = answering(
                DocumentTable.class,
                name -> name.equals("schema") ? IndexedFilms.SCHEMA : WriteResult.of(Optional.of(before)));
        return answering(DocumentStore.class, name -> table);
    }

    private static <T> T answering(Class<T> type, Function<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.apply(method.getName())));
    }

    @Test
    void updateItem_underAConditionThatDoesNotHold_failsBeforeTheUpdateDoes() {
        put(film("plot", text("old")));

        assertThatThrownBy(() -> update(request -> request.updateExpression("SET votes = nothing")
                        .conditionExpression("attribute_not_exists(title)")
                        .returnValuesOnConditionCheckFailure("ALL_OLD")))
                .isInstanceOfSatisfying(
                        ConditionalCheckFailedException.class,
                        failure -> assertThat(failure.item()).isEqualTo(film("plot", text("old"))));

        assertThat(stored()).isEqualTo(film("plot", text("old")));
    }

    @Test
    void updateItem_withAttributeUpdatesAndExpectations_appliesThem() {
        put(film("votes", number("1")));

        UpdateItemResponse response = update(request -> request.attributeUpdates(Map.of(
                        "votes",
                        AttributeValueUpdate.builder()
                                .action(AttributeAction.ADD)
                                .value(number("2"))
                                .build()))
                .expected(Map.of(
                        "votes",
                        ExpectedAttributeValue.builder().value(number("1")).build()))
                .returnValues(ReturnValue.UPDATED_NEW));

        assertThat(response.attributes()).isEqualTo(Map.of("votes", number("3")));
    }

    @Test
    void updateItem_thatCannotBeApplied_isRefusedInTheWordsOfItsKind() {
        put(film("plot", text("old")));

        assertRefused(
                () -> update(request -> request.updateExpression("ADD plot :one")
                        .expressionAttributeValues(Map.of(":one", number("1")))),
                "An operand in the update expression has an incorrect data type");
        assertRefused(
                () -> update(request -> request.attributeUpdates(Map.of(
                        "plot",
                        AttributeValueUpdate.builder()
                                .action(AttributeAction.ADD)
                                .value(number("1"))
                                .build()))),
                "Type mismatch for attribute to update");
        assertRefused(
                () -> update(request -> request.updateExpression("SET info.a = plot")),
                "The document path provided in the update expression is invalid for update");
    }

    @Test
    void updateItem_withUpdatesOfBothKinds_isRefused() {
        assertRefused(
                () -> update(request -> request.updateExpression("REMOVE plot")
                        .attributeUpdates(Map.of(
                                "plot",
                                AttributeValueUpdate.builder()
                                        .action(AttributeAction.DELETE)
                                        .build()))
                        .conditionExpression("attribute_exists(title)")
                        .expected(Map.of(
                                "a",
                                ExpectedAttributeValue.builder().exists(false).build()))),
                "Can not use both expression and non-expression parameters in the same request: Non-expression"
                        + " parameters: {AttributeUpdates, Expected} Expression parameters: {UpdateExpression,"
                        + " ConditionExpression}");
    }

    @Test
    void updateItem_withPlaceholdersAndNoExpression_isRefused() {
        assertRefused(
                () -> update(request -> request.expressionAttributeValues(Map.of(":v", number("1")))),
                "ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and"
                        + " ConditionExpression are null");
    }

    @Test
    void updateItem_withAPlaceholderThatNeitherExpressionUses_isRefused() {
        assertRefused(
                () -> update(request -> request.updateExpression("SET votes = :v")
                        .conditionExpression("attribute_exists(title)")
                        .expressionAttributeValues(Map.of(":v", number("1"), ":w", number("1")))),
                "Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}");
    }

    @Test
    void updateItem_ofAKeyAttribute_isRefusedWhateverTheCondition() {
        assertRefused(
                () -> update(setting("title", text("Rush"))
                        .andThen(request -> request.conditionExpression("attribute_exists(nothing)"))),
                INVALID + "Cannot update attribute title. This attribute is part of the key");
    }
}
