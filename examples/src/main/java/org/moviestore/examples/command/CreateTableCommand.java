// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.moviestore.MovieStore;
import org.moviestore.table.Throughput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates the table of movies. */
@Command(
        name = "create-table",
        description = "Creates the table of movies, on demand or with provisioned throughput.",
        footer = {
            "",
            "Examples:",
            "  moviestore create-table",
            "  moviestore create-table --read-units 10 --write-units 10"
        })
final class CreateTableCommand implements Callable<Integer> {
    @Mixin
    private final StoreOptions store;

    @Option(
            names = "--read-units",
            paramLabel = "UNITS",
            description = "Provides so many read capacity units; needs --write-units too.")
    private @Nullable Long readUnits;

    @Option(
            names = "--write-units",
            paramLabel = "UNITS",
            description = "Provides so many write capacity units; needs --read-units too.")
    private @Nullable Long writeUnits;

    CreateTableCommand(Shell shell) {
        this.store = new StoreOptions(shell);
    }

    @Override
    public Integer call() {
        Throughput throughput = throughput();
        try (MovieStore movies = store.open()) {
            movies.createTable(throughput);
        }
        return ExitCode.DONE;
    }

    private Throughput throughput() {
        if (readUnits != null && writeUnits != null) {
            return Throughput.provisioned(readUnits, writeUnits);
        } else if (readUnits == null && writeUnits == null) {
            return Throughput.onDemand();
        }
        throw new UsageException("--read-units and --write-units are given together, or neither");
    }
}
