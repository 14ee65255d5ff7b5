// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.IndexedFilms.TABLE;
import static org.moviestore.dynamo.client.IndexedFilms.film;
import static org.moviestore.dynamo.client.IndexedFilms.key;
import static org.moviestore.dynamo.client.IndexedFilms.number;
import static org.moviestore.dynamo.client.IndexedFilms.text;
import static org.moviestore.dynamo.client.Refusals.INVALID;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

class ItemOperationsTest extends FilmRequests {
    private DeleteItemResponse delete(Consumer<DeleteItemRequest.Builder> more) {
        DeleteItemRequest.Builder request =
                DeleteItemRequest.builder().tableName(TABLE).key(key());
        more.accept(request);
        return client.deleteItem(request.build());
    }

    @Test
    void putItem_replacesTheItem_andReturnsNothingUnlessAsked() {
        put(film("plot", text("old")));

        PutItemResponse response = put(film("genre", text("drama")), request -> {});

        assertThat(response.equalsBySdkFields(PutItemResponse.builder().build()))
                .isTrue();
        assertThat(stored()).isEqualTo(film("genre", text("drama")));
    }

    @Test
    void putItem_withoutOptions_asksTheTableForNothingBack() {
        put(key());

        PutRequest request = called.last(PutRequest.class);
        assertThat(request.returning()).isEqualTo(ReturnItem.NONE);
        assertThat(request.condition()).isEmpty();
    }

    @Test
    void putItem_returningAllOld_returnsTheItemAsItWas() {
        PutItemResponse first = put(film("plot", text("old")), request -> request.returnValues(ReturnValue.ALL_OLD));
        PutItemResponse second = put(key(), request -> request.returnValues(ReturnValue.ALL_OLD));

        assertThat(first.hasAttributes()).isFalse();
        assertThat(second.attributes()).isEqualTo(film("plot", text("old")));
    }

    @Test
    void putItem_thatIsMetered_tellsOfTableAndIndexesAndReturnsNoItem() {
        put(film("genre", text("drama")));

        PutItemResponse response =
                put(film("genre", text("crime")), request -> request.returnConsumedCapacity("INDEXES"));

        assertThat(response.hasAttributes()).isFalse();
        assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(3);
        assertThat(response.consumedCapacity()
                        .globalSecondaryIndexes()
                        .get("byGenre")
                        .capacityUnits())
                .isEqualTo(2);
    }

