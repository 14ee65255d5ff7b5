// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.moviestore.conformance.differential.ComparedStore;
import org.moviestore.conformance.differential.Differential;
import org.moviestore.conformance.differential.DifferentialListener;
import org.moviestore.conformance.differential.DifferentialReport;
import org.moviestore.conformance.differential.Divergence;
import org.moviestore.error.TableExistsException;
import org.moviestore.examples.exercises.OpenStore;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares stores by a random history of calls. */
@Command(
        name = "verify-backends",
        description = {
            "Makes the same random history of calls on several stores and compares every answer with what is promised.",
            "Creates tables for it whose names begin with differential-, and drops them. Where a store differs, the shortest"
                    + " history that shows it is printed as a JUnit test. The last line counts: operations, each of"
                    + " which is one call that was made on every store; what was accepted and rejected; distinct shapes"
                    + " of calls; divergences. Ends with 1 if there is any.",
            "Without --store it compares memory, an embedded PostgreSQL and DynamoDB Local, which it starts and stops.",
            "The same seed makes the same history, and fewer operations the beginning of it."
        },
        footer = {
            "",
            "Examples:",
            "  moviestore verify-backends --operations 200000 --seed 1",
            "  moviestore verify-backends --minutes 10 --seed 2 --store postgresql://localhost/films"
        })
final class VerifyBackendsCommand implements Callable<Integer> {
    private static final String DYNAMODB = "dynamodb";

    private final Shell shell;

    @ArgGroup(multiplicity = "1")
    private Extent extent = new Extent();

    @Option(names = "--seed", paramLabel = "S", required = true, description = "Which history to make, any number.")
    private long seed;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description =
                    "A store to compare; may be given several times. Each is also compared with what is promised.")
    private List<String> urls = new ArrayList<>();

    private static final class Extent {
        @Option(names = "--operations", paramLabel = "N", description = "How many operations to make.")
        private @Nullable Long operations;

        @Option(names = "--minutes", paramLabel = "N", description = "For how many minutes to make operations.")
        private @Nullable Long minutes;
    }

    VerifyBackendsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Long count = extent.operations == null ? extent.minutes : extent.operations;
        if (count == null || count < 1) {
            throw new UsageException("a run is of at least 1 operation, or 1 minute");
        }
        List<OpenStore> open = new ArrayList<>();
        try {
            List<ComparedStore> stores = open(open);
            DifferentialReport report = run(Differential.of(stores, seed), count);
            shell.progress().clear();
            shell.out().line(report.summary());
            return report.divergences().isEmpty() ? ExitCode.DONE : ExitCode.NO;
        } catch (TableExistsException e) {
            throw new UsageException(e.getMessage() + ", of another run that goes on or was broken off; choose another"
                    + " seed, or drop the tables whose names begin with differential-" + seed + "-");
        } finally {
            open.forEach(OpenStore::close);
        }
    }

    private DifferentialReport run(Differential differential, long count) {
        shell.progress().begin();
        return extent.operations == null
                ? differential.run(Duration.ofMinutes(count), new Watching())
                : differential.run(count, new Watching());
    }

    /** Opens the stores one after the other, and leaves to the caller to close those that it finds in the list. */
    private List<ComparedStore> open(List<OpenStore> open) {
        List<Supplier<OpenStore>> openings = urls.isEmpty()
                ? OpenStore.ofEachKind()
                : urls.stream()
                        .<Supplier<OpenStore>>map(url -> () -> OpenStore.at(url))
                        .toList();
        List<ComparedStore> stores = new ArrayList<>();
        for (Supplier<OpenStore> opening : openings) {
            OpenStore store = opening.get();
            open.add(store);
            String name = urls.size() > 1 ? store.name() + " (store " + open.size() + ")" : store.name();
            stores.add(
                    store.name().equals(DYNAMODB)
                            ? ComparedStore.overDynamoDb(name, store.movies().store())
                            : ComparedStore.of(name, store.movies().store()));
        }
        return stores;
    }

    private final class Watching implements DifferentialListener {
        @Override
        public void compared(long operations, double part) {
            shell.progress().show("compared", operations, part);
        }

        @Override
        public void diverged(Divergence divergence) {
            shell.progress().clear();
            shell.out().line(divergence.toString());
            shell.out().flush();
        }
    }
}
