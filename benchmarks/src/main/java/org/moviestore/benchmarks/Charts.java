// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Draws results. */
final class Charts {
    private static final double FAR_AHEAD = 2;

    /** Of the goals that compare us with other libraries, or with the raw client in the same calls. */
    private static final Map<Goal, String> OTHERS = others();

    private static final Set<Goal> RAW_AMONG_OTHERS =
            EnumSet.of(Goal.GET, Goal.PARTITION, Goal.DYNAMODB_GET, Goal.DYNAMODB_PUT, Goal.DYNAMODB_PAGE);

    private Charts() {}

    private static Map<Goal, String> others() {
        Map<Goal, String> others = new LinkedHashMap<>();
        others.put(Goal.GET, "get: pgjdbc by hand, unparsed");
        others.put(Goal.GET_AGAINST_JOOQ, "get: jOOQ");
        others.put(Goal.GET_AGAINST_HIBERNATE, "get: Hibernate");
        others.put(Goal.GET_AGAINST_SPRING_DATA, "get: Spring Data JDBC");
        others.put(Goal.PARTITION, "partition: pgjdbc by hand, unparsed");
        others.put(Goal.PARTITION_AGAINST_JOOQ, "partition: jOOQ");
        others.put(Goal.PARTITION_AGAINST_HIBERNATE, "partition: Hibernate");
        others.put(Goal.PARTITION_AGAINST_SPRING_DATA, "partition: Spring Data JDBC");
        others.put(Goal.DYNAMODB_GET, "DynamoDB get: SDK");
        others.put(Goal.DYNAMODB_GET_AGAINST_ENHANCED, "DynamoDB get: Enhanced Client");
        others.put(Goal.DYNAMODB_PUT, "DynamoDB put: SDK");
        others.put(Goal.DYNAMODB_PUT_AGAINST_ENHANCED, "DynamoDB put: Enhanced Client");
        others.put(Goal.DYNAMODB_PAGE, "DynamoDB page: SDK");
        others.put(Goal.DYNAMODB_PAGE_AGAINST_ENHANCED, "DynamoDB page: Enhanced Client");
        return others;
    }

    /** Writes a file for each chart that has something to show. */
    static void write(List<Result> results, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Chart> chart : of(results).entrySet()) {
            if (!chart.getValue().isEmpty()) {
                Files.writeString(
                        folder.resolve(chart.getKey()), chart.getValue().svg());
            }
        }
    }

    private static Map<String, Chart> of(List<Result> results) {
        Chart near = Chart.linear("Ours against a hand-written client", "as fast as by hand", 2);
        Chart far = Chart.logarithmic("One call of ours against many, or against none of an index", "as fast", 100);
        Chart others = Chart.linear("How fast others are where ours is 1", "ours", 2);
        for (Result result : results) {
            Goal goal = result.goal();
            if (goal.isLimit()) {
                continue;
            }
            if (OTHERS.containsKey(goal)) {
                others.row(new Chart.Row(label(goal), inverse(result.spread()), OptionalDouble.empty()));
            }
            if (!OTHERS.containsKey(goal) || RAW_AMONG_OTHERS.contains(goal)) {
                Chart chart = goal.bar() > FAR_AHEAD ? far : near;
                chart.row(new Chart.Row(goal.label(), result.spread(), OptionalDouble.of(goal.bar())));
            }
        }
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("bench-by-hand.svg", near);
        charts.put("bench-at-once.svg", far);
        charts.put("bench-others.svg", others);
        return charts;
    }

    private static String label(Goal goal) {
        return OTHERS.getOrDefault(goal, goal.label());
    }

    private static Quartiles inverse(Quartiles spread) {
        return new Quartiles(1 / spread.q3(), 1 / spread.median(), 1 / spread.q1());
    }
}
