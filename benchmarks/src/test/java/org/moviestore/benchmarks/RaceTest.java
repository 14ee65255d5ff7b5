// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RaceTest {
    private static final Scale SCALE =
            new Scale(1, 1, 1, 1, 9, Duration.ofNanos(20_000), Duration.ZERO, Duration.ofMinutes(1));

    private final AtomicLong clock = new AtomicLong();

    private Operation taking(long nanos) {
        return (i, sink) -> clock.addAndGet(nanos);
    }

    @Test
    void measure_baselineThatTakesFourTimesAsLong_hasTheRatioFour() throws Exception {
        Race race = Race.of(taking(2_000)).against(Goal.GET, taking(8_000)).by(clock::get);

        List<Result> results = race.measure(SCALE);

        assertThat(results).containsExactly(new Result(Goal.GET, 2, 8, new Quartiles(4, 4, 4)));
    }

    @Test
    void measure_preparation_isDoneBeforeEachCallAndNotMeasured() throws Exception {
        List<String> calls = new ArrayList<>();
        Operation call = (i, sink) -> {
            calls.add("call");
            clock.addAndGet(1_000);
        };
        Race race = Race.of(call).against(Goal.GET, call).by(clock::get).after((i, sink) -> {
            calls.add("preparation");
            clock.addAndGet(50_000);
        });

        List<Result> results = race.measure(SCALE);

        assertThat(results).containsExactly(new Result(Goal.GET, 1, 1, new Quartiles(1, 1, 1)));
        for (int i = 0; i < calls.size(); i += 2) {
            assertThat(calls.subList(i, i + 2)).containsExactly("preparation", "call");
        }
    }

    @Test
    void measure_severalBaselines_givesAResultForEach() throws Exception {
        Race race = Race.of((i, sink) -> sink.take(i))
                .against(Goal.PARTITION, (i, sink) -> sink.take(i))
                .against(Goal.GET, (i, sink) -> sink.take(i));

        List<Result> results = race.measure(SCALE);

        assertThat(results).extracting(Result::goal).containsExactly(Goal.GET, Goal.PARTITION);
    }
}
