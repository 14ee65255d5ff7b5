// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.remote.ScriptedServer.Request;
import org.moviestore.remote.protocol.StoreCall;

/** Who writes the requests of a connection, and for how long. */
class WritingTest {
    private static final String NO_TABLES = "\"ok\":true,\"tables\":[]";

    private final Semaphore passes = new Semaphore(0);
    private volatile boolean held;
    private final ScriptedServer server = new ScriptedServer();
    private final Calls calls = new Calls();
    private final SharedConnection connection =
            new PlainTls(number -> {}, (number, out) -> new Held(out)).connect(server);

    /** Sends at once, but the call that does so only returns when it is let go. */
    private final class Held extends FilterOutputStream {
        Held(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            boolean waits = held;
            out.write(bytes, from, length);
            if (waits) {
                passes.acquireUninterruptibly();
            }
        }
    }

    @AfterEach
    void close() {
        passes.release(1000);
        connection.close();
        calls.close();
        server.close();
    }

    private List<String> list() {
        return connection.call(new StoreCall.ListTables());
    }

    private Calls.Started startList() {
        return Calls.startThread(this::list);
    }

    /** Starts a call that waits until another has written. */
    private static Calls.Started startWaiting(Runnable call) {
        Calls.Started started = Calls.startThread(call);
        started.awaitWaiting();
        return started;
    }

    @Test
    void writer_whoseReplyHasCome_leavesTheRestToTheNext() throws Exception {
        Calls.Started answeredLater = startList();
        Request later = server.take();
        answeredLater.awaitWaiting();
        held = true;
        Future<List<String>> writer = calls.start(this::list);
        server.take().answer(NO_TABLES);
        Calls.Started next = startWaiting(this::list);
        // Replies are read in order, so the writer's has been too.
        later.answer(NO_TABLES);
        assertThat(answeredLater.failure()).isNull();

        passes.release();

        assertThat(Calls.result(writer)).isEmpty();
        server.take().answer(NO_TABLES);
        passes.release();
        assertThat(next.failure()).isNull();
    }

    @Test
    void writer_whoseReplyHasNotCome_writesForTheOthers() throws Exception {
        held = true;
        Calls.Started writer = startList();
        Request own = server.take();
        Calls.Started other = startWaiting(this::list);

        passes.release();

        server.take().answer(NO_TABLES);
        // Its own thread would be held now.
        assertThat(other.failure()).isNull();
        passes.release();
        own.answer(NO_TABLES);
        assertThat(writer.failure()).isNull();
        assertThat(server.hasRequests()).isFalse();
    }

    @Test
    void waiting_whenInterrupted_isNotSentAndThoseBehindItAre() throws Exception {
        held = true;
        Calls.Started writer = startList();
        server.take().answer(NO_TABLES);
        Calls.Started interrupted = startWaiting(this::list);
        Calls.Started behind = startWaiting(this::describe);
        held = false;

        interrupted.interrupt();
        assertThat(interrupted.failure()).isInstanceOf(StoreUnavailableException.class);
        passes.release();

        answerDescribe(server.take());
        assertThat(behind.failure()).isInstanceOf(TableNotFoundException.class);
        assertThat(writer.failure()).isNull();
    }

    @Test
    void waiting_whenInterruptedWhileItGetsItsTurn_leavesItToThoseBehind() throws Exception {
        for (int i = 0; i < 200; i++) {
            held = true;
            Calls.Started writer = startList();
            server.take().answer(NO_TABLES);
            Calls.Started interrupted = startWaiting(this::list);
            Calls.Started behind = startWaiting(this::describe);
            held = false;

            passes.release();
            interrupted.interrupt();

            Request request = server.take();
            while (!request.operation().equals("describeTable")) {
                request.answer(NO_TABLES);
                request = server.take();
            }
            answerDescribe(request);
            assertThat(behind.failure()).isInstanceOf(TableNotFoundException.class);
            assertThat(writer.failure()).isNull();
            assertThat(interrupted.failure())
                    .satisfiesAnyOf(
                            failure -> assertThat(failure).isNull(),
                            failure -> assertThat(failure).isInstanceOf(StoreUnavailableException.class));
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    private void describe() {
        connection.call(new StoreCall.DescribeTable("Films"));
    }

    private static void answerDescribe(Request request) {
        assertThat(request.operation()).isEqualTo("describeTable");
        request.answer("\"ok\":false,\"error\":{\"code\":\"TABLE_NOT_FOUND\",\"message\":\"no\",\"retry\":\"NEVER\","
                + "\"maybeApplied\":false,\"table\":\"Films\"}");
    }

    @Test
    void write_thatFailsInAnotherWayThanTheNetworkDoes_endsTheUseOfItsConnection() throws Exception {
        PlainTls tls = new PlainTls(number -> {}, (number, out) -> number == 0 ? new Breaking(out) : out);
        try (ScriptedServer other = new ScriptedServer()) {
            SharedConnection broken = tls.connect(other);
            assertThatIllegalStateException()
                    .isThrownBy(() -> broken.call(new StoreCall.ListTables()))
                    .withMessage("broken");

            Future<List<String>> next = calls.start(() -> broken.call(new StoreCall.ListTables()));
            Request request = other.take();
            request.answer(NO_TABLES);

            assertThat(Calls.result(next)).isEmpty();
            assertThat(request.peer().number()).isEqualTo(1);
            broken.close();
        }
    }

    /** Takes the greeting, and nothing more. */
    private static final class Breaking extends FilterOutputStream {
        private boolean greeted;

        Breaking(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (greeted) {
                throw new IllegalStateException("broken");
            }
            greeted = true;
            out.write(bytes, from, length);
        }
    }
}
