// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moviestore.benchmarks.peers.MovieBean;
import org.moviestore.benchmarks.peers.MovieDocument;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whether all contenders of a contest do the same, on little data, and none of them nothing. */
class ContestsIT {
    private static final Scale SMALL =
            new Scale(240, 500, 120, 2000, 3, Duration.ofMillis(1), Duration.ZERO, Duration.ofSeconds(1));

    @ParameterizedTest
    @EnumSource(Goal.Place.class)
    void contenders_ofEveryContest_doTheSame(Goal.Place place) throws Exception {
        try (Arena arena = Contests.open(place, SMALL)) {
            List<Contest> contests = arena.contests();

            assertThat(contests.stream().flatMap(contest -> contest.goals().stream()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Goal.values())
                            .filter(goal -> goal.place() == place)
                            .toList());
            for (Contest contest : contests) {
                if (contest instanceof Race race) {
                    checkEqual(arena, race);
                }
                checkResults(contest);
            }
            assertThat(arena.processes()).allMatch(ProcessHandle::isAlive);
        }
    }

    private record Outcome(List<Object> taken, Object state) {}

    private static void checkEqual(Arena arena, Race race) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        for (Operation contender : race.contenders()) {
            arena.restore();
            List<Object> taken = new ArrayList<>();
            race.preparation().run(1, taken::add);
            Object before = arena.state();
            contender.run(1, taken::add);
            outcomes.add(new Outcome(taken.stream().map(ContestsIT::comparable).toList(), arena.state()));
            assertThat(!taken.isEmpty() || !before.equals(arena.state()))
                    .as("somebody does nothing in " + race.goals())
                    .isTrue();
        }
        assertThat(outcomes).as(race.goals().toString()).allMatch(outcomes.get(0)::equals);
    }

    private static void checkResults(Contest contest) throws Exception {
        List<Result> results = contest.measure(SMALL);

        assertThat(results).extracting(Result::goal).containsExactlyElementsOf(contest.goals());
        assertThat(results).allSatisfy(result -> {
            assertThat(result.ours()).isPositive();
            assertThat(result.spread().median()).isPositive();
        });
        assertThat(Report.json(results).lines()).hasSize(results.size() + 2);
    }

    /** Returns what a client read as an item. */
    private static Object comparable(Object taken) {
        if (taken instanceof byte[] bytes) {
            return JsonForm.TAGGED.readItem(bytes);
        } else if (taken instanceof MovieDocument movie) {
            return JsonForm.TAGGED.readItem(movie.toJson());
        } else if (taken instanceof MovieBean movie) {
            return JsonForm.TAGGED.readItem(movie.toJson());
        } else if (taken instanceof Map<?, ?> attributes) {
            return item(attributes);
        }
        return taken;
    }

    private static Item item(Map<?, ?> attributes) {
        return JsonForm.NATURAL.readItem(EnhancedDocument.fromAttributeValueMap(
                        attributes.entrySet().stream().collect(Collectors.toMap(each -> (String) each.getKey(), each ->
                                (AttributeValue) each.getValue())))
                .toJson());
    }
}
