// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.remote.ScriptedServer.Peer;
import org.moviestore.remote.ScriptedServer.Request;
import org.moviestore.table.TableOptions;

/** Changes of tables, which a server does not do anything else beside on the same connection. */
class TableChangesTest {
    private final BlockingQueue<Request> greetings = new LinkedBlockingQueue<>();
    private final ScriptedServer server = new ScriptedServer(this::greetTheFirst);
    private final Calls calls = new Calls();
    private final RemoteStore store = server.connect();

    private void greetTheFirst(Request hello) {
        if (hello.peer().number() == 0) {
            hello.answer(ScriptedServer.GREETING);
        } else {
            greetings.add(hello);
        }
    }

    @AfterEach
    void close() {
        store.close();
        calls.close();
        server.close();
    }

    private Future<Boolean> startDrop() {
        return calls.start(() -> {
            store.dropTable("Movies");
            return true;
        });
    }

    private Request takeGreeting() throws InterruptedException {
        Request hello = greetings.poll(30, TimeUnit.SECONDS);
        assertThat(hello).as("a greeting on another connection").isNotNull();
        return hello;
    }

    private void greet() throws InterruptedException {
        takeGreeting().answer(ScriptedServer.GREETING);
    }

    @Test
    void dropTable_underWay_haltsNothingElse() throws Exception {
        Future<Boolean> drop = startDrop();
        greet();
        Request dropping = server.take();

        Future<List<String>> list = calls.start(store::listTables);
        Request listing = server.take();
        listing.answer("\"ok\":true,\"tables\":[\"Movies\"]");

        assertThat(Calls.result(list)).containsExactly("Movies");
        assertThat(listing.peer().number()).isZero();
        assertThat(dropping.peer().number()).isEqualTo(1);
        assertThat(drop).isNotDone();
    }

    @Test
    void dropTable_whenItIsDone_endsItsConnectionAlone() throws Exception {
        Future<Boolean> drop = startDrop();
        greet();

        server.take().succeed();

        assertThat(Calls.result(drop)).isTrue();
        assertThat(server.awaitEnd().number()).isEqualTo(1);
        Future<List<String>> list = calls.start(store::listTables);
        Request listing = server.take();
        listing.answer("\"ok\":true,\"tables\":[]");
        assertThat(Calls.result(list)).isEmpty();
        assertThat(listing.peer().number()).isZero();
    }

    @Test
    void openTable_thatMakesIndexesForFilters_goesOverItsOwnConnection() throws Exception {
        TableOptions options = TableOptions.none().withFilterIndex("info.rating");
        Future<?> open = calls.start(() -> store.table("Movies", options));
        greet();

        Calls.result(open);

        assertThat(server.awaitEnd().number()).isEqualTo(1);
    }

    @Test
    void openTable_thatMakesNothing_goesOverTheSharedConnection() {
        store.table("Movies");

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void dropTable_whoseConnectionIsRefused_hasNotHappened() throws Exception {
        Future<Boolean> drop = startDrop();

        takeGreeting().peer().send(ScriptedServer.GOODBYE);

        assertThat(Calls.failure(drop))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("the server stops");
    }

    @Test
    void close_whileATableIsDropped_leavesItsOutcomeUnknown() throws Exception {
        Future<Boolean> drop = startDrop();
        greet();
        server.take();

        store.close();

        assertThat(Calls.failure(drop))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("the store was closed")
                .hasMessageContaining("describe the table before trying again");
        assertThatBothConnectionsEnd();
    }

    @Test
    void close_whileTheConnectionOfAChangeIsOpened_sendsNothing() throws Exception {
        Future<Boolean> drop = startDrop();
        Request hello = takeGreeting();

        store.close();
        hello.answer(ScriptedServer.GREETING);

        assertThat(Calls.failure(drop))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatBothConnectionsEnd();
        assertThat(server.hasRequests()).isFalse();
    }

    private void assertThatBothConnectionsEnd() {
        List<Peer> ended = List.of(server.awaitEnd(), server.awaitEnd());

        assertThat(ended).extracting(Peer::number).containsExactlyInAnyOrder(0, 1);
    }
}
