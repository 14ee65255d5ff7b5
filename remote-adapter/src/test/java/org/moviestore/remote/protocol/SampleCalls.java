// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.listAppend;
import static org.moviestore.expression.Expressions.not;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.ConditionCheck;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.GetRequest;
import org.moviestore.table.IndexProjection;
import org.moviestore.table.OnConditionFailure;
import org.moviestore.table.Position;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ReadConsistency;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.Select;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.UpdateRequest;

/** Calls of every kind, with every part that they can have and without any. */
final class SampleCalls {
    static final SecondaryIndex BY_STUDIO = SecondaryIndex.builder("ByStudio")
            .partitionKey("studio", AttributeType.STRING)
            .sortKey("rating", AttributeType.NUMBER)
            .projection(IndexProjection.include("info", "a \"b\""))
            .build();

    static final TableSchema MOVIES = TableSchema.builder("Movies")
            .partitionKey("year", AttributeType.NUMBER)
            .sortKey("title", AttributeType.STRING)
            .index(BY_STUDIO)
            .index(SecondaryIndex.builder("ByLength")
                    .partitionKey("year", AttributeType.NUMBER)
                    .sortKey("length", AttributeType.NUMBER)
                    .projection(IndexProjection.keysOnly())
                    .build())
            .throughput(Throughput.provisioned(10, 20))
            .build();

    static final TableSchema PEOPLE = TableSchema.builder("People")
            .partitionKey("id", AttributeType.BINARY)
            .build();

    static final Key RUSH = MOVIES.key(2013, "Rush");
    static final Key SPEED = MOVIES.key(1994, "Speed \"\\\n\u2028 é 😀");
    static final Key PERSON = PEOPLE.key(Bytes.of(new byte[] {1, -1}));

    static final Item RICH = Item.builder()
            .set("year", 2013)
            .set("title", "Rush")
            .set("info", Map.of("rating", 8.1, "actors", List.of("Daniel Brühl", Map.of("name", "\u2028\"\\\n"))))
            .set("genres", Set.of("Action", "Biography"))
            .set("numbers", Values.numberSet(1, new BigDecimal("12345678901234567890123456789012345678")))
            .set("bytes", Values.binarySet(Bytes.of(new byte[] {0}), Bytes.of(new byte[] {-1, 1})))
            .set("nothing", Values.nullValue())
            .set("true", true)
            .set("id", "not the line's")
            .set(":v0", "#n0")
            .build();

    static final Condition CONDITION = not(attribute("info.rating")
                    .lessThan(8)
                    .or(attribute("genres")
                            .contains("Action")
                            .and(attribute("size").exists())))
            .and(attribute("a.b[3].c").hasType(AttributeType.LIST))
            .and(attribute("x").in(1, "two", Bytes.EMPTY));

    private static final Condition FILTER = attribute("info.rating").between(1, 9);

    private SampleCalls() {}

    /** Returns the schemas of the server. */
    static TableSchema schemaOf(String table) {
        return Stream.of(MOVIES, PEOPLE)
                .filter(schema -> schema.tableName().equals(table))
                .findFirst()
                .orElseThrow(() -> new TableNotFoundException(table));
    }

    static Stream<StoreCall<?>> all() {
        return Stream.of(ofTables(), reads(), writes(), pages(), batches(), transactions())
                .flatMap(calls -> calls);
    }

    private static Stream<StoreCall<?>> ofTables() {
        return Stream.of(
                new StoreCall.Hello(1, Optional.empty()),
                new StoreCall.Hello(2, Optional.of("a \"token\"")),
                new StoreCall.CreateTable(MOVIES),
                new StoreCall.CreateTable(PEOPLE),
                new StoreCall.DescribeTable("Movies"),
                new StoreCall.ListTables(),
                new StoreCall.UpdateTable("Movies", TableChange.addIndex(BY_STUDIO)),
                new StoreCall.UpdateTable("Movies", TableChange.dropIndex("ByStudio")),
                new StoreCall.UpdateTable("Movies", TableChange.setThroughput(Throughput.onDemand())),
                new StoreCall.UpdateTable("Movies", TableChange.setThroughput(Throughput.provisioned(1, 2))),
                new StoreCall.DropTable("Movies"),
                new StoreCall.OpenTable("Movies", Set.of()),
                new StoreCall.OpenTable(
                        "Movies",
                        Set.of(
                                AttributePath.parse("info.actors"),
                                AttributePath.of("a.b").name("c \"d\""))));
    }

    private static Stream<StoreCall<?>> reads() {
        return Stream.of(
                new StoreCall.GetItem(GetRequest.of(MOVIES, SPEED)),
                new StoreCall.GetItem(GetRequest.of(PEOPLE, PERSON)),
                new StoreCall.GetItem(GetRequest.builder(MOVIES, RUSH)
                        .project("info.actors[0]", "size", "title")
                        .consistency(ReadConsistency.EVENTUAL)
                        .capacityReport(CapacityReport.TOTAL)
                        .build()));
    }

