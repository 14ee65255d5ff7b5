// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.enhanced;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Queries and scans, of tables and of indexes. */
@ExtendWith(Backends.Shared.class)
class EnhancedReadsIT {
    /** Returns a table of ten films of 1979 and five of 1980, by two studios in turn, ever better rated. */
    private static DynamoDbTable<Film> filled(Backends backends, String backend, String name) {
        DynamoDbTable<Film> table = backends.enhanced(backend).table(name, TableSchema.fromBean(Film.class));
        table.createTable();
        IntStream.range(0, 15)
                .forEach(i -> table.putItem(Film.of(
                        i < 10 ? 1979 : 1980, "Film " + (char) ('A' + i), i % 2 == 0 ? "Fox" : "Gaumont", "" + i)));
        return table;
    }

    private static Key.Builder year(int year) {
        return Key.builder().partitionValue(year);
    }

    private static List<String> titles(Stream<Film> films) {
        return films.map(film -> film.getTitle().substring("Film ".length())).toList();
    }

    @EnhancedTest
    void query_byEachConditional_findsTheRange(String backend, Backends backends) {
        DynamoDbTable<Film> table = filled(backends, backend, "Reads1");

        assertThat(titles(table.query(QueryConditional.keyEqualTo(year(1980).build())).items().stream()))
                .containsExactly("K", "L", "M", "N", "O");
        assertThat(
                        titles(table
                                .query(QueryConditional.sortGreaterThan(
                                        year(1979).sortValue("Film H").build()))
                                .items()
                                .stream()))
                .containsExactly("I", "J");
        assertThat(titles(table
                        .query(QueryConditional.sortBetween(
                                year(1979).sortValue("Film B").build(),
                                year(1979).sortValue("Film D").build()))
                        .items()
                        .stream()))
                .containsExactly("B", "C", "D");
        assertThat(
                        titles(table
                                .query(QueryConditional.sortBeginsWith(
                                        year(1979).sortValue("Film C").build()))
                                .items()
                                .stream()))
                .containsExactly("C");
    }

    @EnhancedTest
    void query_backwardsByPages_bringsEachPageFull(String backend, Backends backends) {
        DynamoDbTable<Film> table = filled(backends, backend, "Reads2");

        List<Page<Film>> pages = table
                .query(request -> request.queryConditional(
                                QueryConditional.keyEqualTo(year(1979).build()))
                        .scanIndexForward(false)
                        .limit(4))
                .stream()
                .toList();

        assertThat(pages).extracting(page -> page.items().size()).containsExactly(4, 4, 2);
        assertThat(titles(pages.get(0).items().stream())).containsExactly("J", "I", "H", "G");
        assertThat(pages.get(0).lastEvaluatedKey()).containsOnlyKeys("year", "title");
        assertThat(pages.get(2).lastEvaluatedKey()).isNull();
    }

    @EnhancedTest
    void query_withFilterAndProjection_countsWhatItLookedAt(String backend, Backends backends) {
        DynamoDbTable<Film> table = filled(backends, backend, "Reads3");

        Page<Film> page = table.query(request -> request.queryConditional(
                                QueryConditional.keyEqualTo(year(1979).build()))
                        .filterExpression(Expression.builder()
                                .expression("#s = :s")
                                .putExpressionName("#s", "studio")
                                .putExpressionValue(":s", AttributeValue.fromS("Fox"))
                                .build())
                        .attributesToProject("title"))
                .iterator()
                .next();

        assertThat(titles(page.items().stream())).containsExactly("A", "C", "E", "G", "I");
        assertThat(page.items()).allMatch(film -> film.getRating() == null);
        assertThat(page.count()).isEqualTo(5);
        assertThat(page.scannedCount()).isEqualTo(10);
    }

    @EnhancedTest
    void query_byTheGlobalIndex_ordersByItsSortKey(String backend, Backends backends) {
        DynamoDbTable<Film> table = filled(backends, backend, "Reads4");

        List<Page<Film>> pages = table
                .index(Film.BY_STUDIO)
                .query(request -> request.queryConditional(QueryConditional.sortGreaterThanOrEqualTo(
                                Key.builder().partitionValue("Fox").sortValue(4).build()))
                        .limit(3))
                .stream()
                .toList();

        assertThat(titles(pages.stream().flatMap(page -> page.items().stream())))
                .containsExactly("E", "G", "I", "K", "M", "O");
        assertThat(pages.get(0).lastEvaluatedKey()).containsOnlyKeys("year", "title", "studio", "rating");
    }

    @EnhancedTest
    void query_byTheLocalIndex_staysInThePartition(String backend, Backends backends) {
        DynamoDbTable<Film> table = filled(backends, backend, "Reads5");

        Stream<Film> found = table
                .index(Film.BY_RATING)
                .query(request -> request.queryConditional(QueryConditional.sortLessThan(
                                year(1979).sortValue(3).build()))
                        .consistentRead(true))
                .stream()
                .flatMap(page -> page.items().stream());

        assertThat(titles(found)).containsExactly("A", "B", "C");
    }

    @EnhancedTest
    void scan_bySegmentsAndPages_findsEachItemOnce(String backend, Backends backends) {
        DynamoDbTable<Film> table = filled(backends, backend, "Reads6");

        Stream<Film> found = IntStream.range(0, 3)
                .boxed()
                .flatMap(segment ->
                        table
                                .scan(request -> request.segment(segment)
                                        .totalSegments(3)
                                        .limit(2))
                                .items()
                                .stream());

        assertThat(titles(found))
                .containsExactlyInAnyOrder("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O");
    }

    @EnhancedTest
    void scan_withFilterAndOfAnIndex_findsTheSame(String backend, Backends backends) {
        DynamoDbTable<Film> table = filled(backends, backend, "Reads7");
        Expression good = Expression.builder()
                .expression("rating >= :r")
                .putExpressionValue(":r", AttributeValue.fromN("12"))
                .build();

        assertThat(titles(table.scan(request -> request.filterExpression(good)).items().stream()))
                .containsExactlyInAnyOrder("M", "N", "O");
        assertThat(titles(table.index(Film.BY_STUDIO).scan(request -> request.filterExpression(good)).stream()
                        .flatMap(page -> page.items().stream())))
                .containsExactlyInAnyOrder("M", "N", "O");
        assertThat(table.scan().items().stream().map(Film::getRating).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("105");
    }
}
