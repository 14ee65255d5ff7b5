// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.MovieStore;
import picocli.CommandLine.Option;

/** Which store a command works on. */
final class StoreOptions {
    static final String VARIABLE = "MOVIESTORE_STORE";

    private final Shell shell;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = {
                "The store to work on, such as postgresql://user:password@localhost/films,"
                        + " dynamodb://us-east-1/Movies, \"dynamodb://us-east-1/Movies?endpoint=http://localhost:8000\""
                        + " or \"memory:?load=FILE\". With fullScans=refuse in the URL's parameters it refuses scans.",
                "Without it, the one that the environment's MOVIESTORE_STORE names."
            })
    private @Nullable String url;

    StoreOptions(Shell shell) {
        this.shell = shell;
    }

    Optional<String> named() {
        return Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(shell.environment().get(VARIABLE)))
                .filter(named -> !named.isBlank());
    }

    String url() {
        return named().orElseThrow(
                        () -> new UsageException("there is no store to work on; name one by --store URL, such as"
                                + " postgresql://localhost/films, or in the environment's " + VARIABLE));
    }

    MovieStore open() {
        return MovieStore.open(url());
    }
}
