// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.enhanced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.DeleteItemEnhancedResponse;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Beans and immutable classes, one item at a time. */
@ExtendWith(Backends.Shared.class)
class EnhancedBeansIT {
    private static final Key ALIEN =
            Key.builder().partitionValue(1979).sortValue("Alien").build();

    private static DynamoDbTable<Film> films(Backends backends, String backend, String name) {
        DynamoDbTable<Film> table = backends.enhanced(backend).table(name, TableSchema.fromBean(Film.class));
        table.createTable();
        return table;
    }

    private static Film alien() {
        Film film = Film.of(1979, "Alien", "Fox", "8.50");
        film.setReleased(LocalDate.of(1979, 5, 25));
        film.setCredits(Film.Credits.of("Ridley Scott", "Sigourney Weaver", "Ian Holm"));
        film.setOtherCuts(List.of(Film.Credits.of("Ridley Scott"), Film.Credits.of("Charles de Lauzirika")));
        film.setTakings(Map.of("US", 78_900_000, "UK", 7_886_000));
        film.setGenres(Set.of("Horror", "Science fiction"));
        film.setChannels(Set.of(1, 4, 10));
        film.setPoster("in space".getBytes(StandardCharsets.UTF_8));
        film.setColour(true);
        film.setKind(Film.Kind.FEATURE);
        return film;
    }

    @EnhancedTest
    void table_isCreatedDescribedAndDropped(String backend, Backends backends) {
        DynamoDbTable<Film> table = backends.enhanced(backend).table("Beans1", TableSchema.fromBean(Film.class));

        table.createTable();

        backends.client(backend).waiter().waitUntilTableExists(request -> request.tableName("Beans1"));
        assertThat(table.describeTable().table().tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(table.describeTable().table().globalSecondaryIndexes())
                .singleElement()
                .satisfies(index -> assertThat(index.indexName()).isEqualTo(Film.BY_STUDIO));
        assertThat(table.describeTable().table().localSecondaryIndexes())
                .singleElement()
                .satisfies(index -> assertThat(index.indexName()).isEqualTo(Film.BY_RATING));
        table.deleteTable();
        backends.client(backend).waiter().waitUntilTableNotExists(request -> request.tableName("Beans1"));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(table::describeTable);
    }

    @EnhancedTest
    void bean_ofAllKindsOfValues_comesBackAsItWas(String backend, Backends backends) {
        DynamoDbTable<Film> table = films(backends, backend, "Beans2");

        table.putItem(alien());

        assertThat(table.getItem(ALIEN))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(alien());
        assertThat(table.getItem(request -> request.key(ALIEN).consistentRead(true))
                        .getKind())
                .isEqualTo(Film.Kind.FEATURE);
        assertThat(table.getItem(Film.of(1979, "Stalker", "Mosfilm", "8"))).isNull();
    }

    @EnhancedTest
    void update_ofTheWholeBean_removesWhatIsNull(String backend, Backends backends) {
        DynamoDbTable<Film> table = films(backends, backend, "Beans3");
        table.putItem(alien());
        Film changed = Film.of(1979, "Alien", "Disney", "9");

        Film updated = table.updateItem(changed);

        assertThat(updated.getStudio()).isEqualTo("Disney");
        assertThat(updated.getGenres()).isNull();
        assertThat(table.getItem(ALIEN)).usingRecursiveComparison().isEqualTo(changed);
    }

    @EnhancedTest
    void update_thatIgnoresNulls_changesNestedAttributesAlone(String backend, Backends backends) {
        DynamoDbTable<Film> table = films(backends, backend, "Beans4");
        table.putItem(alien());
        Film change = new Film();
        change.setYear(1979);
        change.setTitle("Alien");
        change.setCredits(new Film.Credits());
        change.getCredits().setDirector("R. Scott");

        Film updated = table.updateItem(request -> request.item(change).ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY));

        assertThat(updated.getCredits().getDirector()).isEqualTo("R. Scott");
        assertThat(updated.getCredits().getActors()).containsExactly("Sigourney Weaver", "Ian Holm");
        assertThat(updated.getStudio()).isEqualTo("Fox");
    }

    @EnhancedTest
    void condition_thatFails_changesNothingAndReturnsWhatIsThere(String backend, Backends backends) {
        DynamoDbTable<Film> table = films(backends, backend, "Beans5");
        table.putItem(alien());
        Expression better = Expression.builder()
                .expression("rating > :r")
                .putExpressionValue(":r", AttributeValue.fromN("9"))
                .build();

        assertThatExceptionOfType(ConditionalCheckFailedException.class)
                .isThrownBy(() -> table.putItem(request -> request.item(Film.of(1979, "Alien", "None", "1"))
                        .conditionExpression(better)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .satisfies(
                        failure -> assertThat(failure.item().get("studio").s()).isEqualTo("Fox"));
        assertThatExceptionOfType(ConditionalCheckFailedException.class)
                .isThrownBy(() -> table.deleteItem(request -> request.key(ALIEN).conditionExpression(better)));
        assertThat(table.getItem(ALIEN).getStudio()).isEqualTo("Fox");
    }

    @EnhancedTest
    void responses_whatWasThereAndConsumed_areReturned(String backend, Backends backends) {
        DynamoDbTable<Film> table = films(backends, backend, "Beans6");
        table.putItem(alien());

        PutItemEnhancedResponse<Film> put =
                table.putItemWithResponse(request -> request.item(Film.of(1979, "Alien", "Disney", "9"))
                        .returnValues(ReturnValue.ALL_OLD)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        DeleteItemEnhancedResponse<Film> deleted = table.deleteItemWithResponse(
                request -> request.key(ALIEN).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(put.attributes().getStudio()).isEqualTo("Fox");
        assertThat(put.consumedCapacity().capacityUnits()).isPositive();
        assertThat(deleted.attributes().getStudio()).isEqualTo("Disney");
        assertThat(deleted.consumedCapacity().tableName()).isEqualTo("Beans6");
        assertThat(table.deleteItem(ALIEN)).isNull();
    }

    @EnhancedTest
    void immutableClass_comesBackAsItWas(String backend, Backends backends) {
        DynamoDbTable<Studio> table =
                backends.enhanced(backend).table("Beans7", TableSchema.fromImmutableClass(Studio.class));
        table.createTable();
        Studio fox = Studio.builder()
                .name("Fox")
                .founded(1915)
                .heads(List.of("William Fox", "Darryl Zanuck"))
                .build();

        table.putItem(fox);

        assertThat(table.getItem(Key.builder().partitionValue("Fox").build()))
                .usingRecursiveComparison()
                .isEqualTo(fox);
        assertThat(table.updateItem(Studio.builder().name("Fox").founded(1935).build())
                        .founded())
                .isEqualTo(1935);
    }
}
