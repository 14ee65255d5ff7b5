// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.moviestore.examples.SampleMovies;
import org.moviestore.examples.exercises.Comparison;
import org.moviestore.examples.exercises.Exercise;
import org.moviestore.examples.exercises.ExerciseListener;
import org.moviestore.examples.exercises.ExerciseRun;
import org.moviestore.examples.exercises.MovieData;
import org.moviestore.examples.exercises.OpenStore;
import org.moviestore.examples.exercises.StoreResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Does the exercises, on one store or on three side by side. */
@Command(
        name = "exercises",
        description = {
            "Does five exercises on one store, or on three side by side.",
            "Creates the table of movies and loads it, then prints the titles of 1994, everything about \"After Hours\","
                    + " all movies before 2000, and those starring Tom Hanks, and removes all movies before 2000.",
            "Without --store it does so in memory, on an embedded PostgreSQL and on DynamoDB Local, which it starts and"
                    + " stops, and ends with a table of the three and whether they agree item by item; with 1 if not.",
            "Takes no store from the environment, since it drops a table of movies that is there already."
        },
        footer = {
            "",
            "Examples:",
            "  moviestore exercises",
            "  moviestore exercises --data moviedata.json --json",
            "  moviestore exercises --store \"postgresql://localhost/films?table=Exercises\""
        })
final class ExercisesCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "The one store to work on. Its table of movies is DROPPED and created anew.")
    private @Nullable String url;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The movies to load, a JSON array or JSON lines; without it the 178 that come along.")
    private @Nullable Path data;

    @Option(
            names = "--json",
            description =
                    "Prints a line of JSON for each store and exercise, with its items in the order of their keys.")
    private boolean json;

    ExercisesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        ExerciseRun.check(data());
        String named = url;
        List<Supplier<OpenStore>> stores = named == null ? OpenStore.ofEachKind() : List.of(() -> OpenStore.at(named));
        ExerciseListener listener = json ? new ExercisesJson(shell) : new ExercisesText(shell, stores.size() == 1);
        List<StoreResult> results = new ArrayList<>();
        for (Supplier<OpenStore> opening : stores) {
            try (OpenStore store = opening.get()) {
                results.add(new ExerciseRun(store.name(), store.movies(), listener).run(data()));
            }
        }
        return end(new Comparison(results));
    }

    private MovieData data() {
        Path file = data;
        return file == null ? SampleMovies::open : () -> InputFiles.openAgain(file, "--data");
    }

    private int end(Comparison comparison) {
        shell.progress().clear();
        if (!json) {
            shell.out().line("");
            comparison.table().forEach(shell.out()::line);
        }
        if (!comparison.isAgreed()) {
            String differing = comparison.disagreements().stream()
                    .map(Exercise::number)
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            String load = comparison.isLoadAgreed() ? "" : " on what they loaded";
            shell.say("moviestore: the stores DISAGREE" + load
                    + (differing.isEmpty() ? "" : " on exercise " + differing));
            return ExitCode.NO;
        }
        boolean isComplete =
                comparison.results().stream().allMatch(result -> result.load().isComplete());
        return isComplete ? ExitCode.DONE : ExitCode.NO;
    }
}
