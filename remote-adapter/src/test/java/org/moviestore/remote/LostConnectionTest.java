// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.Item;
import org.moviestore.remote.ScriptedServer.Request;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableChange;
import org.moviestore.table.Throughput;
import org.moviestore.table.TransactWriteRequest;

/** Replies that do not come, or not as replies. */
class LostConnectionTest {
    private final ScriptedServer server = new ScriptedServer();
    private final Calls calls = new Calls();
    private RemoteStore store;
    private DocumentTable table;

    @BeforeEach
    void connect() {
        RemoteStore.Builder client = server.client();
        client.maxReplyBytes = 2000;
        store = client.connect();
        table = ScriptedServer.table(store);
    }

    @AfterEach
    void close() {
        store.close();
        calls.close();
        server.close();
    }

    static Stream<Named<Consumer<Request>>> lostReplies() {
        return Stream.of(
                Named.of("the end", request -> request.peer().close()),
                Named.of("a reset", request -> request.peer().reset()),
                Named.of("half a line and the end", request -> {
                    request.peer().send("{\"id\":" + request.id() + ",\"ok\":true");
                    request.peer().close();
                }),
                Named.of("half a line and a reset", request -> {
                    request.peer().send("{\"id\":" + request.id() + ",\"ok\":true");
                    request.peer().reset();
                }),
                Named.of("no JSON", request -> request.peer().send("HTTP/1.1 400 Bad Request\r\n\r\n")),
                Named.of("no object", request -> request.peer().send("[" + request.id() + "]\n")),
                Named.of("an id of nobody's", request -> request.peer().send("{\"id\":999999,\"ok\":true}\n")),
                Named.of("an id that is a text", request -> request.peer().send("{\"id\":\"1\",\"ok\":true}\n")),
                Named.of("no id and no error", request -> request.peer().send("{\"ok\":true}\n")),
                Named.of("neither result nor error", request -> request.answer("\"ok\":3")),
                Named.of("an error of no code", request -> request.answer("\"ok\":false,\"error\":{}")),
                Named.of("an item that is none", request -> request.answer("\"ok\":true,\"item\":{\"id\":{\"N\":1}}")),
                Named.of("a line too long", request -> request.answer("\"ok\":true,\"item\":\"" + "x".repeat(2000))),
                Named.of("a line without an end", request -> request.peer().send(" ".repeat(70_000))));
    }