    private static Stream<StoreCall<?>> writes() {
        Update update = Update.none()
                .set("info.rating", 9)
                .set("a", ifNotExists("b", 1))
                .set("list", listAppend(attribute("list"), List.of("x")))
                .remove("old[2]")
                .add("count", 1)
                .delete("genres", Set.of("Action"));
        Stream<StoreCall<?>> others = Stream.of(
                new StoreCall.PutItem(PutRequest.of(MOVIES, RICH)),
                new StoreCall.PutItem(PutRequest.builder(MOVIES, RICH)
                        .condition(CONDITION)
                        .returning(ReturnItem.OLD)
                        .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                        .capacityReport(CapacityReport.TOTAL)
                        .build()),
                new StoreCall.UpdateItem(UpdateRequest.of(MOVIES, RUSH, Update.none())),
                new StoreCall.UpdateItem(UpdateRequest.builder(MOVIES, RUSH, update)
                        .condition(CONDITION)
                        .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                        .capacityReport(CapacityReport.TOTAL)
                        .build()),
                new StoreCall.DeleteItem(DeleteRequest.of(MOVIES, SPEED)),
                new StoreCall.DeleteItem(DeleteRequest.builder(PEOPLE, PERSON)
                        .condition(CONDITION)
                        .returning(ReturnItem.OLD)
                        .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                        .capacityReport(CapacityReport.TOTAL)
                        .build()));
        Stream<StoreCall<?>> returning = Stream.of(ReturnValues.values())
                .map(each -> new StoreCall.UpdateItem(UpdateRequest.builder(MOVIES, RUSH, update)
                        .returning(each)
                        .build()));
        return Stream.concat(others, returning);
    }

    private static Stream<StoreCall<?>> pages() {
        KeyCondition year = KeyCondition.partition("year", 2013);
        QueryRequest whole = QueryRequest.builder(MOVIES, year.andSortBetween("title", "A", "S"))
                .filter(FILTER)
                .project("title", "info")
                .limit(10)
                .consistency(ReadConsistency.EVENTUAL)
                .startAfter(new Position(RUSH))
                .capacityReport(CapacityReport.TOTAL)
                .descending()
                .build();
        QueryRequest ofIndex = QueryRequest.builder(MOVIES, KeyCondition.partition("studio", "Universal"))
                .index("ByStudio")
                .startAfter(new Position(RUSH, Item.of("studio", "Universal", "rating", 8.1)))
                .select(Select.COUNT)
                .build();
        ScanRequest ofSegment = ScanRequest.builder(MOVIES)
                .index("ByLength")
                .segment(3, 4)
                .filter(attribute("length").greaterThan(100))
                .select(Select.COUNT)
                .limit(1)
                .startAfter(new Position(RUSH, Item.of("year", 2013, "length", 123)))
                .build();
        return Stream.of(
                new StoreCall.ReadPage(QueryRequest.of(MOVIES, year)),
                new StoreCall.ReadPage(QueryRequest.of(MOVIES, year.andSortBeginsWith("title", "R"))),
                new StoreCall.ReadPage(whole),
                new StoreCall.ReadPage(ofIndex),
                new StoreCall.ReadPage(ScanRequest.of(PEOPLE)),
                new StoreCall.ReadPage(ofSegment),
                new StoreCall.Explain(whole),
                new StoreCall.Explain(ofIndex),
                new StoreCall.Explain(ofSegment));
    }

    private static Stream<StoreCall<?>> batches() {
        return Stream.of(
                new StoreCall.BatchGet(BatchGetRequest.of(MOVIES, List.of(RUSH))),
                new StoreCall.BatchGet(BatchGetRequest.builder(MOVIES, List.of(RUSH, SPEED))
                        .project("info.rating")
                        .consistency(ReadConsistency.EVENTUAL)
                        .capacityReport(CapacityReport.TOTAL)
                        .build()),
                new StoreCall.BatchWrite(BatchWriteRequest.ofPuts(MOVIES, List.of(RICH))),
                new StoreCall.BatchWrite(BatchWriteRequest.ofDeletes(PEOPLE, List.of(PERSON))),
                new StoreCall.BatchWrite(BatchWriteRequest.of(MOVIES, List.of(RICH), List.of(SPEED))
                        .withCapacityReport(CapacityReport.TOTAL)));
    }

    private static Stream<StoreCall<?>> transactions() {
        TransactWriteRequest write = TransactWriteRequest.of(
                PutRequest.builder(MOVIES, RICH).condition(CONDITION).build(),
                UpdateRequest.builder(MOVIES, SPEED, Update.none().add("count", 1))
                        .condition(attribute("count").lessThan(10))
                        .onConditionFailure(OnConditionFailure.RETURN_ITEM)
                        .build(),
                DeleteRequest.of(PEOPLE, PERSON),
                new ConditionCheck(
                        PEOPLE,
                        PEOPLE.key(Bytes.of(new byte[] {2})),
                        attribute("id").exists(),
                        OnConditionFailure.RETURN_ITEM));
        TransactGetRequest get = TransactGetRequest.of(
                GetRequest.of(PEOPLE, PERSON),
                GetRequest.builder(MOVIES, RUSH).project("title").build());
        return Stream.of(
                new StoreCall.TransactWrite(write),
                new StoreCall.TransactWrite(write.withClientToken("t \"1\"").withCapacityReport(CapacityReport.TOTAL)),
                new StoreCall.TransactGet(get),
                new StoreCall.TransactGet(get.withCapacityReport(CapacityReport.TOTAL)));
    }
}
