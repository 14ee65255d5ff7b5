// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.ScriptedHttp.error;
import static org.moviestore.dynamo.ScriptedHttp.fails;
import static org.moviestore.dynamo.ScriptedHttp.lost;
import static org.moviestore.dynamo.ScriptedHttp.ok;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.dynamo.ScriptedHttp.Answer;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.RetryAdvice;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Expressions;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ReturnItem;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** What is sent again, and what must not be, with a client of the store's own and with one that was given to it. */
class RetriesTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Movies")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final Key KEY = SCHEMA.key(1);
    private static final Item ITEM = Item.of("id", 1, "n", 2);
    private static final Condition ABSENT = Expressions.attribute("id").notExists();

    private static final Answer THROTTLED = error(400, "ProvisionedThroughputExceededException", "slow down");
    private static final Answer CONDITION_FAILED = error(400, "ConditionalCheckFailedException", "no");

    /** A way to make a table of a store over scripted HTTP, with its name for the report. */
    private record Door(String name, Function<ScriptedHttp, DynamoStore> open) {
        DocumentTable table(ScriptedHttp http) {
            DynamoStore store = open.apply(http);
            return new DynamoTable(store, store.connection(), SCHEMA);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A call on a table, with its name for the report. */
    private record Deed(String name, Consumer<DocumentTable> call) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Door> DOORS = List.of(
            new Door("own client", ScriptedHttp::store), new Door("given client", ScriptedHttp::storeOverClient));

    private static final List<Deed> ONCE = List.of(
            new Deed(
                    "conditional put",
                    table -> table.put(
                            PutRequest.builder(SCHEMA, ITEM).condition(ABSENT).build())),
            new Deed(
                    "put that returns",
                    table -> table.put(PutRequest.builder(SCHEMA, ITEM)
                            .returning(ReturnItem.OLD)
                            .build())),
            new Deed(
                    "conditional delete",
                    table -> table.delete(
                            DeleteRequest.builder(SCHEMA, KEY).condition(ABSENT).build())),
            new Deed(
                    "delete that returns",
                    table -> table.delete(DeleteRequest.builder(SCHEMA, KEY)
                            .returning(ReturnItem.OLD)
                            .build())),
            new Deed(
                    "increment",
                    table -> table.update(
                            UpdateRequest.of(SCHEMA, KEY, Update.none().add("n", 1)))),
            new Deed(
                    "removal",
                    table -> table.update(
                            UpdateRequest.of(SCHEMA, KEY, Update.none().remove("n")))),
            new Deed("create table", table -> table.store().createTable(SCHEMA)),
            new Deed("drop table", table -> table.store().dropTable("Movies")));

    private static final List<Deed> REPEATABLE_WRITES = List.of(
            new Deed("put", table -> table.put(ITEM)),
            new Deed("delete", table -> table.delete(KEY)),
            new Deed("batch write", table -> table.batchWrite(BatchWriteRequest.ofPuts(SCHEMA, List.of(ITEM)))));

    private static final List<Deed> READS = List.of(
            new Deed("get", table -> table.get(KEY)),
            new Deed("batch get", table -> table.batchGet(BatchGetRequest.of(SCHEMA, List.of(KEY)))),
            new Deed("scan", table -> table.scan(ScanRequest.of(SCHEMA))),
            new Deed("list tables", table -> table.store().listTables()));

    static Stream<Arguments> once() {
        return both(ONCE);
    }

    static Stream<Arguments> repeatable() {
        return both(Stream.concat(REPEATABLE_WRITES.stream(), READS.stream()).toList());
    }

    static Stream<Arguments> items() {
        return both(ONCE.subList(0, 6));
    }

    static Stream<Arguments> repeatableWrites() {
        return both(REPEATABLE_WRITES);
    }

    static Stream<Arguments> certainlyNotDone() {
        return Stream.concat(both(ONCE), REPEATABLE_WRITES.stream().map(deed -> Arguments.of(DOORS.get(0), deed)));
    }

    static Stream<Arguments> reads() {
        return both(READS);
    }

    private static Stream<Arguments> both(List<Deed> deeds) {
        return DOORS.stream().flatMap(door -> deeds.stream().map(deed -> Arguments.of(door, deed)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("once")
    void onceOnly_whenTheReplyIsLost_isNotSentAgain(Door door, Deed deed) {
        ScriptedHttp http = new ScriptedHttp(lost(), ok("{\"TableNames\":[]}"));

        assertThatThrownBy(() -> deed.call().accept(door.table(http)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("may have happened or not");
        assertThat(writesOf(http)).hasSize(1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("once")
    void onceOnly_whenDynamoDbFailsInside_isNotSentAgain(Door door, Deed deed) {
        ScriptedHttp http = new ScriptedHttp(error(500, "InternalServerError", "oops"), ok("{\"TableNames\":[]}"));

        assertThatThrownBy(() -> deed.call().accept(door.table(http)))
                .isInstanceOfSatisfying(
                        OutcomeUnknownException.class,
                        failure -> assertThat(failure.retryAdvice()).isEqualTo(RetryAdvice.IF_IDEMPOTENT));
        assertThat(writesOf(http)).hasSize(1);
    }

    /** Creating a table looks at the others after a failure. */
    private static List<String> writesOf(ScriptedHttp http) {
        return http.requests().stream()
                .filter(request -> !request.startsWith("ListTables"))
                .toList();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("items")
    void onceOnly_whenItWasNotCarriedOut_isSentAgain(Door door, Deed deed) {
        ScriptedHttp http = new ScriptedHttp(
                THROTTLED, fails(new ConnectException("refused")), fails(new UnknownHostException("host")), ok("{}"));

        deed.call().accept(door.table(http));

        assertThat(http.requests()).hasSize(4).allMatch(http.requests().get(0)::equals);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("repeatable")
    void repeatable_whenTheReplyIsLost_isSentAgain(Door door, Deed deed) {
        ScriptedHttp http = new ScriptedHttp(
                lost(), error(500, "InternalServerError", "oops"), ok("{\"Count\":0,\"ScannedCount\":0}"));

        deed.call().accept(door.table(http));

        assertThat(http.requests()).hasSize(3).allMatch(http.requests().get(0)::equals);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("certainlyNotDone")
    void write_whenNoConnectionIsMade_certainlyDidNotHappen(Door door, Deed deed) {
        ScriptedHttp http = new ScriptedHttp(fails(new ConnectException("refused")));

        assertThatThrownBy(() -> deed.call().accept(door.table(http)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("no connection");
        assertThat(http.requests()).hasSizeBetween(3, 10);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("certainlyNotDone")
    void write_whenEveryTryIsThrottled_certainlyDidNotHappen(Door door, Deed deed) {
        ScriptedHttp http = new ScriptedHttp(THROTTLED);

        assertThatThrownBy(() -> deed.call().accept(door.table(http)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("throttled");
        assertThat(http.requests()).hasSizeBetween(3, 10);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("repeatableWrites")
    void repeatableWrite_whenAnEarlierTryMayBeDone_isOfUnknownOutcome(Door door, Deed deed) {
        List<Answer> uncertain = List.of(lost(), error(500, "InternalServerError", "oops"));
        List<Answer> certain = List.of(
                THROTTLED,
                fails(new ConnectException("refused")),
                error(400, "ExpiredTokenException", "old"),
                error(400, "AccessDeniedException", "no"),
                error(400, "ResourceNotFoundException", "no table"));
        for (Answer first : uncertain) {
            for (Answer last : certain) {
                ScriptedHttp http = new ScriptedHttp(first, last);

                assertThatThrownBy(() -> deed.call().accept(door.table(http)))
                        .isInstanceOf(OutcomeUnknownException.class)
                        .hasMessageContaining("may have happened or not");
                assertThat(http.requests()).hasSizeGreaterThan(1);
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("repeatableWrites")
    void repeatableWrite_whenATryBetweenMayBeDone_isOfUnknownOutcome(Door door, Deed deed) {
        ScriptedHttp http = new ScriptedHttp(THROTTLED, lost(), THROTTLED);

        assertThatThrownBy(() -> deed.call().accept(door.table(http))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(http.requests()).hasSizeGreaterThan(2);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("repeatableWrites")
    void repeatableWrite_thatIsRefusedAtOnce_certainlyDidNotHappen(Door door, Deed deed) {
        ScriptedHttp http = new ScriptedHttp(error(400, "AccessDeniedException", "no"));

        assertThatThrownBy(() -> deed.call().accept(door.table(http))).isInstanceOf(RequestRejectedException.class);
        assertThat(http.requests()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("reads")
    void read_whenNoReplyEverComes_isUnavailable(Door door, Deed deed) {
        ScriptedHttp http = new ScriptedHttp(lost());

        assertThatThrownBy(() -> deed.call().accept(door.table(http))).isInstanceOf(StoreUnavailableException.class);
        assertThat(http.requests()).hasSizeBetween(3, 10);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("items")
    void conditionFailed_afterTryAgain_isTheAnswer(Door door, Deed deed) {
        ScriptedHttp http = new ScriptedHttp(THROTTLED, CONDITION_FAILED);

        // An update that only removes things takes this answer for a missing item.
        if (deed.name().equals("removal")) {
            deed.call().accept(door.table(http));
        } else {
            assertThatThrownBy(() -> deed.call().accept(door.table(http))).isInstanceOf(ConditionFailedException.class);
        }
        assertThat(http.requests()).hasSize(2);
    }

    static Stream<IOException> afterSending() {
        return Stream.of(
                new IOException("Connection reset by peer"),
                new java.net.SocketException("Broken pipe"),
                new java.io.EOFException("end"),
                new javax.net.ssl.SSLException("closed inbound before receiving peer's close_notify"));
    }

    @ParameterizedTest
    @MethodSource("afterSending")
    void increment_whenTheConnectionBreaks_isNotSentAgain(IOException failure) {
        for (Door door : DOORS) {
            ScriptedHttp http = new ScriptedHttp(fails(failure), ok("{}"));

            assertThatThrownBy(() -> ONCE.get(4).call().accept(door.table(http)))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining(failure.getClass().getSimpleName());
            assertThat(http.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("afterSending")
    void get_whenTheConnectionBreaks_isSentAgain(IOException failure) {
        for (Door door : DOORS) {
            ScriptedHttp http = new ScriptedHttp(fails(failure), ok("{}"));

            assertThat(door.table(http).get(KEY)).isEmpty();
            assertThat(Arrays.asList(http.toString().split("\n"))).hasSize(2);
        }
    }
}