    @ParameterizedTest
    @MethodSource("lostReplies")
    void put_thatGets_isOfUnknownOutcome(Consumer<Request> lostReply) throws Exception {
        Future<?> put = calls.start(() -> table.put(putOfOne()));

        lostReply.accept(server.take());

        assertThat(Calls.failure(put))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("cannot put item {\"id\":{\"N\":\"1\"}} of table Movies")
                .hasMessageContaining("127.0.0.1:" + server.port());
        assertThatNextCallSucceeds();
        assertThat(server.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("lostReplies")
    void get_thatGets_hasDoneNothing(Consumer<Request> lostReply) throws Exception {
        Future<?> get = calls.start(() -> table.get(table.schema().key(1)));

        lostReply.accept(server.take());

        assertThat(Calls.failure(get))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("cannot get item {\"id\":{\"N\":\"1\"}} of table Movies");
        assertThatNextCallSucceeds();
        assertThat(server.connections()).isEqualTo(2);
    }

    private PutRequest putOfOne() {
        return PutRequest.of(table.schema(), Item.of("id", 1));
    }

    private void assertThatNextCallSucceeds() throws Exception {
        Future<List<String>> next = calls.start(store::listTables);
        server.take().answer("\"ok\":true,\"tables\":[\"Movies\"]");
        assertThat(Calls.result(next)).containsExactly("Movies");
    }

    @Test
    void transaction_whoseReplyIsLost_tellsOfItsToken() {
        TransactWriteRequest request = TransactWriteRequest.of(putOfOne()).withClientToken("t-1");
        Future<?> write = calls.start(() -> store.transactWrite(request));

        server.take().peer().reset();

        assertThat(Calls.failure(write))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("with its client token it may be sent again");
    }

    @Test
    void changesOfTables_whoseRepliesAreLost_areOfUnknownOutcome() {
        List<Future<?>> changes = new ArrayList<>();
        changes.add(calls.start(() -> store.createTable(ScriptedServer.SCHEMA)));
        changes.add(calls.start(() -> store.updateTable("Movies", TableChange.setThroughput(Throughput.onDemand()))));
        changes.add(calls.start(() -> {
            store.dropTable("Movies");
            return true;
        }));
        List<Request> requests = List.of(server.take(), server.take(), server.take());

        requests.forEach(request -> request.peer().reset());

        assertThat(changes)
                .allSatisfy(change -> assertThat(Calls.failure(change))
                        .isInstanceOf(OutcomeUnknownException.class)
                        .hasMessageContaining("describe the table before trying again"));
    }

    @Test
    void calls_afterTheConnectionEndedUnused_goOverANewOne() throws Exception {
        server.dismiss(server.peer(0));

        assertThatNextCallSucceeds();

        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void put_whenTheServerSaysWhyItEnds_tellsThat() {
        Future<?> put = calls.start(() -> table.put(putOfOne()));

        server.take().peer().send(ScriptedServer.GOODBYE);

        assertThat(Calls.failure(put))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("the server stops");
    }

    @Test
    void calls_whenTheServerIsGone_sayWhatToDo() {
        server.dismiss(server.peer(0));
        server.close();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> table.put(Item.of("id", 1)))
                .withMessageContaining("start the server, or correct host and port");
    }

    @Test
    void calls_ofSeveralThreadsWhenTheServerDoesNotGreetAnyMore_failTogether() throws Exception {
        try (ScriptedServer forgetful = new ScriptedServer(LostConnectionTest::greetTheFirst);
                RemoteStore waiting = forgetful.connect()) {
            forgetful.dismiss(forgetful.peer(0));
            List<Calls.Started> lists = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                lists.add(Calls.startThread(waiting::listTables));
            }
            lists.forEach(Calls.Started::awaitWaiting);

            forgetful.peer(1).close();

            for (Calls.Started list : lists) {
                assertThat(list.failure())
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("does not greet");
            }
            assertThat(forgetful.connections()).isEqualTo(2);
        }
    }

    private static void greetTheFirst(Request hello) {
        if (hello.peer().number() == 0) {
            hello.answer(ScriptedServer.GREETING);
        }
    }

    @Test
    void put_thatIsNotAnsweredInTime_isOfUnknownOutcomeAndTheNextGoesOverANewConnection() {
        try (RemoteStore impatient = impatient(server, Duration.ofMillis(300))) {
            DocumentTable other = ScriptedServer.table(impatient);
            Future<?> put = calls.start(() -> other.put(putOfOne()));

            assertThat(Calls.failure(put))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining("gave no answer within 300 ms");
            calls.start(impatient::listTables);
            assertThat(server.take().peer()).isNotSameAs(server.take().peer());
        }
    }

    @Test
    void get_thatIsNotAnsweredInTime_hasDoneNothing() {
        try (RemoteStore impatient = impatient(server, Duration.ofMillis(300))) {
            DocumentTable other = ScriptedServer.table(impatient);

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> other.get(other.schema().key(1)))
                    .withMessageContaining("gave no answer within 300 ms");
        }
    }

    @Test
    void calls_toAServerThatReadsNothing_endInTimeAndWereSentOrNot() throws Exception {
        try (ScriptedServer busy = new ScriptedServer(LostConnectionTest::greetAndReadNoMore);
                RemoteStore impatient = impatient(busy, Duration.ofSeconds(2))) {
            DocumentTable other = ScriptedServer.table(impatient);
            Future<?> large = calls.start(() -> other.batchWrite(largeBatch()));
            busy.peer(0).awaitHalfRequest();

            Future<?> behind = calls.start(() -> other.put(putOfOne()));

            assertThat(Calls.failure(large)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(Calls.failure(behind)).isInstanceOf(StoreUnavailableException.class);
        }
    }

    private static void greetAndReadNoMore(Request hello) {
        hello.peer().stopReading();
        hello.answer(ScriptedServer.GREETING);
    }

    /** More than what is on its way between two sockets. */
    private static BatchWriteRequest largeBatch() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            items.add(Item.of("id", i, "text", "x".repeat(390_000)));
        }
        return BatchWriteRequest.ofPuts(ScriptedServer.SCHEMA, items);
    }

    private static RemoteStore impatient(ScriptedServer server, Duration timeout) {
        RemoteStore.Builder client = server.client();
        client.timeout = timeout;
        return client.connect();
    }
}
