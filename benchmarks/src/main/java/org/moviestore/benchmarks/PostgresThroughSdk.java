// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.List;
import java.util.Map;
import org.moviestore.Movie;
import org.moviestore.dynamo.ItemCodec;
import org.moviestore.dynamo.client.DocumentStoreDynamoDbClient;
import org.moviestore.postgres.PostgresStore;
import org.moviestore.table.DocumentTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The AWS SDK's client of a store against the store's own tables, by programs that have what they write at hand. */
final class PostgresThroughSdk {
    private final Films films;
    private final List<Film> newVersions;
    private final List<Map<String, AttributeValue>> readyItems;

    private PostgresThroughSdk(PostgresArena arena) {
        this.films = arena.films();
        this.newVersions = arena.shuffledVersions();
        this.readyItems =
                newVersions.stream().map(film -> ItemCodec.encode(film.item())).toList();
    }

    static List<Contest> contests(PostgresArena arena) {
        PostgresThroughSdk contests = new PostgresThroughSdk(arena);
        PostgresStore durable = arena.store();
        PostgresStore asynchronous = arena.store("-c synchronous_commit=off");
        return List.of(
                contests.get(durable),
                contests.put(Goal.SDK_PUT, durable).rehearsedBy(contests.put(Goal.SDK_PUT, asynchronous)),
                contests.put(Goal.SDK_PUT_ASYNCHRONOUS, asynchronous));
    }

    private Race get(PostgresStore store) {
        DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);
        DocumentTable table = store.table(RawReads.TABLE);
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

    private Race put(Goal goal, PostgresStore store) {
        DynamoDbClient client = DocumentStoreDynamoDbClient.over(store);
        DocumentTable table = store.table(RawWrites.TABLE);
        return Race.of((i, sink) -> client.putItem(
                        request -> request.tableName(RawWrites.TABLE).item(readyItems.get(i % readyItems.size()))))
                .against(
                        goal,
                        (i, sink) -> table.put(
                                newVersions.get(i % newVersions.size()).item()));
    }
}
