// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures what the stores cost. */
@Command(
        name = "moviestore bench",
        sortOptions = false,
        description = {
            "Measures what the stores cost, side by side with hand-written clients and other libraries.",
            "Starts the servers it needs, a durable PostgreSQL and DynamoDB Local, and stops them. A ratio is the time of"
                    + " what we are compared with, divided by ours: more is faster. A bar is met when the upper quartile"
                    + " of the rounds reaches it. docs/benchmarks.md says how it is measured."
        },
        footer = {
            "",
            "Exit codes: 0 all bars are met; 1 one is not; 2 it could not be done.",
            "",
            "Examples:",
            "  moviestore bench",
            "  moviestore bench --quick --only get,partition --json results.json",
            "  moviestore bench --from results.json --charts .",
            "  moviestore bench --jmh ItemJson -prof gc"
        })
final class BenchCommand implements Callable<Integer> {
    static final int MET = 0;
    static final int MISSED = 1;
    static final int IMPOSSIBLE = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean isWatched;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    // The parser alone looks at this one.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help and does nothing else.")
    private boolean help;

    @Option(
            names = "--quick",
            description =
                    "Takes less than 4 minutes in place of 20; the figures are rougher, and what takes long is left out.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there too, as a list of objects.")
    private @Nullable Path json;

    @Option(names = "--charts", paramLabel = "FOLDER", description = "Draws the results there, as SVG.")
    private @Nullable Path charts;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Draws what --json wrote there, and measures nothing; with --charts.")
    private @Nullable Path from;

    @Option(
            names = "--only",
            paramLabel = "NAMES",
            split = ",",
            description = "Measures only these, by their names or numbers; --list shows them.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--list", description = "Shows what can be measured, and does nothing else.")
    private boolean list;

    @Option(
            names = "--jmh",
            description = "Runs the JMH benchmarks of codecs, evaluators and writers instead, with the options that"
                    + " follow, of JMH's own: a pattern of names, -prof gc, -f 1.")
    private boolean jmh;

    @Parameters(hidden = true)
    private List<String> jmhOptions = new ArrayList<>();

    BenchCommand(PrintStream out, PrintStream err, boolean isWatched) {
        this.out = out;
        this.err = err;
        this.isWatched = isWatched;
    }

    CommandLine commandLine() {
        return new CommandLine(this)
                .setUnmatchedOptionsArePositionalParams(true)
                .setExitCodeExceptionMapper(e -> IMPOSSIBLE)
                .setParameterExceptionHandler((e, args) -> {
                    err.println("moviestore: " + e.getMessage() + "; see moviestore bench --help");
                    return IMPOSSIBLE;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    err.println("moviestore: " + e);
                    return IMPOSSIBLE;
                });
    }

    @Override
    public Integer call() throws Exception {
        if (jmh) {
            org.openjdk.jmh.Main.main(jmhOptions.toArray(String[]::new));
            return MET;
        }
        if (!jmhOptions.isEmpty()) {
            throw wrong("there is no option or argument " + jmhOptions.get(0));
        }
        Set<Goal> wanted = wanted();
        if (list) {
            wanted.forEach(
                    goal -> out.println("%2s  %-32s %s".formatted(goal.number(), goal.label(), goal.description())));
            return MET;
        }
        if (from != null) {
            return draw(from);
        }
        checkWritable();
        return measure(wanted);
    }

    private Set<Goal> wanted() {
        if (only.isEmpty()) {
            Set<Goal> all = EnumSet.allOf(Goal.class);
            all.removeIf(goal -> quick && goal.isLong());
            return all;
        }
        Set<Goal> wanted = EnumSet.noneOf(Goal.class);
        for (String name : only) {
            Set<Goal> named = Arrays.stream(Goal.values())
                    .filter(goal -> goal.label().equals(name)
                            || Integer.toString(goal.number()).equals(name))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Goal.class)));
            if (named.isEmpty()) {
                throw wrong("there is no " + name + " to measure; --list shows what there is");
            }
            wanted.addAll(named);
        }
        return wanted;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int draw(Path results) throws IOException {
        if (charts == null) {
            throw wrong("--from draws results and needs --charts FOLDER");
        }
        Charts.write(Report.read(Files.readString(results)), charts);
        return MET;
    }

    /** Finds out before a long run whether its results can be kept. */
    private void checkWritable() {
        if (json != null) {
            Path folder = json.toAbsolutePath().getParent();
            if (Files.isDirectory(json) || folder == null || !Files.isWritable(folder)) {
                throw wrong("the file " + json + " cannot be written");
            }
        }
    }

    private int measure(Set<Goal> wanted) throws Exception {
        Optional<Taskset> taskset = Taskset.find();
        out.println(Machine.description(taskset));
        Scale scale = quick ? Scale.QUICK : Scale.FULL;
        List<Result> results = new Contests(scale, wanted, taskset, new Printing()).run();
        if (json != null) {
            write(json, Report.json(results));
        }
        if (charts != null) {
            Charts.write(results, charts);
        }
        List<String> missed = results.stream()
                .filter(result -> !result.isMet())
                .map(result -> result.goal().label())
                .toList();
        out.println(
                missed.isEmpty()
                        ? "All bars are met."
                        : missed.size() + " of " + results.size() + " bars are missed: " + String.join(", ", missed));
        return missed.isEmpty() ? MET : MISSED;
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    /** Prints results as they come, and on a terminal what is going on until then. */
    private final class Printing implements Contests.Listener {
        private static final String ERASE_LINE = "\r\u001B[K";

        @Override
        public void begins(String what) {
            if (isWatched) {
                err.print(ERASE_LINE + what + " ...");
                err.flush();
            }
        }

        private void clear() {
            if (isWatched) {
                err.print(ERASE_LINE);
                err.flush();
            }
        }

        @Override
        public void started(String server) {
            clear();
            out.println();
            out.println(server);
            out.println(Report.header());
        }

        @Override
        public void result(Result result) {
            clear();
            out.println(Report.row(result));
        }
    }
}
