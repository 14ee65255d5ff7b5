// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.item.Key;

class TouchedTest {
    private static final Key A = Key.of("k", "a");
    private static final Key B = Key.of("k", "b");

    static List<List<Touched>> conflicts() {
        Touched batch = Touched.builder().writes("T", A).reads("T", B).build();
        return List.of(
                List.of(Touched.writing("T", A), Touched.writing("T", A)),
                List.of(Touched.reading("T", A), Touched.writing("T", A)),
                List.of(Touched.writing("T", A), Touched.readingAll("T")),
                List.of(Touched.reading("T", A), Touched.writingAll("T")),
                List.of(Touched.readingAll("T"), Touched.writingAll("T")),
                List.of(Touched.writingAll("T"), Touched.writingAll("T")),
                List.of(batch, Touched.reading("T", A)),
                List.of(batch, Touched.writing("T", B)),
                List.of(batch, Touched.readingAll("T")),
                List.of(batch, batch));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void conflictsWith_sameWrittenByOne_isTrueBothWays(List<Touched> pair) {
        Touched one = pair.get(0);
        Touched other = pair.get(1);

        boolean there = one.conflictsWith(other);
        boolean back = other.conflictsWith(one);

        assertThat(there).isTrue();
        assertThat(back).isTrue();
        assertThat(one.signature() & other.signature()).isNotZero();
    }

    static List<List<Touched>> indifferent() {
        Touched batch = Touched.builder().writes("T", A).reads("T", B).build();
        return List.of(
                List.of(Touched.reading("T", A), Touched.reading("T", A)),
                List.of(Touched.writing("T", A), Touched.writing("T", B)),
                List.of(Touched.writing("T", A), Touched.writing("U", A)),
                List.of(Touched.reading("T", A), Touched.readingAll("T")),
                List.of(Touched.writing("T", A), Touched.writingAll("U")),
                List.of(Touched.readingAll("T"), Touched.readingAll("T")),
                List.of(Touched.nothing(), Touched.writingAll("T")),
                List.of(batch, Touched.reading("T", B)),
                List.of(batch, Touched.builder().writes("U", A).readsAll("U").build()));
    }

    @ParameterizedTest
    @MethodSource("indifferent")
    void conflictsWith_nothingSharedThatIsWritten_isFalseBothWays(List<Touched> pair) {
        Touched one = pair.get(0);
        Touched other = pair.get(1);

        boolean there = one.conflictsWith(other);
        boolean back = other.conflictsWith(one);

        assertThat(there).isFalse();
        assertThat(back).isFalse();
    }

    @Test
    void build_itemReadAndWritten_countsAsWritten() {
        Touched touched = Touched.builder()
                .writes("T", A)
                .reads("T", A)
                .writesAll("U")
                .readsAll("U")
                .build();

        assertThat(touched.items()).containsExactly(Map.entry(new Touched.ItemName("T", A), Touched.Access.WRITE));
        assertThat(touched.tables()).containsExactly(Map.entry("U", Touched.Access.WRITE));
        assertThat(touched.changesTable()).isTrue();
    }

    @Test
    void build_itemReadOnly_countsAsRead() {
        Touched touched = Touched.builder().reads("T", A).readsAll("U").build();

        assertThat(touched.items()).containsExactly(Map.entry(new Touched.ItemName("T", A), Touched.Access.READ));
        assertThat(touched.tables()).containsExactly(Map.entry("U", Touched.Access.READ));
    }

    @Test
    void changesTable_ofReads_isFalse() {
        boolean changes = Touched.readingAll("T").changesTable();

        assertThat(changes).isFalse();
    }
}
