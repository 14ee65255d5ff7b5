// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.sdk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The steps of DynamoDB's own guide for beginners, written for the SDK's client as for the service: nothing here knows
 * what the client is of. Not thread-safe.
 */
public final class GettingStarted {
    private static final int YEAR = 2015;
    private static final String TITLE = "The Big New Movie";
    private static final int PAGE_LIMIT = 60;

    private final DynamoDbClient client;
    private final String table;
    private final MovieTable movies;
    private final Consumer<String> print;
    private int step;

    /** Prepares the steps for a table that does not exist yet; what they print goes to the consumer, line by line. */
    public GettingStarted(DynamoDbClient client, String table, Consumer<String> print) {
        this.client = client;
        this.table = table;
        this.movies = new MovieTable(client, table);
        this.print = print;
    }

    /**
     * Does all steps, and leaves nothing behind, also if one fails.
     *
     * @throws ResourceInUseException if there is a table of that name already, which is left as it is
     */
    public void run() {
        step("Create a table by year and title, with 10 read and 10 write capacity units");
        movies.create();
        // A table that was interrupted here would stay, and cost money where tables do.
        Thread interruption = new Thread(movies::drop, "getting-started-interruption");
        try {
            Runtime.getRuntime().addShutdownHook(interruption);
            describe();
            steps();
        } catch (RuntimeException e) {
            movies.dropAfter(e);
            throw e;
        } finally {
            forget(interruption);
        }
        dropTable();
    }

    private void steps() {
        load();
        put();
        get();
        update();
        increment();
        updateUnderFailingCondition();
        deleteUnderFailingCondition();
        deleteUnderHoldingCondition();
        query();
        queryRange();
        scan();
    }

    private static void forget(Thread interruption) {
        try {
            Runtime.getRuntime().removeShutdownHook(interruption);
        } catch (IllegalStateException e) {
            // It is running already.
        }
    }

    private void describe() {
        TableDescription made = movies.made();
        say(made.tableName() + " is " + made.tableStatus() + ", with "
                + made.provisionedThroughput().readCapacityUnits() + " read units");
    }

    private void load() {
        step("Load the films that come along, in batches");
        say(new FilmLoad(client, table).run() + " loaded");
    }

    private void put() {
        step("Put a movie");
        client.putItem(request -> request.tableName(table)
                .item(Map.of(
                        "year", AttributeValue.fromN(Integer.toString(YEAR)),
                        "title", AttributeValue.fromS(TITLE),
                        "info",
                                AttributeValue.fromM(Map.of(
                                        "plot", AttributeValue.fromS("Nothing happens at all."),
                                        "rating", AttributeValue.fromN("0")))))
                .conditionExpression("attribute_not_exists(title)"));
        say("put");
    }

    private void get() {
        step("Get it");
        GetItemResponse found =
                client.getItem(request -> request.tableName(table).key(key()).consistentRead(true));
        Map<String, AttributeValue> info = info(found.item());
        say("plot: " + in(info, "plot").s());
        say("rating: " + in(info, "rating").n());
    }

    private static Map<String, AttributeValue> info(Map<String, AttributeValue> movie) {
        return in(movie, "info").m();
    }

