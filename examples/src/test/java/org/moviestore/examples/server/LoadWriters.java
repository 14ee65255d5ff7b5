// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.RequestId;
import org.moviestore.remote.protocol.RequestWriter;
import org.moviestore.remote.protocol.StoreCall;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.GetRequest;
import org.moviestore.table.GetResult;
import org.moviestore.table.PutRequest;
import org.moviestore.table.WriteResult;

/** The clients of a mixed load that write. */
final class LoadWriters {
    private static final int LONG_TEXT = 400_000;
    /** So many fit into the longest line. */
    private static final int LONG_TEXTS = 20;
    /** So many numbers fit into the largest item, and more of them into the heaviest request. */
    private static final int NUMBERS_OF_ITEM = 130_000;

    private static final int NUMBERS_OF_REQUEST = 150_000;
    /** So many of the largest items may be read in one transaction. */
    private static final int FIRST_ITEMS = 10;

    private static final int TOGETHER = 16;

    private final MixedLoad load;

    LoadWriters(MixedLoad load) {
        this.load = load;
    }

    private static Item item(int year, String title) {
        return Item.of("year", year, "title", title);
    }

    /** Returns a text of few bytes more than characters, each of which takes two bytes in Java. */
    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder(length).append('ж');
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private static Object numbers(Random random, int count) {
        return Values.list(
                Stream.generate(() -> random.nextInt(100)).limit(count).toArray());
    }

    /** Stores what the readers read from the beginning: the largest items of numbers and of text. */
    void fill(Random random, int year) throws IOException {
        try (LoadConnection connection = LoadConnection.open(load.port())) {
            for (int i = 0; i < FIRST_ITEMS; i++) {
                Item item = item(year, "First " + i)
                        .with("values", i % 4 == 0 ? text(random, LONG_TEXT) : numbers(random, NUMBERS_OF_ITEM));
                assertThat(write(connection, "first", List.of(item)).result()).isPresent();
            }
        }
    }

    private MixedLoad.Answered<BatchWriteResult> write(LoadConnection connection, String name, List<Item> items)
            throws IOException {
        items.forEach(load.items()::send);
        BatchWriteRequest request = BatchWriteRequest.ofPuts(LoadItems.SCHEMA, items);
        MixedLoad.Answered<BatchWriteResult> answered = load.ask(connection, name, new StoreCall.BatchWrite(request));
        if (answered.result().isPresent()) {
            Set<Key> left = new HashSet<>(answered.result().get().unprocessed());
            items.stream()
                    .filter(item -> !left.contains(LoadItems.SCHEMA.keyOf(item)))
                    .forEach(load.items()::acknowledge);
        }
        return answered;
    }

    /** Writes batches of up to the longest line. */
    void longTexts(Random random, int year) throws IOException {
        writeBatches("long texts", year, () -> {
            int count = 1 + random.nextInt(LONG_TEXTS);
            return Stream.generate(() -> text(random, LONG_TEXT - random.nextInt(1000)))
                    .limit(count)
                    .toList();
        });
    }

    /** Writes batches of up to the heaviest request, whose lines are short. */
    void manyNumbers(Random random, int year) throws IOException {
        writeBatches("many numbers", year, () -> {
            int count = 2 + random.nextInt(10);
            int numbers = (NUMBERS_OF_REQUEST - random.nextInt(NUMBERS_OF_REQUEST / 4)) / count;
            return Stream.generate(() -> numbers(random, numbers)).limit(count).toList();
        });
    }

    /** Writes the same items again and again; when the connection ends, whose last writes may happen yet, others. */
    private void writeBatches(String name, int year, Supplier<List<?>> making) throws IOException {
        int connections = 0;
        LoadConnection connection = LoadConnection.open(load.port());
        for (int round = 0; round < load.rounds(); round++) {
            List<Item> items = new ArrayList<>();
            for (Object value : making.get()) {
                items.add(item(year, connections + "." + items.size()).with("values", value));
            }
            if (write(connection, name, items).isEnd()) {
                items.forEach(load.items()::forget);
                connections++;
                connection.close();
                connection = LoadConnection.open(load.port());
            }
        }
        connection.close();
    }

    /** Sends half of a line, leaves it for a while, and then sends the rest or goes away. */
    void halfLines(Random random, int year) throws IOException {
        for (int round = 0; round < load.rounds(); round++) {
            try (LoadConnection other = LoadConnection.open(load.port());
                    LoadConnection connection = LoadConnection.open(load.port())) {
                Item item = item(year, "Half " + round).with("text", text(random, LONG_TEXT));
                StoreCall.PutItem put = new StoreCall.PutItem(PutRequest.of(LoadItems.SCHEMA, item));
                String line = RequestWriter.write(RequestId.of(1), put);
                int half = random.nextInt(line.length());
                int spaces = random.nextInt(2) * 15 * LONG_TEXT;
                connection.sendPart(" ".repeat(spaces) + line.substring(0, half));
                for (int i = 0; i < 100; i++) {
                    other.ping();
                }
                if (random.nextInt(3) == 0) {
                    continue;
                }
                load.items().send(item);
                connection.send(line.substring(half));
                if (load.answered(connection.next(), "half lines", put).result().isPresent()) {
                    load.items().acknowledge(item);
                }
            }
        }
    }

    /** Puts small items and gets them, many at once, each of which must be carried out. */
    void smallItems(Random random, int year) throws IOException {
        try (LoadConnection connection = LoadConnection.open(load.port())) {
            while (!load.isOver()) {
                List<Item> items = new ArrayList<>();
                StringBuilder lines = new StringBuilder();
                for (int i = 0; i < TOGETHER; i++) {
                    items.add(item(year, "Small " + i).with("rating", random.nextInt()));
                    lines.append(RequestWriter.write(RequestId.of(i), put(items.get(i))))
                            .append('\n');
                    lines.append(RequestWriter.write(RequestId.of(TOGETHER + i), get(items.get(i))))
                            .append('\n');
                }
                items.forEach(load.items()::send);
                connection.sendPart(lines.toString());
                for (int i = 0; i < 2 * TOGETHER; i++) {
                    checkSmall(connection.next(), items);
                }
                items.forEach(load.items()::acknowledge);
            }
        }
    }

    private static StoreCall<WriteResult> put(Item item) {
        return new StoreCall.PutItem(PutRequest.of(LoadItems.SCHEMA, item));
    }

    private static StoreCall<GetResult> get(Item item) {
        return new StoreCall.GetItem(GetRequest.of(LoadItems.SCHEMA, LoadItems.SCHEMA.keyOf(item)));
    }

    private void checkSmall(Optional<Fields> reply, List<Item> items) {
        int id = Integer.parseInt(reply.orElseThrow().id().orElseThrow().json());
        if (id < TOGETHER) {
            assertThat(load.answered(reply, "small puts", put(items.get(id))).result())
                    .isPresent();
        } else {
            Item item = items.get(id - TOGETHER);
            assertThat(load.answered(reply, "small gets", get(item)).result().flatMap(GetResult::item))
                    .contains(item);
        }
    }
}
