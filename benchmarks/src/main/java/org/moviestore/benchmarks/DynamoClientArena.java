// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.moviestore.Movie;
import org.moviestore.MovieStore;
import org.moviestore.benchmarks.peers.MovieBean;
import org.moviestore.dynamo.DynamoStore;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.json.JsonForm;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.QueryRequest;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a call of DynamoDB costs this side of the network: the time of the processor over canned answers, ours against
 * the SDK's client, on which it stands, and the SDK's Enhanced Client.
 */
final class DynamoClientArena implements Arena {
    private static final String TABLE = MovieStore.DEFAULT_TABLE;
    private static final int PAGE = 100;

    private static final String DESCRIBED_TABLE = """
            {"Table":{"TableName":"Movies","TableStatus":"ACTIVE","ItemCount":0,"TableSizeBytes":0,
              "KeySchema":[{"AttributeName":"year","KeyType":"HASH"},{"AttributeName":"title","KeyType":"RANGE"}],
              "AttributeDefinitions":[{"AttributeName":"year","AttributeType":"N"},
                {"AttributeName":"title","AttributeType":"S"}],
              "BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST"}}}""";

    private final CannedDynamoDb canned = new CannedDynamoDb();
    private final DynamoDbClient client;
    private final DocumentTable table;
    private final DynamoDbTable<MovieBean> beans;
    private final Film film;

    DynamoClientArena() {
        List<Film> films = new Films(PAGE, 1).films(0, PAGE, 0);
        film = films.get(0);
        canned.answer("DescribeTable", DESCRIBED_TABLE);
        canned.answer("GetItem", "{\"Item\":" + JsonForm.DYNAMODB.write(film.item()) + "}");
        canned.answer("PutItem", "{}");
        canned.answer("Query", page(films));
        client = DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("benchmark", "benchmark")))
                .httpClient(canned)
                .build();
        table = DynamoStore.over(client).table(TABLE);
        beans = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .build()
                .table(TABLE, TableSchema.fromBean(MovieBean.class));
    }

    private static String page(List<Film> films) {
        String items = films.stream()
                .map(each -> JsonForm.DYNAMODB.write(each.item()))
                .collect(Collectors.joining(",", "{\"Items\":[", "],"));
        String last = JsonForm.DYNAMODB.write(films.get(films.size() - 1).key().attributes());
        return items + "\"Count\":100,\"ScannedCount\":100,\"LastEvaluatedKey\":" + last + "}";
    }

    @Override
    public List<Contest> contests() {
        return List.of(get(), put(), page());
    }

    private Contest get() {
        return Race.of((i, sink) -> table.get(film.key()).ifPresent(sink::take))
                .against(
                        Goal.DYNAMODB_GET,
                        (i, sink) -> sink.take(client.getItem(request -> request.tableName(TABLE)
                                        .key(Map.of(
                                                Movie.YEAR, number(film.year()),
                                                Movie.TITLE, AttributeValue.fromS(film.title())))
                                        .consistentRead(true))
                                .item()))
                .against(
                        Goal.DYNAMODB_GET_AGAINST_ENHANCED,
                        (i, sink) -> sink.take(beans.getItem(request -> request.key(Key.builder()
                                        .partitionValue(film.year())
                                        .sortValue(film.title())
                                        .build())
                                .consistentRead(true))))
                .byProcessorTime();
    }

    private static AttributeValue number(int number) {
        return AttributeValue.fromN(Integer.toString(number));
    }

    private Contest put() {
        MovieBean bean = MovieBean.parse(film.json());
        Map<String, AttributeValue> map = beans.tableSchema().itemToMap(bean, true);
        return Race.of((i, sink) -> table.put(film.item()))
                .against(
                        Goal.DYNAMODB_PUT,
                        (i, sink) -> client.putItem(
                                request -> request.tableName(TABLE).item(map)))
                .against(Goal.DYNAMODB_PUT_AGAINST_ENHANCED, (i, sink) -> beans.putItem(bean))
                .byProcessorTime();
    }

    private Contest page() {
        QueryConditional year = QueryConditional.keyEqualTo(
                Key.builder().partitionValue(film.year()).build());
        QueryEnhancedRequest beanQuery = QueryEnhancedRequest.builder()
                .queryConditional(year)
                .limit(PAGE)
                .consistentRead(true)
                .build();
        return Race.of((i, sink) -> table.query(
                                QueryRequest.builder(table.schema(), KeyCondition.partition(Movie.YEAR, film.year()))
                                        .limit(PAGE)
                                        .build())
                        .items()
                        .forEach(sink::take))
                .against(
                        Goal.DYNAMODB_PAGE,
                        (i, sink) -> client.query(request -> request.tableName(TABLE)
                                        .keyConditionExpression("#y = :y")
                                        .expressionAttributeNames(Map.of("#y", Movie.YEAR))
                                        .expressionAttributeValues(Map.of(":y", number(film.year())))
                                        .limit(PAGE)
                                        .consistentRead(true))
                                .items()
                                .forEach(sink::take))
                .against(
                        Goal.DYNAMODB_PAGE_AGAINST_ENHANCED,
                        (i, sink) ->
                                beans.query(beanQuery).iterator().next().items().forEach(sink::take))
                .byProcessorTime();
    }

    @Override
    public List<ProcessHandle> processes() {
        return List.of();
    }

    @Override
    public void settle() {}

    @Override
    public void restore() {
        canned.forgetPuts();
    }

    /** Returns the item that was put last. */
    @Override
    public Optional<Object> state() {
        return canned.lastPut()
                .map(JsonForm.NATURAL::readItem)
                .flatMap(body -> body.attribute("Item"))
                .map(item -> ((MapValue) item).entries());
    }

    @Override
    public String toString() {
        return "DynamoDB's client over canned answers, by the processor's time";
    }

    @Override
    public void close() {
        client.close();
    }
}
