// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.GetRequest;
import org.moviestore.table.GetResult;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.QueryPlan.Access;
import org.moviestore.table.QueryPlan.FilteredBy;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableStatus;
import org.moviestore.table.Throughput;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** What is written as the result of a call is read as the same result. */
class ReplyRoundTripTest {
    private static final Optional<RequestId> ID = Optional.of(RequestId.of("an \"id\""));
    private static final OptionalDouble UNITS = OptionalDouble.of(1.5);
    private static final StoreCall<GetResult> GET =
            new StoreCall.GetItem(GetRequest.of(SampleCalls.MOVIES, SampleCalls.RUSH));
    private static final StoreCall<WriteResult> PUT =
            new StoreCall.PutItem(PutRequest.of(SampleCalls.MOVIES, SampleCalls.RICH));
    private static final StoreCall<Page<Item>> SCAN = new StoreCall.ReadPage(ScanRequest.of(SampleCalls.MOVIES));

    static Stream<Arguments> results() {
        return Stream.of(ofTables(), ofItems(), ofPages(), ofMany()).flatMap(each -> each);
    }

    private static Stream<Arguments> ofTables() {
        Map<String, TableStatus> indexes = Map.of("ByStudio", TableStatus.CREATING, "ByLength", TableStatus.ACTIVE);
        return Stream.of(
                result(
                        new StoreCall.Hello(1, Optional.empty()),
                        new ServerInfo(
                                "moviestore \"1\"",
                                600,
                                1 << 24,
                                new BatchLimits(100, 25, 4),
                                Set.of(TableFeature.values()))),
                result(
                        new StoreCall.Hello(1, Optional.of("token")),
                        new ServerInfo("", 1, 1, new BatchLimits(1, 1, 1), Set.of())),
                result(new StoreCall.CreateTable(SampleCalls.MOVIES), SampleCalls.MOVIES),
                result(new StoreCall.OpenTable("People", Set.of()), SampleCalls.PEOPLE),
                result(
                        new StoreCall.UpdateTable("Movies", TableChange.dropIndex("ByStudio")),
                        SampleCalls.MOVIES.withoutIndex("ByStudio").withThroughput(Throughput.onDemand())),
                result(
                        new StoreCall.DescribeTable("Movies"),
                        new TableDescription(SampleCalls.MOVIES, TableStatus.UPDATING, indexes)),
                result(new StoreCall.DescribeTable("People"), TableDescription.active(SampleCalls.PEOPLE)),
                result(new StoreCall.ListTables(), List.of("Movies", "People")),
                result(new StoreCall.ListTables(), List.of()),
                result(new StoreCall.DropTable("Movies"), Optional.empty()));
    }

    private static Stream<Arguments> ofItems() {
        return Stream.of(
                result(GET, GetResult.of(Optional.empty())),
                result(GET, GetResult.of(Optional.of(Item.EMPTY))),
                result(GET, new GetResult(Optional.of(SampleCalls.RICH), UNITS)),
                result(PUT, WriteResult.of(Optional.empty())),
                result(PUT, new WriteResult(Optional.of(SampleCalls.RICH), UNITS)),
                result(
                        new StoreCall.UpdateItem(UpdateRequest.of(SampleCalls.MOVIES, SampleCalls.RUSH, Update.none())),
                        new WriteResult(Optional.of(Item.of("a", 1)), OptionalDouble.of(1.0E10))),
                result(
                        new StoreCall.DeleteItem(DeleteRequest.of(SampleCalls.MOVIES, SampleCalls.RUSH)),
                        new WriteResult(Optional.empty(), OptionalDouble.of(0))));
    }

    private static Stream<Arguments> ofPages() {
        StoreCall<QueryPlan> explain =
                new StoreCall.Explain(QueryRequest.of(SampleCalls.MOVIES, KeyCondition.partition("year", 2013)));
        Position inIndex = new Position(SampleCalls.RUSH, Item.of("studio", "a\ud800", "rating", 1));
        return Stream.of(
                result(
                        SCAN,
                        new Page<>(
                                List.of(SampleCalls.RICH, Item.EMPTY),
                                Optional.of(new Position(SampleCalls.SPEED)),
                                OptionalInt.of(9),
                                UNITS)),
                result(
                        SCAN,
                        new Page<>(
                                List.of(),
                                1L << 40,
                                Optional.of(inIndex),
                                OptionalInt.empty(),
                                OptionalDouble.empty())),
                result(SCAN, new Page<>(List.of(), Optional.empty(), OptionalInt.of(0), OptionalDouble.empty())),
                result(
                        explain,
                        new QueryPlan(
                                Access.INDEX_SCAN,
                                Optional.of("ByStudio"),
                                Optional.of(FilteredBy.BACKEND),
                                Optional.of("Seq Scan\n  Filter: \"x\""),
                                UNITS)),
                result(
                        explain,
                        new QueryPlan(
                                Access.PARTITION,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalDouble.empty())));
    }

