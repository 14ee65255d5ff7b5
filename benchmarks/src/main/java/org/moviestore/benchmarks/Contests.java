// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Holds the contests that give the wanted numbers, one after the other. */
final class Contests {
    private final Scale scale;
    private final Set<Goal> wanted;
    private final Optional<Taskset> taskset;
    private final Listener listener;

    /** Hears how it goes. */
    interface Listener {
        /** Something begins that takes a while. */
        void begins(String what);

        /** A server has been started. */
        void started(String server);

        void result(Result result);
    }

    Contests(Scale scale, Set<Goal> wanted, Optional<Taskset> taskset, Listener listener) {
        this.scale = scale;
        this.wanted = wanted;
        this.taskset = taskset;
        this.listener = listener;
    }

    List<Result> run() throws Exception {
        List<Result> results = new ArrayList<>();
        for (Goal.Place place : Goal.Place.values()) {
            if (wanted.stream().anyMatch(goal -> goal.place() == place)) {
                listener.begins("preparing " + place);
                run(place, result -> {
                    listener.result(result);
                    results.add(result);
                });
            }
        }
        return results;
    }

    private void run(Goal.Place place, Consumer<Result> results) throws Exception {
        try (Arena arena = open(place)) {
            listener.started(arena.toString());
            for (Contest contest : arena.contests()) {
                if (contest.goals().stream().anyMatch(wanted::contains)) {
                    run(arena, contest).stream()
                            .filter(result -> wanted.contains(result.goal()))
                            .forEach(results);
                }
            }
        } finally {
            taskset.ifPresent(each -> each.bind(Cores.ALL, List.of()));
        }
    }

    static Arena open(Goal.Place place, Scale scale) throws Exception {
        return switch (place) {
            case POSTGRES -> PostgresArena.open(scale);
            case DYNAMODB_CLIENT -> new DynamoClientArena();
            case DYNAMODB_LOCAL -> new DynamoLocalArena();
            case MEMORY -> new MemoryArena(scale);
        };
    }

    private Arena open(Goal.Place place) throws Exception {
        return open(place, scale);
    }

    private List<Result> run(Arena arena, Contest contest) throws Exception {
        listener.begins(contest.goals().iterator().next().label());
        arena.settle();
        bind(Cores.ALL, arena);
        contest.warmUp(scale);
        bind(contest.cores(), arena);
        return contest.measure(scale);
    }

    private void bind(Cores cores, Arena arena) {
        taskset.ifPresent(each -> each.bind(cores, arena.processes()));
    }
}