    private static AttributeValue in(Map<String, AttributeValue> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name);
    }

    private static Map<String, AttributeValue> key() {
        return Map.of("year", AttributeValue.fromN(Integer.toString(YEAR)), "title", AttributeValue.fromS(TITLE));
    }

    private void update() {
        step("Update its rating, plot and actors");
        Map<String, AttributeValue> info = info(update(
                "SET info.rating = :r, info.plot = :p, info.actors = :a",
                Map.of(
                        ":r", AttributeValue.fromN("5.5"),
                        ":p", AttributeValue.fromS("Everything happens all at once."),
                        ":a", actors("Larry", "Moe", "Curly"))));
        say("rating: " + in(info, "rating").n() + ", plot: " + in(info, "plot").s() + ", actors: "
                + in(info, "actors").l().stream().map(AttributeValue::s).toList());
    }

    private static AttributeValue actors(String... names) {
        return AttributeValue.fromL(
                List.of(names).stream().map(AttributeValue::fromS).toList());
    }

    private Map<String, AttributeValue> update(String expression, Map<String, AttributeValue> values) {
        return client.updateItem(request -> request.tableName(table)
                        .key(key())
                        .updateExpression(expression)
                        .expressionAttributeValues(values)
                        .returnValues(ReturnValue.UPDATED_NEW))
                .attributes();
    }

    private void increment() {
        step("Increment its rating");
        Map<String, AttributeValue> updated =
                update("SET info.rating = info.rating + :one", Map.of(":one", AttributeValue.fromN("1")));
        say("rating: " + in(info(updated), "rating").n());
    }

    private void updateUnderFailingCondition() {
        step("Remove its first actor if there are more than three");
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(table)
                .key(key())
                .updateExpression("REMOVE info.actors[0]")
                .conditionExpression("size(info.actors) > :n")
                .expressionAttributeValues(Map.of(":n", AttributeValue.fromN("3")))
                .build();
        sayWhetherHolds(() -> client.updateItem(request));
    }

    private void deleteUnderFailingCondition() {
        step("Delete it if its rating is 5 at most");
        sayWhetherHolds(() -> client.deleteItem(deletionIfRatedAtMost("5")));
    }

    private void deleteUnderHoldingCondition() {
        step("Delete it if its rating is 7 at most");
        sayWhetherHolds(() -> client.deleteItem(deletionIfRatedAtMost("7")));
        say("there is "
                + (client.getItem(request -> request.tableName(table).key(key()))
                                .hasItem()
                        ? "one"
                        : "none")
                + " now");
    }

    private DeleteItemRequest deletionIfRatedAtMost(String rating) {
        return DeleteItemRequest.builder()
                .tableName(table)
                .key(key())
                .conditionExpression("info.rating <= :r")
                .expressionAttributeValues(Map.of(":r", AttributeValue.fromN(rating)))
                .build();
    }

    private void sayWhetherHolds(Runnable call) {
        try {
            call.run();
            say("done");
        } catch (ConditionalCheckFailedException e) {
            say("not done: " + e.awsErrorDetails().errorMessage());
        }
    }

    private void query() {
        step("Query the movies of 1985");
        QueryRequest request = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("#y = :y")
                .expressionAttributeNames(Map.of("#y", "year"))
                .expressionAttributeValues(Map.of(":y", AttributeValue.fromN("1985")))
                .build();
        client.queryPaginator(request)
                .items()
                .forEach(movie -> say(in(movie, "title").s()));
    }

    private void queryRange() {
        step("Query the movies of 1992 with titles from A to L, and their genres and first actor");
        QueryRequest request = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("#y = :y AND title BETWEEN :from AND :to")
                .projectionExpression("title, info.genres, info.actors[0]")
                .expressionAttributeNames(Map.of("#y", "year"))
                .expressionAttributeValues(Map.of(
                        ":y", AttributeValue.fromN("1992"),
                        ":from", AttributeValue.fromS("A"),
                        ":to", AttributeValue.fromS("L")))
                .build();
        client.queryPaginator(request)
                .items()
                .forEach(movie ->
                        say(in(movie, "title").s() + ": " + texts(movie, "genres") + ", " + texts(movie, "actors")));
    }

    private static String texts(Map<String, AttributeValue> movie, String name) {
        return in(info(movie), name).l().stream().map(AttributeValue::s).collect(Collectors.joining(", "));
    }

    private void scan() {
        step("Scan for the movies of the nineties, by pages of " + PAGE_LIMIT + " movies looked at");
        ScanRequest request = ScanRequest.builder()
                .tableName(table)
                .filterExpression("#y BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#y", "year"))
                .expressionAttributeValues(
                        Map.of(":from", AttributeValue.fromN("1990"), ":to", AttributeValue.fromN("1999")))
                .limit(PAGE_LIMIT)
                .build();
        int pages = 0;
        int found = 0;
        int scanned = 0;
        for (ScanResponse page : client.scanPaginator(request)) {
            pages++;
            found += page.count();
            scanned += page.scannedCount();
        }
        say(found + " found of " + scanned + " scanned, on " + pages + " pages");
    }

    private void dropTable() {
        step("Drop the table");
        movies.drop();
        movies.awaitDropped();
        say("dropped");
    }

    private void step(String what) {
        step++;
        print.accept(step + ". " + what);
    }

    private void say(String line) {
        print.accept("   " + line);
    }
}
