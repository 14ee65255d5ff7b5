// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a relay reads, and the files that it writes. */
final class RelayFiles {
    private static final String STANDARD_INPUT = "-";
    private static final String FILE = "FILE";

    @Parameters(index = "0", paramLabel = FILE, description = "The file, or - for standard input.")
    private String file = "";

    @Option(
            names = "--journal",
            paramLabel = FILE,
            description = "What the relay needs to go on after its end; FILE.journal unless given, and none for"
                    + " standard input or a pipe, which would have to be the same again.")
    private @Nullable Path journalFile;

    @Option(
            names = "--refused",
            paramLabel = FILE,
            description = "Where to write what was refused; FILE.refused unless given, and relay.refused for standard"
                    + " input or a pipe. Unless the relay goes on, one that is there is renamed, such as"
                    + " to relay.refused.1.")
    private @Nullable Path refusedFile;

    /** Checks that none of the files would be written over another. */
    void check() throws IOException {
        List<Path> files = new ArrayList<>();
        if (isRegular()) {
            files.add(Path.of(file));
        }
        journal().ifPresent(files::add);
        files.add(refused());
        for (int later = 1; later < files.size(); later++) {
            for (Path earlier : files.subList(0, later)) {
                checkDistinct(earlier, files.get(later));
            }
        }
    }

    private static void checkDistinct(Path one, Path another) throws IOException {
        boolean isSameName =
                one.toAbsolutePath().normalize().equals(another.toAbsolutePath().normalize());
        // Links have names of their own.
        boolean areThere = Files.exists(one) && Files.exists(another);
        if (isSameName || (areThere && Files.isSameFile(one, another))) {
            throw new UsageException("the input, --journal and --refused must be different files");
        }
    }

    /** Says whether the input can be read again, which standard input and pipes cannot. */
    boolean isRegular() {
        return !file.equals(STANDARD_INPUT) && Files.isRegularFile(Path.of(file));
    }

    Optional<Path> journal() {
        Optional<Path> beside = isRegular() ? Optional.of(Path.of(file + ".journal")) : Optional.empty();
        return Optional.ofNullable(journalFile).or(() -> beside);
    }

    Path refused() {
        return refusedFile != null ? refusedFile : Path.of((isRegular() ? file : "relay") + ".refused");
    }

    /** Opens the input. */
    RelayInput open(InputStream standardInput) throws IOException {
        if (isRegular()) {
            return RelayInput.file(Path.of(file));
        }
        InputStream in = file.equals(STANDARD_INPUT) ? standardInput : InputFiles.open(Path.of(file), FILE);
        return journal().isPresent() ? RelayInput.marked(in) : RelayInput.unmarked(in);
    }
}
