// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moviestore.MovieStore;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.SecondaryIndex;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableSchema;

/** What becomes of tables that others change while a server remembers them. */
class ServedTablesTest {
    private static final String SCAN = "{'op':'scanPage','table':'films'%s}";
    private static final String PUT_BY_NAME = "{'op':'putItem','table':'films','item':{'name':{'S':'a'}}%s}";
    private static final String PUT_BY_ID = "{'op':'putItem','table':'films','item':{'id':{'N':'1'}}%s}";

    private final MemoryStore store = new MemoryStore();
    private final AtomicInteger openings = new AtomicInteger();
    /** What happens while the store is asked for a table. */
    private volatile Runnable opening = () -> {};

    private final AtomicLong nanos = new AtomicLong();
    private final StoreRequests requests = Asked.requests(counted(), nanos::get);

    @AfterEach
    void close() {
        store.close();
    }

    /** Returns the store, which counts how often it is asked for a table. */
    private DocumentStore counted() {
        return (DocumentStore) Proxy.newProxyInstance(
                DocumentStore.class.getClassLoader(),
                new Class<?>[] {DocumentStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("table")) {
                        openings.incrementAndGet();
                        opening.run();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private String line(String request, String... more) {
        return Asked.line(
                requests, String.format(request, String.join("", more)).replace('\'', '"'));
    }

    private static TableSchema films(String key, AttributeType type) {
        return TableSchema.builder("films").partitionKey(key, type).build();
    }

    private void createByName() {
        store.createTable(films("name", AttributeType.STRING));
    }

    private void recreateById() {
        store.dropTable("films");
        store.createTable(films("id", AttributeType.NUMBER));
    }

    @Test
    void table_askedForAgain_isRemembered() {
        createByName();

        line(PUT_BY_NAME);
        line(PUT_BY_NAME);
        line(SCAN);

        assertThat(openings).hasValue(1);
    }

    @Test
    void table_thatIsMissing_isAskedForEachTime() {
        String missing = line(SCAN);
        createByName();
        String found = line(SCAN);

        assertThat(missing).contains("TABLE_NOT_FOUND", "films");
        assertThat(found).startsWith("{\"ok\":true");
    }

    @Test
    void table_thatOthersDropped_isReportedMissingAndForgotten() {
        createByName();
        line(PUT_BY_NAME);

        store.dropTable("films");
        String dropped = line(PUT_BY_NAME);
        createByName();
        String again = line(PUT_BY_NAME);

        assertThat(dropped).contains("TABLE_NOT_FOUND", "\"table\":\"films\"");
        assertThat(again).isEqualTo("{\"ok\":true}");
        assertThat(openings).hasValue(2);
    }

    @Test
    void transaction_oneOfWhoseTablesOthersDropped_namesAndForgetsThatOne() {
        String gets = "{'op':'transactGet','gets':[{'table':'films','key':{'name':{'S':'a'}}},"
                + "{'table':'actors','key':{'name':{'S':'a'}}}]}";
        createByName();
        store.createTable(TableSchema.builder("actors")
                .partitionKey("name", AttributeType.STRING)
                .build());
        line(gets);

        store.dropTable("actors");
        String dropped = line(gets);
        String put = line(PUT_BY_NAME);
        int openingsBefore = openings.get();
        String again = line(gets);

        assertThat(dropped).contains("TABLE_NOT_FOUND", "\"table\":\"actors\"");
        assertThat(put).isEqualTo("{\"ok\":true}");
        assertThat(openingsBefore).isEqualTo(2);
        assertThat(again).contains("TABLE_NOT_FOUND", "\"table\":\"actors\"");
        assertThat(openings).hasValue(3);
    }

    @Test
    void table_thatOthersMadeAnew_takesWhatFitsItsNewKey() {
        createByName();
        line(PUT_BY_NAME);

        recreateById();
        String byId = line(PUT_BY_ID);
        String byName = line(PUT_BY_NAME);

        assertThat(byId).isEqualTo("{\"ok\":true}");
        assertThat(byName).contains("INVALID_REQUEST", "KEY_MISSING");
        assertThat(store.table("films").get(films("id", AttributeType.NUMBER).key(1)))
                .contains(Item.of("id", 1));
    }

    @Test
    void table_thatOthersMadeAnew_isRejectedToThoseWhoThinkOfTheOldOne() {
        createByName();
        line(PUT_BY_NAME);

        recreateById();
        String old = line(PUT_BY_NAME, ",'keySchema':{'name':'S'}");
        String now = line(PUT_BY_ID, ",'keySchema':{'id':'N'}");

        assertThat(old)
                .contains("REQUEST_REJECTED", "table films has another key than the request was made for", "name");
        assertThat(now).isEqualTo("{\"ok\":true}");
    }

    @Test
    void table_readWithoutItsNewKey_isAskedForAnew() {
        createByName();
        line(SCAN);

        recreateById();
        String rejected = line(SCAN);
        String read = line(SCAN);

        assertThat(rejected).contains("REQUEST_REJECTED");
        assertThat(read).startsWith("{\"ok\":true");
    }

    @Test
    void index_thatOthersAdded_isFoundByAskingAnew() {
        createByName();
        line(SCAN);
        store.updateTable(
                "films",
                TableChange.addIndex(SecondaryIndex.builder("by-year")
                        .partitionKey("year", AttributeType.NUMBER)
                        .build()));

        String person = line(SCAN, ",'index':'by-year'");
        String program = line(SCAN, ",'index':'by-year','keySchema':{'name':'S'}");

        assertThat(person).startsWith("{\"ok\":true");
        assertThat(program).startsWith("{\"ok\":true");
        assertThat(openings).hasValue(2);
    }

    @Test
    void index_thatOthersDropped_isRejectedToThoseWhoThinkItIsThere() {
        createByName();
        store.updateTable(
                "films",
                TableChange.addIndex(SecondaryIndex.builder("by-year")
                        .partitionKey("year", AttributeType.NUMBER)
                        .build()));
        line(SCAN, ",'index':'by-year'");

        store.updateTable("films", TableChange.dropIndex("by-year"));
        String first = line(SCAN, ",'index':'by-year','keySchema':{'name':'S'}");
        String second = line(SCAN, ",'index':'by-year','keySchema':{'name':'S'}");

        assertThat(first).contains("REQUEST_REJECTED", "by-year");
        assertThat(second).contains("REQUEST_REJECTED", "table films has no index by-year any more");
    }

    @Test
    void change_byARequest_isKnownToTheNext() {
        line("{'op':'createTable','schema':{'table':'films','keySchema':{'name':'S'}}}");
        line("{'op':'updateTable','table':'films','addIndex':{'name':'by-year','keySchema':{'year':'N'}}}");

        String read = line(SCAN, ",'index':'by-year'");
        line("{'op':'dropTable','table':'films'}");
        String dropped = line(SCAN);

        assertThat(read).startsWith("{\"ok\":true");
        assertThat(dropped).contains("TABLE_NOT_FOUND");
    }

    @Test
    void request_understoodBeforeItsTableChanges_isCarriedOutAsItWasMade() {
        createByName();
        store.updateTable(
                "films",
                TableChange.addIndex(SecondaryIndex.builder("by-year")
                        .partitionKey("year", AttributeType.NUMBER)
                        .build()));
        Work put = Asked.understood(
                requests, Asked.fields(String.format(PUT_BY_NAME, "").replace('\'', '"')));

        line("{'op':'updateTable','table':'films','dropIndex':'by-year'}");
        boolean isAllSaid = put.run(json -> assertThat(json).isEqualTo("{\"ok\":true}"));

        assertThat(isAllSaid).isTrue();
        assertThat(store.table("films").get(films("name", AttributeType.STRING).key("a")))
                .isPresent();
    }

    @Test
    void movies_whoseTableOthersMadeAnew_areFoundAgain() {
        MovieStore movies = MovieStore.over(store, "Movies");
        movies.createTable();
        line("{'op':'put','movie':{'year':2013,'title':'Rush'}}");

        movies.dropTable();
        String missing = line("{'op':'count'}");
        store.createTable(TableSchema.builder("Movies")
                .partitionKey("id", AttributeType.STRING)
                .build());
        String others = line("{'op':'count'}");
        store.dropTable("Movies");
        movies.createTable();
        String again = line("{'op':'put','movie':{'year':2013,'title':'Rush'}}");

        assertThat(missing).contains("TABLE_NOT_FOUND");
        assertThat(others).contains("INVALID_REQUEST", "TABLE_MISMATCH");
        assertThat(again).isEqualTo("{\"ok\":true}");
    }

    @Test
    void request_wrongByItself_doesNotAskForItsTableAgain() {
        createByName();
        line(SCAN);

        String large = line(PUT_BY_NAME.replace("'a'}}", "'a'},'b':{'S':'" + "x".repeat(500_000) + "'}}"));
        String unclear = line(PUT_BY_NAME, ",'condition':'name ='");

        assertThat(large).contains("ITEM_SIZE");
        assertThat(unclear).contains("EXPR_SYNTAX");
        assertThat(openings).hasValue(1);
    }

    @Test
    void requests_thatDoNotFitTheTable_askForItOnceASecondAndLeaveItRemembered() {
        createByName();
        line(SCAN);

        String first = line(PUT_BY_ID);
        String second = line(PUT_BY_ID);
        line(SCAN);
        int inOneSecond = openings.get();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        line(PUT_BY_ID);
        line(PUT_BY_ID);

        assertThat(first).contains("KEY_MISSING");
        assertThat(second).isEqualTo(first);
        assertThat(inOneSecond).isEqualTo(2);
        assertThat(openings).hasValue(3);
    }

    @Test
    void requests_thatTheStoreRefuses_makeItForgetTheTableOnceASecond() {
        createByName();
        line(SCAN);
        recreateById();
        line(SCAN);
        line(SCAN);
        createOther();

        line(SCAN);
        line(SCAN);
        int inOneSecond = openings.get();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        String refused = line(SCAN);
        String read = line(SCAN);

        assertThat(inOneSecond).isEqualTo(2);
        assertThat(refused).contains("REQUEST_REJECTED");
        assertThat(read).startsWith("{\"ok\":true");
    }

    private void createOther() {
        store.dropTable("films");
        createByName();
    }

    @Test
    void request_thatDoesNotFit_doesNotWaitForAnotherThatAsks() throws InterruptedException {
        createByName();
        line(SCAN);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        opening = () -> {
            opening = () -> {};
            asked.countDown();
            awaitUninterrupted(answer);
        };
        Thread other = new Thread(() -> line(PUT_BY_ID), "asks the store");
        other.start();
        asked.await();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));

        String reply = line(PUT_BY_ID);
        String stored = line(PUT_BY_NAME);
        answer.countDown();
        other.join();

        assertThat(reply).contains("KEY_MISSING");
        assertThat(stored).isEqualTo("{\"ok\":true}");
        assertThat(openings).hasValue(2);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a test is interrupted by nobody", e);
        }
    }
}