    private static Stream<Arguments> ofMany() {
        Map<Key, Item> items = new LinkedHashMap<>();
        items.put(SampleCalls.RUSH, SampleCalls.RICH);
        items.put(SampleCalls.SPEED, Item.EMPTY);
        StoreCall<BatchGetResult> batchGet =
                new StoreCall.BatchGet(BatchGetRequest.of(SampleCalls.MOVIES, List.of(SampleCalls.RUSH)));
        StoreCall<BatchWriteResult> batchWrite =
                new StoreCall.BatchWrite(BatchWriteRequest.ofDeletes(SampleCalls.MOVIES, List.of(SampleCalls.RUSH)));
        StoreCall<TransactWriteResult> transactWrite = new StoreCall.TransactWrite(
                TransactWriteRequest.of(DeleteRequest.of(SampleCalls.MOVIES, SampleCalls.RUSH)));
        StoreCall<TransactGetResult> transactGet = new StoreCall.TransactGet(TransactGetRequest.of(
                GetRequest.of(SampleCalls.MOVIES, SampleCalls.RUSH),
                GetRequest.of(SampleCalls.MOVIES, SampleCalls.SPEED)));
        return Stream.of(
                result(batchGet, BatchGetResult.of(items, List.of())),
                result(batchGet, new BatchGetResult(Map.of(), List.of(SampleCalls.RUSH, SampleCalls.SPEED), UNITS)),
                result(batchWrite, BatchWriteResult.of(List.of())),
                result(batchWrite, new BatchWriteResult(List.of(SampleCalls.RUSH), UNITS)),
                result(transactWrite, TransactWriteResult.of()),
                result(transactWrite, new TransactWriteResult(UNITS)),
                result(transactGet, TransactGetResult.of(List.of(Optional.empty(), Optional.of(SampleCalls.RICH)))),
                result(transactGet, new TransactGetResult(List.of(Optional.of(Item.EMPTY), Optional.empty()), UNITS)));
    }

    /** Pairs a call with a result of its type. */
    private static <R> Arguments result(StoreCall<R> call, R result) {
        return Arguments.of(call, result);
    }

    @ParameterizedTest
    @MethodSource("results")
    void write_ofAnyResult_isReadAsTheSame(StoreCall<Object> call, Object result) {
        String line = ReplyWriter.write(ID, call, result);

        Object read = ReplyReader.read(call, Lines.fields(line));

        assertThat(read).isEqualTo(result);
        assertThat(line).doesNotContain("\n", "\r");
        assertThat(Lines.fields(line).id()).isEqualTo(ID);
    }

    @Test
    void write_ofGet_isTheLineOfTheProtocol() {
        String found = ReplyWriter.write(ID, GET, new GetResult(Optional.of(Item.of("a", 1)), UNITS));
        String missing = ReplyWriter.write(Optional.empty(), GET, GetResult.of(Optional.empty()));

        assertThat(found)
                .isEqualTo("{\"id\":\"an \\\"id\\\"\",\"ok\":true,\"item\":{\"a\":{\"N\":\"1\"}},"
                        + "\"consumedCapacity\":1.5}");
        assertThat(missing).isEqualTo("{\"ok\":true}");
    }

    @Test
    void read_ofValuesBeyondTheLimits_succeeds() {
        AttributeValue deep = Values.string("\u0000\ud800");
        for (int i = 0; i < 40; i++) {
            deep = Values.list(deep);
        }
        Item beyond = Item.of("x".repeat(66_000), "y".repeat(500_000), "deep", deep);
        String line = ReplyWriter.write(ID, GET, GetResult.of(Optional.of(beyond)));

        GetResult read = ReplyReader.read(GET, Lines.fields(line));

        assertThat(read.item()).contains(beyond);
    }

    @Test
    void read_ofFeatureThatIsNotKnown_leavesItOut() {
        StoreCall<ServerInfo> hello = new StoreCall.Hello(1, Optional.empty());
        Fields reply = Lines.fields("{\"ok\":true,\"version\":1,\"server\":\"s\",\"idleSeconds\":1,\"maxLineBytes\":2,"
                + "\"store\":{\"gets\":1,\"writes\":1,\"parallelCalls\":1,"
                + "\"features\":[\"CONSUMED_CAPACITY\",\"TIME_TRAVEL\"]}}");

        ServerInfo info = ReplyReader.read(hello, reply);

        assertThat(info.features()).containsExactly(TableFeature.CONSUMED_CAPACITY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ok\":1}",
                "{\"ok\":true}",
                "{\"ok\":true,\"items\":[]}",
                "{\"ok\":true,\"items\":{},\"count\":0}",
                "{\"ok\":true,\"items\":[{\"a\":1}],\"count\":1}",
                "{\"ok\":true,\"items\":[{\"a\":{\"N\":\"x\"}}],\"count\":1}",
                "{\"ok\":true,\"items\":[],\"count\":0,\"last\":{\"key\":{}}}",
                "{\"ok\":true,\"items\":[],\"count\":0,\"evaluated\":1e3}",
                "{\"ok\":false}",
                "{\"ok\":false,\"error\":{}}"
            })
    void read_ofLineThatIsNoReply_isMalformed(String line) {
        MalformedLineException refusal =
                catchThrowableOfType(MalformedLineException.class, () -> ReplyReader.read(SCAN, Lines.fields(line)));

        assertThat(refusal).isNotNull();
    }

    @Test
    void read_ofBatchWithoutItsLeftovers_isMalformed() {
        StoreCall<BatchWriteResult> batch = new StoreCall.BatchWrite(BatchWriteRequest.ofDeletes(
                SampleCalls.PEOPLE, List.of(SampleCalls.PEOPLE.key(Bytes.of(new byte[] {1})))));

        MalformedLineException refusal = catchThrowableOfType(
                MalformedLineException.class, () -> ReplyReader.read(batch, Lines.fields("{\"id\":3,\"ok\":true}")));

        assertThat(refusal).hasMessage("field \"unprocessed\" is missing");
        assertThat(refusal.id()).contains(RequestId.of(3));
    }
}
