// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;

/** What all groups of the suite have in common: tables, and keys that no other test uses. */
abstract class ConformanceTests {
    private ConformanceRun run;

    @BeforeEach
    final void joinRun(ConformanceRun current) {
        run = current;
    }

    final ConformanceRun run() {
        return run;
    }

    final DocumentStore store() {
        return run.store();
    }

    /** Returns the shared table with a partition key {@code p} of text and no sort key. */
    final DocumentTable table() {
        return run.shared(AttributeType.STRING);
    }

    /** Returns the shared table with a partition key {@code p} of text and a sort key {@code s} of the type. */
    final DocumentTable sortedBy(AttributeType sortType) {
        return run.shared(AttributeType.STRING, sortType);
    }

    /** Returns a partition key value that no other test uses. */
    final String newPartition() {
        return "partition-" + run.next();
    }

    /** Returns a key of {@link #table()} that no other test uses. */
    final Key newKey() {
        return table().schema().key(newPartition());
    }

    /** Stores the attributes under a new key of {@link #table()}. */
    final Key stored(Item attributes) {
        Key key = newKey();
        table().put(withKey(key, attributes));
        return key;
    }

    /** Returns an item of names and values, one after the other. */
    static Item attributes(Object... namesAndValues) {
        Item.Builder item = Item.builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            item.set((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return item.build();
    }

    static Bytes bytes(int... values) {
        byte[] content = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            content[i] = (byte) values[i];
        }
        return Bytes.of(content);
    }

    /** Checks that a request is refused before anything is sent, for breaking the rule with the code. */
    static void assertRefused(ErrorCode code, ThrowingCallable request) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(request)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    /** Checks that a write of a stored item is refused for breaking the rule, and that the item stays as it is. */
    final void assertWriteRefused(ErrorCode code, Consumer<Key> write) {
        Item before = attributes("a", 1, "l", List.of(1, 2), "m", Map.of("x", 1));
        Key key = stored(before);

        assertRefused(code, () -> write.accept(key));

        assertThat(read(key)).contains(before);
    }

    static Item withKey(Key key, Item attributes) {
        Item.Builder item = Item.builder();
        key.attributes().attributes().forEach(item::set);
        attributes.attributes().forEach(item::set);
        return item.build();
    }

    /** Returns what {@link #table()} holds under the key, without the key. */
    final Optional<Item> read(Key key) {
        return table().get(key).map(item -> item.without(ConformanceRun.PARTITION));
    }
}
