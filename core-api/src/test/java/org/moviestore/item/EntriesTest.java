// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntriesTest {
    private static Entries entries(Map<String, AttributeValue> from) {
        Entries.Collector collector = new Entries.Collector(0);
        from.forEach(collector::put);
        return collector.entries();
    }

    /** Names some of which have the same hash, and some of which are equal and not the same. */
    private static String name(int i) {
        return i % 2 == 0 ? "Aa" + i / 4 : "BB" + i / 4;
    }

    private static void assertSame(Map<String, AttributeValue> found, Map<String, AttributeValue> expected) {
        assertThat(found).isEqualTo(expected).hasSameHashCodeAs(expected);
        assertThat(expected).isEqualTo(found);
        assertThat(found.toString()).isEqualTo(expected.toString());
        assertThat(new ArrayList<>(found.entrySet())).isEqualTo(new ArrayList<>(expected.entrySet()));
        assertThat(new ArrayList<>(found.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
        assertThat(new ArrayList<>(found.values())).isEqualTo(new ArrayList<>(expected.values()));
        assertThat(found.entrySet()).isEqualTo(expected.entrySet());
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        List<String> each = new ArrayList<>();
        found.forEach((name, value) -> each.add(name + value));
        List<String> expectedEach = new ArrayList<>();
        expected.forEach((name, value) -> expectedEach.add(name + value));
        assertThat(each).isEqualTo(expectedEach);
        for (int i = 0; i < 100; i++) {
            assertThat(found.get(name(i))).isEqualTo(expected.get(name(i)));
            assertThat(found.containsKey(name(i))).isEqualTo(expected.containsKey(name(i)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 12, 15, 16, 17, 18, 33, 60})
    void entries_ofAnyNumber_areThoseOfAnOrderedMap(int puts) {
        long seed = 20_270 + puts;
        Random random = new Random(seed);
        Map<String, AttributeValue> expected = new LinkedHashMap<>();
        Entries.Collector collector = new Entries.Collector(random.nextInt(3));
        for (int i = 0; i < puts; i++) {
            String name = name(random.nextInt(2 * puts));
            AttributeValue value = Values.number(random.nextInt(3));
            expected.put(name, value);
            collector.put(name, value);
            assertThat(collector.size()).isEqualTo(expected.size());
        }

        Entries entries = collector.entries();

        assertSame(entries, expected);
        assertSame(Entries.copyOf(expected), expected);
        Entries.Collector more = new Entries.Collector(entries);
        Map<String, AttributeValue> before = new LinkedHashMap<>(expected);
        for (int i = 0; i < 20; i++) {
            more.put(name(i), Values.bool(true));
            expected.put(name(i), Values.bool(true));
        }
        assertSame(more.entries(), expected);
        assertSame(entries, before);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 30})
    void entries_ofAnyNumber_cannotBeChanged(int count) {
        Map<String, AttributeValue> source = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            source.put(name(i), Values.number(i));
        }
        Entries entries = entries(source);
        Iterator<Map.Entry<String, AttributeValue>> iterator =
                entries.entrySet().iterator();
        Map.Entry<String, AttributeValue> first = iterator.next();

        for (Runnable change : List.<Runnable>of(
                () -> entries.put("new", Values.bool(true)),
                () -> entries.put(name(0), Values.bool(true)),
                () -> entries.remove(name(0)),
                entries::clear,
                () -> entries.keySet().remove(name(0)),
                () -> entries.values().clear(),
                () -> entries.entrySet().clear(),
                () -> first.setValue(Values.bool(true)),
                iterator::remove)) {
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change::run);
        }
        assertSame(entries, source);
    }

    @Test
    void iterator_afterTheLast_saysSo() {
        Iterator<String> names =
                entries(Map.of("a", Values.bool(true))).keySet().iterator();
        names.next();

        assertThat(names.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(names::next);
    }

    @Test
    void entries_withNull_areRefusedAndNullIsNotFound() {
        Entries.Collector collector = new Entries.Collector(1);
        Map<String, AttributeValue> withoutValue = new LinkedHashMap<>();
        withoutValue.put("a", null);

        assertThatNullPointerException().isThrownBy(() -> collector.put(null, Values.bool(true)));
        assertThatNullPointerException().isThrownBy(() -> collector.put("a", null));
        assertThatNullPointerException().isThrownBy(() -> Entries.copyOf(withoutValue));
        Entries one = entries(Map.of("a", Values.bool(true)));
        assertThat(one.get(null)).isNull();
        assertThat(one.containsKey(null)).isFalse();
        assertThat(one.entrySet().contains(null)).isFalse();
        assertThat(one.keySet().contains(null)).isFalse();
    }
}
