// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.remote.ScriptedServer.Request;
import org.moviestore.table.DocumentTable;

/** A server that ends connections after 600 seconds without a request. */
class IdleConnectionTest {
    private static final String NO_TABLES = "\"ok\":true,\"tables\":[]";

    private final AtomicLong clock = new AtomicLong();
    private final ScriptedServer server = new ScriptedServer();
    private final Calls calls = new Calls();
    private final RemoteStore store = connect(server);

    private RemoteStore connect(ScriptedServer to) {
        RemoteStore.Builder client = to.client();
        client.nanoTime = clock::get;
        return client.connect();
    }

    @AfterEach
    void close() {
        store.close();
        calls.close();
        server.close();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private int connectionOfNextCall(ScriptedServer of, RemoteStore by) throws Exception {
        Future<List<String>> list = calls.start(by::listTables);
        Request request = of.take();
        request.answer(NO_TABLES);
        assertThat(Calls.result(list)).isEmpty();
        return request.peer().number();
    }

    @Test
    void call_soonAfterTheLast_goesOverTheSameConnection() throws Exception {
        pass(Duration.ofSeconds(299));
        assertThat(connectionOfNextCall(server, store)).isZero();
        pass(Duration.ofSeconds(299));

        assertThat(connectionOfNextCall(server, store)).isZero();
    }

    @Test
    void call_longAfterTheLast_goesOverAnotherConnection() throws Exception {
        pass(Duration.ofSeconds(301));

        assertThat(connectionOfNextCall(server, store)).isEqualTo(1);
        assertThat(server.awaitEnd().number()).isZero();
        assertThat(connectionOfNextCall(server, store)).isEqualTo(1);
    }

    @Test
    void replacement_whileACallWaits_leavesItsConnectionUntilItIsAnswered() throws Exception {
        DocumentTable table = ScriptedServer.table(store);
        Future<?> get = calls.start(() -> table.get(table.schema().key(1)));
        Request slow = server.take();
        pass(Duration.ofSeconds(301));

        assertThat(connectionOfNextCall(server, store)).isEqualTo(1);
        slow.succeed();

        assertThat(Calls.result(get)).isEqualTo(Optional.empty());
        assertThat(server.awaitEnd().number()).isZero();
    }

    @Test
    void call_toAServerThatEndsNoIdleConnections_goesOverTheSameAlways() throws Exception {
        try (ScriptedServer patient =
                        new ScriptedServer(hello -> hello.answer(ScriptedServer.GREETING.replace("600", "0")));
                RemoteStore client = connect(patient)) {
            pass(Duration.ofDays(1));

            assertThat(connectionOfNextCall(patient, client)).isZero();
        }
    }
}
