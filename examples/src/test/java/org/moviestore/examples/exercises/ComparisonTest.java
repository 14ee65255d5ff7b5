// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.moviestore.table.LoadReport;

class ComparisonTest {
    private static final String DIGEST = "0123456789abcdef";

    private static StoreResult store(String name, ExerciseResult... exercises) {
        return new StoreResult(
                name, new LoadReport(4609, OptionalLong.of(0), 0), Duration.ofMillis(1234), List.of(exercises));
    }

    private static ExerciseResult[] results(long lastCount, String lastDigest, long remaining) {
        return Arrays.stream(Exercise.values())
                .map(exercise -> exercise == Exercise.REMOVE_BEFORE_2000
                        ? new ExerciseResult(
                                exercise, lastCount, Duration.ofMillis(5), lastDigest, OptionalLong.of(remaining))
                        : new ExerciseResult(exercise, 71, Duration.ofMillis(22), DIGEST, OptionalLong.empty()))
                .toArray(ExerciseResult[]::new);
    }

    @Test
    void table_ofStoresThatAgree_standsInColumns() {
        Comparison comparison = new Comparison(
                List.of(store("memory", results(1468, DIGEST, 3141)), store("dynamodb", results(1468, DIGEST, 3141))));

        assertThat(comparison.isAgreed()).isTrue();
        assertThat(comparison.table())
                .containsExactly(
                        "                        memory            dynamodb   agree   digest",
                        "load         4,609 in 1,234 ms   4,609 in 1,234 ms   yes",
                        "exercise 1         71 in 22 ms         71 in 22 ms   yes     0123456789ab",
                        "exercise 2         71 in 22 ms         71 in 22 ms   yes     0123456789ab",
                        "exercise 3         71 in 22 ms         71 in 22 ms   yes     0123456789ab",
                        "exercise 4         71 in 22 ms         71 in 22 ms   yes     0123456789ab",
                        "exercise 5       1,468 in 5 ms       1,468 in 5 ms   yes     0123456789ab");
    }

    @Test
    void isAgreed_otherLoads_isFalse() {
        StoreResult one = store("memory", results(9, DIGEST, 3));
        StoreResult other = new StoreResult(
                "dynamodb",
                new LoadReport(4609, OptionalLong.of(1), 0),
                one.loadTime(),
                List.of(results(9, DIGEST, 3)));

        Comparison comparison = new Comparison(List.of(one, other));

        assertThat(comparison.isLoadAgreed()).isFalse();
        assertThat(comparison.isAgreed()).isFalse();
        assertThat(comparison.disagreements()).isEmpty();
        assertThat(comparison.table().get(1)).endsWith("NO");
    }

    @Test
    void isLoadAgreed_whereOneDoesNotTellWhatItReplaced_looksAtTheRest() {
        StoreResult one = store("memory", results(9, DIGEST, 3));
        StoreResult silent = new StoreResult(
                "dynamodb", new LoadReport(4609, OptionalLong.empty(), 0), one.loadTime(), one.exercises());
        StoreResult less = new StoreResult(
                "dynamodb", new LoadReport(4608, OptionalLong.empty(), 0), one.loadTime(), one.exercises());
        StoreResult refusing = new StoreResult(
                "dynamodb", new LoadReport(4609, OptionalLong.empty(), 1), one.loadTime(), one.exercises());

        assertThat(new Comparison(List.of(one, silent)).isLoadAgreed()).isTrue();
        assertThat(new Comparison(List.of(one, less)).isLoadAgreed()).isFalse();
        assertThat(new Comparison(List.of(one, refusing)).isLoadAgreed()).isFalse();
    }

    @Test
    void disagreements_otherItems_nameTheExercise() {
        Comparison comparison = new Comparison(
                List.of(store("memory", results(9, DIGEST, 3)), store("dynamodb", results(9, "fedcba9876543210", 3))));

        assertThat(comparison.isAgreed()).isFalse();
        assertThat(comparison.disagreements()).containsExactly(Exercise.REMOVE_BEFORE_2000);
        assertThat(comparison.table().get(6)).endsWith("NO      0123456789ab fedcba987654");
    }

    @Test
    void disagreements_otherRemainder_nameTheExercise() {
        Comparison comparison = new Comparison(
                List.of(store("memory", results(9, DIGEST, 3)), store("dynamodb", results(9, DIGEST, 4))));

        assertThat(comparison.disagreements()).containsExactly(Exercise.REMOVE_BEFORE_2000);
    }
}
