// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.item.Item;
import org.moviestore.remote.ScriptedServer.Request;
import org.moviestore.table.DocumentTable;

/** Calls whose store is closed, or whose thread is interrupted. */
class EndedCallsTest {
    private final ScriptedServer server = new ScriptedServer();
    private final Calls calls = new Calls();
    private RemoteStore store;
    private DocumentTable table;

    @BeforeEach
    void connect() {
        store = server.connect();
        table = ScriptedServer.table(store);
    }

    @AfterEach
    void close() {
        store.close();
        calls.close();
        server.close();
    }

    private void putOne() {
        table.put(Item.of("id", 1));
    }

    private void getOne() {
        assertThat(table.get(table.schema().key(1))).isPresent();
    }

    @Test
    void close_whileAWriteWaits_leavesItsOutcomeUnknown() throws Exception {
        Calls.Started put = Calls.startThread(this::putOne);
        server.take();

        store.close();

        assertThat(put.failure())
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("the store was closed");
    }

    @Test
    void close_whileAReadWaits_endsIt() throws Exception {
        Calls.Started get = Calls.startThread(this::getOne);
        server.take();

        store.close();

        assertThat(get.failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }

    @Test
    void close_endsTheConnectionAndItsThreads() throws Exception {
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("moviestore-remote-"))
                .toList();

        store.close();

        assertThat(server.awaitEnd()).isSameAs(server.peer(0));
        assertThat(threads).hasSizeGreaterThanOrEqualTo(2);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void close_twice_doesNothing() {
        store.close();
        store.close();

        assertThatIllegalStateException().isThrownBy(store::listTables);
        assertThatIllegalStateException().isThrownBy(this::putOne);
        assertThatIllegalStateException().isThrownBy(() -> table.export(2));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void put_whoseThreadIsInterrupted_isOfUnknownOutcome() throws Exception {
        Calls.Started put = Calls.startThread(this::putOne);
        server.take();

        put.interrupt();

        assertThat(put.failure())
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("the thread was interrupted");
        assertThat(put.wasInterrupted()).isTrue();
    }

    @Test
    void get_whoseThreadIsInterrupted_hasDoneNothing() throws Exception {
        Calls.Started get = Calls.startThread(this::getOne);
        server.take();

        get.interrupt();

        assertThat(get.failure())
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("the thread was interrupted");
        assertThat(get.wasInterrupted()).isTrue();
    }

    @Test
    void put_ofAThreadThatWasInterruptedBefore_isNotSent() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(this::putOne)
                .withMessageContaining("nothing was sent");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.hasRequests()).isFalse();
    }

    @Test
    void replies_thatNobodyWaitsForAnyMore_areIgnored() throws Exception {
        Calls.Started put = Calls.startThread(this::putOne);
        Request late = server.take();
        put.interrupt();
        assertThat(put.failure()).isInstanceOf(OutcomeUnknownException.class);

        late.succeed();
        Future<List<String>> next = calls.start(store::listTables);
        server.take().answer("\"ok\":true,\"tables\":[]");

        assertThat(Calls.result(next)).isEmpty();
        assertThat(server.connections()).isEqualTo(1);
    }
}
