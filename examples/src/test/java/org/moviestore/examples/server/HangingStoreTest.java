// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributeType;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.TableSchema;

/** What becomes of the others while a store does not answer what it is asked about its tables. */
class HangingStoreTest {
    private static final String PUT = "{'op':'putItem','table':'films','item':{'name':{'S':'a'}},'id':1}";
    private static final String GET = "{'op':'getItem','table':'films','key':{'name':{'S':'a'}},'id':2}";
    private static final String PING = "{'op':'ping'}";
    private static final String PONG = "{'ok':true}";

    private final MemoryStore store = new MemoryStore();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Semaphore asked = new Semaphore(0);
    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicInteger mostAsking = new AtomicInteger();
    private final List<RawClient> clients = new ArrayList<>();
    private MovieServer server;

    @BeforeEach
    void start() throws IOException {
        store.createTable(TableSchema.builder("films")
                .partitionKey("name", AttributeType.STRING)
                .build());
        server = MovieServer.start(ServerOptions.builder(Served.freePort()).build(), Asked.requests(hanging()));
    }

    @AfterEach
    void stop() throws IOException {
        gate.countDown();
        for (RawClient client : clients) {
            client.close();
        }
        server.stop();
        store.close();
    }

    /** Returns the store, which tells nothing of a table before the gate is open. */
    private DocumentStore hanging() {
        return (DocumentStore) Proxy.newProxyInstance(
                DocumentStore.class.getClassLoader(),
                new Class<?>[] {DocumentStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("table")) {
                        hang();
                    }
                    return call(method, arguments);
                });
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void hang() throws InterruptedException {
        mostAsking.accumulateAndGet(asking.incrementAndGet(), Math::max);
        asked.release();
        gate.await();
        asking.decrementAndGet();
    }

    private RawClient connect() throws IOException {
        RawClient client = RawClient.connect(server.address());
        clients.add(client);
        return client;
    }

    @Test
    void ping_whileManyWaitToLearnOfTheirTable_isAnswered() throws IOException, InterruptedException {
        int threads = ServerOptions.builder(Served.freePort()).build().threads();
        for (int i = 0; i < 20; i++) {
            connect().send(PUT, GET);
        }
        asked.acquire(threads);

        String pong = connect().ask(PING);
        gate.countDown();
        List<List<String>> replies = new ArrayList<>();
        for (RawClient client : clients.subList(0, 20)) {
            replies.add(client.receive(2));
        }

        assertThat(pong).isEqualTo(PONG);
        assertThat(mostAsking).hasValue(threads);
        assertThat(replies).containsOnly(List.of("{'id':1,'ok':true}", "{'id':2,'ok':true,'item':{'name':{'S':'a'}}}"));
    }

    @Test
    void reset_whileTheTableIsLookedUp_givesEverythingBack() throws IOException, InterruptedException {
        RawClient client = connect().send(PUT, GET);
        asked.acquire();

        client.reset();
        RawClient other = connect();
        String info = other.ask("{'op':'info'}");
        while (!info.contains("'connections':1,")) {
            info = other.ask("{'op':'info'}");
        }
        gate.countDown();
        String reply = other.ask(GET);

        assertThat(reply).isEqualTo("{'id':2,'ok':true}");
    }
}