    @Test
    void write_returningTheSizeOfTheCollection_tellsIt() {
        PutItemResponse put =
                put(key(), request -> request.returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE));
        DeleteItemResponse delete =
                delete(request -> request.returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE));

        assertThat(put.itemCollectionMetrics().itemCollectionKey()).isEqualTo(Map.of("year", number("2013")));
        assertThat(delete.itemCollectionMetrics()).isEqualTo(put.itemCollectionMetrics());
        assertThat(put(key(), request -> request.returnItemCollectionMetrics("NONE"))
                        .itemCollectionMetrics())
                .isNull();
    }

    @Test
    void putItem_underAConditionThatDoesNotHold_failsAndChangesNothing() {
        put(film("plot", text("old")));

        assertThatThrownBy(() -> put(key(), request -> request.conditionExpression("attribute_not_exists(title)")))
                .isInstanceOfSatisfying(ConditionalCheckFailedException.class, failure -> {
                    assertThat(failure.awsErrorDetails().errorMessage()).isEqualTo("The conditional request failed");
                    assertThat(failure.hasItem()).isFalse();
                });

        assertThat(stored()).isEqualTo(film("plot", text("old")));
    }

    @Test
    void write_whoseConditionFails_bringsTheStoredItemIfAsked() {
        put(film("plot", text("old")));

        assertThat(failed(() -> put(
                        key(),
                        request -> request.conditionExpression("plot = :p")
                                .expressionAttributeValues(Map.of(":p", text("new")))
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))))
                .contains(film("plot", text("old")));
        assertThat(failed(() -> delete(request -> request.conditionExpression("attribute_exists(genre)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))))
                .contains(film("plot", text("old")));
        delete(request -> {});
        assertThat(failed(() -> delete(request -> request.conditionExpression("attribute_exists(genre)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))))
                .isEmpty();
    }

    private static Optional<Map<String, AttributeValue>> failed(Runnable write) {
        try {
            write.run();
        } catch (ConditionalCheckFailedException e) {
            return e.hasItem() ? Optional.of(e.item()) : Optional.empty();
        }
        throw new AssertionError("the condition held");
    }

    @Test
    void write_withExpectations_obeysThem() {
        Map<String, ExpectedAttributeValue> absent =
                Map.of("title", ExpectedAttributeValue.builder().exists(false).build());
        put(key(), request -> request.expected(absent));

        assertThat(failed(() -> put(key(), request -> request.expected(absent))))
                .isEmpty();
        assertThat(failed(() -> delete(request -> request.expected(absent)))).isEmpty();
        assertThat(isStored()).isTrue();
    }

    @Test
    void write_withConditionsOfBothKinds_isRefused() {
        assertRefused(
                () -> put(
                        key(),
                        request -> request.conditionExpression("attribute_exists(a)")
                                .expected(Map.of(
                                        "a",
                                        ExpectedAttributeValue.builder()
                                                .exists(false)
                                                .build()))
                                .conditionalOperator(ConditionalOperator.OR)),
                "Can not use both expression and non-expression parameters in the same request: Non-expression"
                        + " parameters: {Expected, ConditionalOperator} Expression parameters: {ConditionExpression}");
        assertRefused(
                () -> delete(request -> request.conditionalOperator(ConditionalOperator.OR)),
                "ConditionalOperator cannot be used without Filter or Expected");
    }

    @Test
    void write_withPlaceholdersAndNoExpression_isRefusedBeforeItsValuesAre() {
        Map<String, AttributeValue> noNumber = Map.of("year", number("dog"));

        assertRefused(
                () -> put(noNumber, request -> request.expressionAttributeNames(Map.of("#a", "a"))),
                "ExpressionAttributeNames can only be specified when using expressions");
        assertRefused(
                () -> delete(request -> request.key(noNumber).expressionAttributeValues(Map.of(":a", text("a")))),
                "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"})
    void write_returningWhatOnlyUpdatesReturn_isRefused(String values) {
        assertRefused(
                () -> put(key(), request -> request.returnValues(values)), "ReturnValues can only be ALL_OLD or NONE");
        assertRefused(
                () -> delete(request -> request.returnValues(values)), "ReturnValues can only be ALL_OLD or NONE");
    }

    @Test
    void deleteItem_removesTheItem() {
        put(film("plot", text("old")));

        DeleteItemResponse response = delete(request -> request.returnValues(ReturnValue.ALL_OLD));

        assertThat(response.attributes()).isEqualTo(film("plot", text("old")));
        assertThat(isStored()).isFalse();
    }

    @Test
    void deleteItem_ofNothing_succeedsAndReturnsNothing() {
        DeleteItemResponse response = delete(request -> request.returnValues(ReturnValue.ALL_OLD));

        assertThat(response.equalsBySdkFields(DeleteItemResponse.builder().build()))
                .isTrue();
    }

    @Test
    void deleteItem_withoutOptions_asksTheTableForNothingBack() {
        delete(request -> {});

        assertThat(called.last(DeleteRequest.class).returning()).isEqualTo(ReturnItem.NONE);
    }

    @Test
    void deleteItem_thatIsMetered_tellsOfTheEntriesThatGo() {
        put(film("rating", number("7")));

        DeleteItemResponse response = delete(request -> request.returnConsumedCapacity("TOTAL"));

        assertThat(response.hasAttributes()).isFalse();
        assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(2);
        assertThat(response.consumedCapacity().table()).isNull();
    }

    @Test
    void operation_ofATableThatIsNotThere_isRefusedLast() {
        assertThatThrownBy(() -> get(request -> request.tableName("Nothing")))
                .isInstanceOfSatisfying(
                        ResourceNotFoundException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorMessage())
                                .isEqualTo("Requested resource not found"));
        assertRefused(
                () -> put(key(), request -> request.tableName("Nothing").conditionExpression(" ")),
                "Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near: \" \"");
    }

    @Test
    void putItem_ofATooLargeItem_isRefused() {
        assertRefused(
                () -> put(film("notes", text("x".repeat(409_600)))), "Item size has exceeded the maximum allowed size");
    }

    @Test
    void putItem_withoutAKeyAttribute_isRefused() {
        assertRefused(() -> put(Map.of("year", number("2013"))), INVALID + "Missing the key title in the item");
    }
}
