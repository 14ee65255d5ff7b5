// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moviestore.item.Item;
import org.moviestore.remote.ScriptedServer.Request;
import org.moviestore.table.DocumentTable;

class PipeliningTest {
    private static final int THREADS = 16;
    private static final Pattern KEY = Pattern.compile("\"key\":\\{\"id\":\\{\"N\":\"(\\d+)\"");
    private static final Pattern ITEM = Pattern.compile("^\\{.*\"text\":\\{\"S\":\"(\\d+x*)\"}.*}$");

    private static void answerWithKey(Request request) {
        Matcher key = KEY.matcher(request.line());
        assertThat(key.find()).isTrue();
        request.answer("\"ok\":true,\"item\":{\"id\":{\"N\":\"" + key.group(1) + "\"}}");
    }

    @Test
    void gets_ofManyThreads_goOverOneConnectionAndAreAnsweredInAnyOrder() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                RemoteStore store = server.connect();
                Calls calls = new Calls()) {
            DocumentTable table = ScriptedServer.table(store);
            List<Future<Optional<Item>>> gets = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                gets.add(calls.start(() -> table.get(table.schema().key(number))));
            }

            List<Request> requests = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                requests.add(server.take());
            }
            Collections.reverse(requests);
            requests.forEach(PipeliningTest::answerWithKey);

            for (int i = 0; i < THREADS; i++) {
                assertThat(Calls.result(gets.get(i))).contains(Item.of("id", i));
            }
            assertThat(requests.stream().map(Request::id)).doesNotHaveDuplicates();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void gets_ofManyThreadsAtOnce_reachTheServerWholeAndOnce() throws Exception {
        int each = 200;
        try (ScriptedServer server = new ScriptedServer();
                RemoteStore store = server.connect();
                Calls calls = new Calls()) {
            DocumentTable table = ScriptedServer.table(store);
            List<Future<Boolean>> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int first = i * each;
                threads.add(calls.start(() -> {
                    for (int number = first; number < first + each; number++) {
                        assertThat(table.get(table.schema().key(number))).contains(Item.of("id", number));
                    }
                    return true;
                }));
            }

            Set<String> ids = new HashSet<>();
            for (int i = 0; i < THREADS * each; i++) {
                Request request = server.take();
                ids.add(request.id());
                answerWithKey(request);
            }

            for (Future<Boolean> thread : threads) {
                assertThat(Calls.result(thread)).isTrue();
            }
            assertThat(ids).hasSize(THREADS * each);
            assertThat(server.hasRequests()).isFalse();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void puts_ofItemsOfAnySizeAtOnce_reachTheServerWhole() throws Exception {
        int each = 20;
        try (ScriptedServer server = new ScriptedServer();
                RemoteStore store = server.connect();
                Calls calls = new Calls()) {
            DocumentTable table = ScriptedServer.table(store);
            List<Future<Boolean>> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int first = i * each;
                threads.add(calls.start(() -> {
                    for (int number = first; number < first + each; number++) {
                        table.put(Item.of("id", number, "text", textOf(number)));
                    }
                    return true;
                }));
            }

            Set<String> texts = new HashSet<>();
            for (int i = 0; i < THREADS * each; i++) {
                Request request = server.take();
                Matcher item = ITEM.matcher(request.line());
                assertThat(item.find()).isTrue();
                texts.add(item.group(1));
                request.succeed();
            }

            for (Future<Boolean> thread : threads) {
                assertThat(Calls.result(thread)).isTrue();
            }
            assertThat(texts)
                    .isEqualTo(IntStream.range(0, THREADS * each)
                            .mapToObj(PipeliningTest::textOf)
                            .collect(Collectors.toSet()));
        }
    }

    /** Most of them fit together into a write, and some not even alone. */
    private static String textOf(int number) {
        return number + "x".repeat(number % 7 == 0 ? 70_000 + number : number * 20);
    }

    @Test
    void get_whileAnotherCallWaits_isAnsweredFirst() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                RemoteStore store = server.connect();
                Calls calls = new Calls()) {
            DocumentTable table = ScriptedServer.table(store);
            Future<Optional<Item>> slow =
                    calls.start(() -> table.get(table.schema().key(1)));
            Request slowRequest = server.take();

            Future<Optional<Item>> fast =
                    calls.start(() -> table.get(table.schema().key(2)));
            answerWithKey(server.take());

            assertThat(Calls.result(fast)).contains(Item.of("id", 2));
            assertThat(slow).isNotDone();
            answerWithKey(slowRequest);
            assertThat(Calls.result(slow)).contains(Item.of("id", 1));
        }
    }

    @Test
    void replies_inPiecesOrTogetherAndWithCarriageReturns_areReadLineByLine() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                RemoteStore store = server.connect();
                Calls calls = new Calls()) {
            DocumentTable table = ScriptedServer.table(store);
            Future<Optional<Item>> first =
                    calls.start(() -> table.get(table.schema().key(1)));
            Request one = server.take();
            Future<Optional<Item>> second =
                    calls.start(() -> table.get(table.schema().key(2)));
            Request two = server.take();

            one.peer().send("{\"id\":" + one.id() + ",\"ok\":tr");
            one.peer().send("ue}\r\n\r\n\n{\"id\":" + two.id() + ",\"ok\":true,\"item\":{\"id\":{\"N\":\"2\"}}}\n");

            assertThat(Calls.result(first)).isEmpty();
            assertThat(Calls.result(second)).contains(Item.of("id", 2));
        }
    }
}
