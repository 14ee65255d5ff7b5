// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.dynamo.client.IndexedFilms.TABLE;
import static org.moviestore.dynamo.client.IndexedFilms.film;
import static org.moviestore.dynamo.client.IndexedFilms.key;
import static org.moviestore.dynamo.client.IndexedFilms.text;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.moviestore.table.GetRequest;
import org.moviestore.table.ReadConsistency;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

class ItemReadsTest extends FilmRequests {
    @Test
    void getItem_returnsTheItem() {
        put(film("plot", text("Two drivers")));

        GetItemResponse response = get(request -> {});

        assertThat(response.item()).isEqualTo(film("plot", text("Two drivers")));
        assertThat(response.consumedCapacity()).isNull();
    }

    @Test
    void getItem_ofWhatIsNotThere_hasNoItem() {
        assertThat(get(request -> {}).hasItem()).isFalse();
        assertThat(get(request -> request.projectionExpression("plot")).hasItem())
                .isFalse();
    }

    @Test
    void getItem_isConsistentOnlyIfItIsAsked() {
        get(request -> {});
        assertThat(called.last(GetRequest.class).consistency()).isEqualTo(ReadConsistency.EVENTUAL);

        get(request -> request.consistentRead(false));
        assertThat(called.last(GetRequest.class).consistency()).isEqualTo(ReadConsistency.EVENTUAL);

        get(request -> request.consistentRead(true));
        assertThat(called.last(GetRequest.class).consistency()).isEqualTo(ReadConsistency.CONSISTENT);
    }

    @Test
    void getItem_withAProjection_returnsWhatItKeeps() {
        put(film("cast", AttributeValue.fromL(List.of(text("a"), text("b")))));

        assertThat(get(request -> request.projectionExpression("title, #c[1]")
                                .expressionAttributeNames(Map.of("#c", "cast")))
                        .item())
                .isEqualTo(Map.of("title", text("Rush"), "cast", AttributeValue.fromL(List.of(text("b")))));
        assertThat(get(request -> request.attributesToGet("title", "nothing")).item())
                .isEqualTo(Map.of("title", text("Rush")));
    }

    @Test
    void getItem_whoseProjectionKeepsNothing_hasAnEmptyItem() {
        put(key());

        GetItemResponse response = get(request -> request.projectionExpression("nothing"));

        assertThat(response.hasItem()).isTrue();
        assertThat(response.item()).isEmpty();
    }

    @Test
    void getItem_thatIsMetered_tellsOfTheWholeItemAndReturnsWhatTheProjectionKeeps() {
        put(film("notes", text("x".repeat(5000))));

        GetItemResponse response = get(request -> request.projectionExpression("title")
                .consistentRead(true)
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));

        assertThat(response.item()).isEqualTo(Map.of("title", text("Rush")));
        assertThat(response.consumedCapacity().tableName()).isEqualTo(TABLE);
        assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(2);
        assertThat(response.consumedCapacity().table())
                .isEqualTo(Capacity.builder().capacityUnits(2.0).build());
    }

    @Test
    void getItem_ofNothing_isMeteredToo() {
        GetItemResponse response = get(request -> request.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(response.hasItem()).isFalse();
        assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(0.5);
    }

    @Test
    void getItem_withProjectionsOfBothKinds_isRefused() {
        assertRefused(
                () -> get(request -> request.attributesToGet("a").projectionExpression("b")),
                "Can not use both expression and non-expression parameters in the same request: Non-expression"
                        + " parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}");
    }

    @Test
    void getItem_withNamesForNothing_isRefused() {
        assertRefused(
                () -> get(request -> request.expressionAttributeNames(Map.of("#a", "a"))),
                "ExpressionAttributeNames can only be specified when using expressions");
        assertRefused(
                () -> get(request -> request.projectionExpression("title").expressionAttributeNames(Map.of("#a", "a"))),
                "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}");
    }

    @Test
    void responses_sayThatTheySucceeded_andHaveIdsOfTheirOwn() {
        GetItemResponse first = get(request -> {});
        GetItemResponse second = get(request -> {});

        assertThat(first.sdkHttpResponse().isSuccessful()).isTrue();
        assertThat(first.responseMetadata().requestId())
                .isNotEqualTo(second.responseMetadata().requestId());
    }
}
