// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.List;
import java.util.Map;
import org.moviestore.Movie;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.dynamo.client.DocumentStoreDynamoDbClient;
import org.moviestore.table.DocumentTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The AWS SDK's client of a store against the store's own tables, by programs that have what they write at hand. */
final class PostgresThroughSdk {
    private final PostgresArena arena;
    private final DynamoDbClient client;

    PostgresThroughSdk(PostgresArena arena) {
        this.arena = arena;
        this.client = DocumentStoreDynamoDbClient.over(arena.store());
    }

    List<Contest> contests() {
        return List.of(get(), put());
    }

    private Contest get() {
        Films films = arena.films();
        DocumentTable table = arena.movies();
        return Race.of((i, sink) -> {
                    int index = films.scattered(i);
                    sink.take(client.getItem(request -> request.tableName(RawReads.TABLE)
                                    .key(Map.of(
                                            Movie.YEAR,
                                            AttributeValue.fromN(Integer.toString(films.year(index))),
                                            Movie.TITLE,
                                            AttributeValue.fromS(films.title(index))))
                                    .consistentRead(true))
                            .item());
                })
                .against(Goal.SDK_GET, (i, sink) -> {
                    int index = films.scattered(i);
                    table.get(Film.keyOf(films.year(index), films.title(index))).ifPresent(sink::take);
                });
    }

    private Contest put() {
        List<Film> films = arena.newVersions();
        List<Map<String, AttributeValue>> ready =
                films.stream().map(film -> ItemCodec.encode(film.item())).toList();
        DocumentTable table = arena.writtenMovies();
        return Race.of((i, sink) -> client.putItem(request ->
                        request.tableName(RawWrites.TABLE).item(ready.get(Films.scattered(i, ready.size())))))
                .against(
                        Goal.SDK_PUT,
                        (i, sink) -> table.put(
                                films.get(Films.scattered(i, films.size())).item()));
    }
}
