// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.enhanced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.enhanced.dynamodb.Document;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPageIterable;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchWriteResult;
import software.amazon.awssdk.enhanced.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactUpdateItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Several items at once, of two tables. */
@ExtendWith(Backends.Shared.class)
class EnhancedBatchesIT {
    private static final Expression EXISTS =
            Expression.builder().expression("attribute_exists(title)").build();

    private static final class Tables {
        private final DynamoDbEnhancedClient client;
        private final DynamoDbTable<Film> films;
        private final DynamoDbTable<Studio> studios;

        Tables(Backends backends, String backend, String name) {
            client = backends.enhanced(backend);
            films = client.table(name + "Films", TableSchema.fromBean(Film.class));
            studios = client.table(name + "Studios", TableSchema.fromImmutableClass(Studio.class));
            films.createTable();
            studios.createTable();
        }

        BatchWriteResult write() {
            WriteBatch.Builder<Film> writes = WriteBatch.builder(Film.class).mappedTableResource(films);
            IntStream.range(0, 20).forEach(i -> writes.addPutItem(film(i)));
            return client.batchWriteItem(request -> request.writeBatches(
                    writes.build(),
                    WriteBatch.builder(Studio.class)
                            .mappedTableResource(studios)
                            .addPutItem(fox())
                            .build()));
        }
    }

    private static Film film(int i) {
        return Film.of(1979, "Film " + i, "Fox", "" + i);
    }

    private static Studio fox() {
        return Studio.builder().name("Fox").founded(1915).build();
    }

    private static Key key(int i) {
        return Key.builder().partitionValue(1979).sortValue("Film " + i).build();
    }

    private static Key keyOfFox() {
        return Key.builder().partitionValue("Fox").build();
    }

    @EnhancedTest
    void batches_ofTwoTables_writeAndReadBoth(String backend, Backends backends) {
        Tables tables = new Tables(backends, backend, "Batches1");

        BatchWriteResult written = tables.write();

        assertThat(written.unprocessedPutItemsForTable(tables.films)).isEmpty();
        ReadBatch.Builder<Film> reads = ReadBatch.builder(Film.class).mappedTableResource(tables.films);
        IntStream.range(15, 25).forEach(i -> reads.addGetItem(key(i)));
        BatchGetResultPageIterable read = tables.client.batchGetItem(request -> request.readBatches(
                reads.build(),
                ReadBatch.builder(Studio.class)
                        .mappedTableResource(tables.studios)
                        .addGetItem(keyOfFox())
                        .build()));
        assertThat(read.resultsForTable(tables.films))
                .extracting(Film::getTitle)
                .containsExactlyInAnyOrder("Film 15", "Film 16", "Film 17", "Film 18", "Film 19");
        assertThat(read.resultsForTable(tables.studios))
                .extracting(Studio::founded)
                .containsExactly(1915);
    }

    @EnhancedTest
    void batch_ofPutsAndDeletes_doesBoth(String backend, Backends backends) {
        Tables tables = new Tables(backends, backend, "Batches2");
        tables.write();

        tables.client.batchWriteItem(request -> request.writeBatches(WriteBatch.builder(Film.class)
                .mappedTableResource(tables.films)
                .addDeleteItem(key(0))
                .addDeleteItem(key(99))
                .addPutItem(film(30))
                .build()));

        assertThat(tables.films.scan().items()).hasSize(20);
        assertThat(tables.films.getItem(key(0))).isNull();
        assertThat(tables.films.getItem(key(30))).isNotNull();
    }

    @EnhancedTest
    void transaction_whoseConditionsHold_doesAll(String backend, Backends backends) {
        Tables tables = new Tables(backends, backend, "Batches3");
        tables.write();
        Film changed = film(2);
        changed.setStudio("Gaumont");

        tables.client.transactWriteItems(request -> request.addPutItem(tables.films, film(40))
                .addUpdateItem(
                        tables.films,
                        TransactUpdateItemEnhancedRequest.builder(Film.class)
                                .item(changed)
                                .conditionExpression(EXISTS)
                                .build())
                .addDeleteItem(
                        tables.films,
                        TransactDeleteItemEnhancedRequest.builder().key(key(3)).build())
                .addConditionCheck(
                        tables.studios,
                        ConditionCheck.builder()
                                .key(keyOfFox())
                                .conditionExpression(Expression.builder()
                                        .expression("founded < :y")
                                        .putExpressionValue(":y", AttributeValue.fromN("1920"))
                                        .build())
                                .build())
                .clientRequestToken("transaction-" + backend));

        List<Document> read = tables.client.transactGetItems(request -> request.addGetItem(tables.films, key(40))
                .addGetItem(tables.films, key(2))
                .addGetItem(tables.films, key(3))
                .addGetItem(tables.studios, keyOfFox()));
        assertThat(read.get(0).getItem(tables.films).getTitle()).isEqualTo("Film 40");
        assertThat(read.get(1).getItem(tables.films).getStudio()).isEqualTo("Gaumont");
        assertThat(read.get(2).getItem(tables.films)).isNull();
        assertThat(read.get(3).getItem(tables.studios).founded()).isEqualTo(1915);
    }

    @EnhancedTest
    void transaction_whoseConditionFails_doesNothingAndSaysWhichOne(String backend, Backends backends) {
        Tables tables = new Tables(backends, backend, "Batches4");
        tables.write();

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> tables.client.transactWriteItems(request -> request.addPutItem(tables.films, film(41))
                        .addPutItem(
                                tables.films,
                                TransactPutItemEnhancedRequest.builder(Film.class)
                                        .item(film(4))
                                        .conditionExpression(Expression.builder()
                                                .expression("attribute_not_exists(title)")
                                                .build())
                                        .returnValuesOnConditionCheckFailure(
                                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                        .build())))
                .satisfies(failure -> {
                    assertThat(failure.cancellationReasons())
                            .extracting(CancellationReason::code)
                            .containsExactly("None", "ConditionalCheckFailed");
                    assertThat(failure.cancellationReasons()
                                    .get(1)
                                    .item()
                                    .get("title")
                                    .s())
                            .isEqualTo("Film 4");
                });
        assertThat(tables.films.getItem(key(41))).isNull();
    }
}
