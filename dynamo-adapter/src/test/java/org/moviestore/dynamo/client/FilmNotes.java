// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.moviestore.dynamo.client.IndexedFilms.number;
import static org.moviestore.dynamo.client.IndexedFilms.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Key;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** A store with two tables: films, and notes by their id. */
final class FilmNotes {
    static final String FILMS = IndexedFilms.TABLE;
    static final String NOTES = "Notes";
    static final TableSchema NOTES_SCHEMA =
            TableSchema.builder(NOTES).partitionKey("id", AttributeType.STRING).build();

    private FilmNotes() {}

    static MemoryStore store() {
        MemoryStore store = new MemoryStore();
        store.createTable(IndexedFilms.SCHEMA);
        store.createTable(NOTES_SCHEMA);
        return store;
    }

    static Map<String, AttributeValue> film(int year, String title) {
        Map<String, AttributeValue> film = new LinkedHashMap<>();
        film.put("year", number(Integer.toString(year)));
        film.put("title", text(title));
        return film;
    }

    static Map<String, AttributeValue> film(int year, String title, String name, AttributeValue value) {
        return IndexedFilms.with(film(year, title), name, value);
    }

    static Map<String, AttributeValue> note(String id) {
        return Map.of("id", text(id));
    }

    static Map<String, AttributeValue> note(String id, String words) {
        return IndexedFilms.with(note(id), "words", text(words));
    }

    static KeysAndAttributes keys(Map<String, AttributeValue> key) {
        return keys(List.of(key));
    }

    static KeysAndAttributes keys(List<Map<String, AttributeValue>> keys) {
        return KeysAndAttributes.builder().keys(keys).build();
    }

    static KeysAndAttributes notes(int count) {
        return notes(count, keys -> {});
    }

    static KeysAndAttributes notes(int count, Consumer<KeysAndAttributes.Builder> more) {
        KeysAndAttributes.Builder keys = KeysAndAttributes.builder()
                .keys(IntStream.range(0, count)
                        .mapToObj(i -> note(Integer.toString(i)))
                        .toList());
        more.accept(keys);
        return keys.build();
    }

    /** Returns what to get of two tables, in this order. */
    static Map<String, KeysAndAttributes> of(
            String table, KeysAndAttributes keys, String other, KeysAndAttributes otherKeys) {
        Map<String, KeysAndAttributes> both = new LinkedHashMap<>();
        both.put(table, keys);
        both.put(other, otherKeys);
        return both;
    }

    /** Returns the words of a note, if it has any, as the store itself has them. */
    static Optional<String> words(MemoryStore store, String id) {
        return store.table(NOTES)
                .get(Key.of("id", id))
                .flatMap(note -> note.attribute("words"))
                .map(words -> ((org.moviestore.item.AttributeValue.StringValue) words).text());
    }
}
