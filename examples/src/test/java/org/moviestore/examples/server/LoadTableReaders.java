// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.RequestId;
import org.moviestore.remote.protocol.RequestWriter;
import org.moviestore.remote.protocol.StoreCall;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.GetRequest;
import org.moviestore.table.GetResult;
import org.moviestore.table.Page;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;

/** The clients of a mixed load that read items, each of which must be as it was written. */
final class LoadTableReaders {
    private static final int MOST_KEYS = 100;
    /** With a limit, PostgreSQL reads a page at once. */
    private static final int MOST_ITEMS = 1000;

    private static final int PAGES = 2;
    private static final int TOGETHER = 3;

    private final MixedLoad load;
    /** Nobody writes these again. */
    private final Map<Key, Item> largest;

    /** Made when only the largest items are stored yet. */
    LoadTableReaders(MixedLoad load) {
        this.load = load;
        this.largest = load.items().acknowledged();
    }

    /** Reads the table page by page, as far as some pages. */
    void pages(Random random, int year) throws IOException {
        for (int round = 0; round < load.rounds(); round++) {
            walk("pages", ScanRequest.of(LoadItems.SCHEMA));
        }
    }

    /** Does the same with a filter, which needs larger pages: few of the items match it, or only the large ones. */
    void filteredPages(Random random, int year) throws IOException {
        for (int round = 0; round < load.rounds(); round++) {
            boolean isOfLarge = (year + round) % 2 == 0;
            walk(
                    "filtered pages",
                    ScanRequest.builder(LoadItems.SCHEMA)
                            .filter(attribute(isOfLarge ? "values" : "rating").exists())
                            .limit(MOST_ITEMS)
                            .build());
        }
    }

    private void walk(String name, ScanRequest first) throws IOException {
        Map<Key, Item> before = load.items().acknowledged();
        Set<Key> read = new HashSet<>();
        try (LoadConnection connection = LoadConnection.open(load.port())) {
            Optional<ScanRequest> next = Optional.of(first);
            for (int page = 0; page < PAGES && next.isPresent(); page++) {
                ScanRequest request = next.get();
                Optional<Page<Item>> result = load.ask(connection, name, new StoreCall.ReadPage(request))
                        .result();
                for (Item item : result.map(Page::items).orElse(List.of())) {
                    load.items().checkRead(item, before);
                    assertThat(request.filter().stream()).allMatch(filter -> filter.holdsOn(item));
                    assertThat(read.add(LoadItems.SCHEMA.keyOf(item)))
                            .as("%s once", LoadItems.SCHEMA.keyOf(item))
                            .isTrue();
                }
                next = result.flatMap(Page::last).map(request::withStartAfter);
            }
        }
    }

    /** Reads large batches, some at once. */
    void batches(Random random, int year) throws IOException {
        for (int round = 0; round < load.rounds(); round++) {
            Map<Key, Item> before = load.items().acknowledged();
            Set<Key> keys = Stream.concat(largest.keySet().stream(), before.keySet().stream())
                    .distinct()
                    .limit(MOST_KEYS)
                    .collect(Collectors.toSet());
            StoreCall.BatchGet batch = new StoreCall.BatchGet(BatchGetRequest.of(LoadItems.SCHEMA, keys));
            for (Optional<BatchGetResult> result : ask("batches", Collections.nCopies(together(random), batch))) {
                result.ifPresent(answer -> check(answer, keys, before));
            }
        }
    }

    private void check(BatchGetResult result, Set<Key> keys, Map<Key, Item> before) {
        assertThat(Stream.concat(result.items().keySet().stream(), result.unprocessed().stream()))
                .containsExactlyInAnyOrderElementsOf(keys);
        result.items().forEach((key, item) -> {
            assertThat(LoadItems.SCHEMA.keyOf(item)).isEqualTo(key);
            load.items().checkRead(item, before);
        });
    }

    /** Reads as many of the largest items as may be read in one transaction, some times at once. */
    void transactions(Random random, int year) throws IOException {
        List<Optional<Item>> items = largest.values().stream().map(Optional::of).toList();
        StoreCall.TransactGet transaction = new StoreCall.TransactGet(TransactGetRequest.of(gets()));
        for (int round = 0; round < load.rounds(); round++) {
            for (Optional<TransactGetResult> result :
                    ask("transactions", Collections.nCopies(together(random), transaction))) {
                result.ifPresent(answer -> assertThat(answer.items()).isEqualTo(items));
            }
        }
    }

    /** Reads all of the largest items at once, each by a request of its own. */
    void largestItems(Random random, int year) throws IOException {
        List<Item> items = List.copyOf(largest.values());
        List<StoreCall.GetItem> calls =
                gets().stream().map(StoreCall.GetItem::new).toList();
        for (int round = 0; round < load.rounds(); round++) {
            List<Optional<GetResult>> results = ask("largest items", calls);
            for (int i = 0; i < items.size(); i++) {
                Item item = items.get(i);
                results.get(i).ifPresent(answer -> assertThat(answer.item()).contains(item));
            }
        }
    }

    private List<GetRequest> gets() {
        return largest.keySet().stream()
                .map(key -> GetRequest.of(LoadItems.SCHEMA, key))
                .toList();
    }

    private int together(Random random) {
        return 1 + random.nextInt(Math.min(TOGETHER, load.rounds()));
    }

    /** Makes calls at once over one connection; returns the result of each that was carried out, in their order. */
    private <R> List<Optional<R>> ask(String name, List<? extends StoreCall<R>> calls) throws IOException {
        List<Optional<R>> results = new ArrayList<>(Collections.nCopies(calls.size(), Optional.empty()));
        try (LoadConnection connection = LoadConnection.open(load.port())) {
            for (int id = 0; id < calls.size(); id++) {
                connection.send(RequestWriter.write(RequestId.of(id), calls.get(id)));
            }
            boolean isEnd = false;
            for (int i = 0; i < calls.size() && !isEnd; i++) {
                Optional<Fields> reply = connection.next();
                int id = reply.flatMap(Fields::id)
                        .map(known -> Integer.parseInt(known.json()))
                        .orElse(0);
                MixedLoad.Answered<R> answered = load.answered(reply, name, calls.get(id));
                results.set(id, answered.result());
                isEnd = answered.isEnd();
            }
        }
        return results;
    }
}
