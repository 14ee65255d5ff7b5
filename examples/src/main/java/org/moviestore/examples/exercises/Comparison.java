// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.exercises;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.moviestore.table.LoadReport;

/**
 * The results of several stores, side by side. Immutable.
 *
 * @param results one for each store
 */
public record Comparison(List<StoreResult> results) {
    private static final int DIGEST_SHOWN = 12;

    /** Copies the results. */
    public Comparison {
        results = List.copyOf(results);
    }

    /** Says whether every store loaded as many, and each exercise printed the same items, and left as many. */
    public boolean isAgreed() {
        return isLoadAgreed() && disagreements().isEmpty();
    }

    /** Says whether every store loaded and refused as many records, and replaced as many where it tells. */
    public boolean isLoadAgreed() {
        return isAgreed(load -> OptionalLong.of(load.loaded()))
                && isAgreed(load -> OptionalLong.of(load.refused()))
                && isAgreed(LoadReport::replaced);
    }

    private boolean isAgreed(Function<LoadReport, OptionalLong> count) {
        return results.stream()
                        .map(result -> count.apply(result.load()))
                        .filter(OptionalLong::isPresent)
                        .distinct()
                        .count()
                <= 1;
    }

    /** Returns the exercises whose items differ between the stores. */
    public List<Exercise> disagreements() {
        List<Exercise> differing = new ArrayList<>();
        for (Exercise exercise : Exercise.values()) {
            if (!isAgreed(exercise)) {
                differing.add(exercise);
            }
        }
        return differing;
    }

    private boolean isAgreed(Exercise exercise) {
        return distinct(exercise).size() <= 1;
    }

    /** Returns the different outcomes of an exercise, without the times. */
    private Set<List<Object>> distinct(Exercise exercise) {
        return of(exercise).stream()
                .map(result -> List.<Object>of(result.count(), result.digest(), result.remaining()))
                .collect(Collectors.toSet());
    }

    private List<ExerciseResult> of(Exercise exercise) {
        return results.stream()
                .flatMap(result -> result.exercises().stream())
                .filter(result -> result.exercise() == exercise)
                .toList();
    }

    /** Returns the table: a line for the loading and for each exercise, with a column for each store. */
    public List<String> table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header());
        rows.add(loading());
        for (Exercise exercise : Exercise.values()) {
            rows.add(row(exercise));
        }
        return aligned(rows);
    }

    private List<String> header() {
        List<String> cells = new ArrayList<>(List.of(""));
        results.forEach(result -> cells.add(result.store()));
        cells.addAll(List.of("agree", "digest"));
        return cells;
    }

    private List<String> loading() {
        List<String> cells = new ArrayList<>(List.of("load"));
        results.forEach(result -> cells.add(cell(result.load().loaded(), result.loadTime())));
        cells.addAll(List.of(isLoadAgreed() ? "yes" : "NO", ""));
        return cells;
    }

    private List<String> row(Exercise exercise) {
        List<String> cells = new ArrayList<>(List.of("exercise " + exercise.number()));
        of(exercise).forEach(result -> cells.add(cell(result.count(), result.time())));
        cells.add(isAgreed(exercise) ? "yes" : "NO");
        cells.add(of(exercise).stream()
                .map(result -> result.digest().substring(0, DIGEST_SHOWN))
                .distinct()
                .collect(Collectors.joining(" ")));
        return cells;
    }

    private static String cell(long count, Duration time) {
        return String.format(Locale.ROOT, "%,d in %,d ms", count, time.toMillis());
    }

    private static List<String> aligned(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size(); column++) {
            int index = column;
            widths.add(
                    rows.stream().mapToInt(row -> row.get(index).length()).max().orElse(0));
        }
        return rows.stream().map(row -> aligned(row, widths)).toList();
    }

    /** Numbers stand right, so that they can be compared; the first column and the last two stand left. */
    private static String aligned(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String padding = " ".repeat(widths.get(column) - cell.length());
            boolean isLeft = column == 0 || column >= row.size() - 2;
            line.append(isLeft ? cell + padding : padding + cell).append("   ");
        }
        return line.toString().stripTrailing();
    }
}
