// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.moviestore.MovieStore;
import org.moviestore.error.StoreException;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stores many movies. */
@Command(
        name = "load",
        description = {
            "Stores the movies of a file, which is a JSON array or has one JSON object on each line.",
            "Records that are no movies are refused and named on standard error, the others stored; of two with the same"
                    + " year and title the later wins. Prints {\"loaded\":…,\"replaced\":…,\"refused\":…}, where loaded"
                    + " counts the replaced ones too, and ends with 1 if any was refused. DynamoDB does not tell how many"
                    + " it replaced; that is then left out.",
            "Takes no more memory for many movies than for few. When the store fails, what was stored stays, and loading"
                    + " the file again is safe."
        },
        footer = {
            "",
            "Examples:",
            "  moviestore load movies.json",
            "  zcat movies.jsonl.gz | moviestore load - --strict"
        })
final class LoadCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final String FILE = "FILE";

    private final Shell shell;

    @Mixin
    private final StoreOptions store;

    @Parameters(index = "0", paramLabel = FILE, description = "The file, or - for standard input.")
    private String file = "";

    @Option(names = "--strict", description = "Checks all records first, and stores nothing if any is refused.")
    private boolean strict;

    LoadCommand(Shell shell) {
        this.shell = shell;
        this.store = new StoreOptions(shell);
    }

    @Override
    public Integer call() throws IOException {
        String url = store.url();
        if (strict) {
            return loadStrictly(url);
        }
        boolean isInput = file.equals(STANDARD_INPUT);
        try (InputStream json = isInput ? shell.in() : InputFiles.open(Path.of(file), FILE)) {
            return load(url, json, isInput ? -1 : sizeOf(Path.of(file)));
        }
    }

    private int loadStrictly(String url) throws IOException {
        Path checked = Path.of(file);
        // What cannot be read twice is copied.
        boolean isCopy = file.equals(STANDARD_INPUT) || !Files.isRegularFile(checked);
        if (isCopy) {
            checked = copy();
        }
        try {
            return loadChecked(url, checked);
        } finally {
            if (isCopy) {
                Files.deleteIfExists(checked);
            }
        }
    }

    private Path copy() throws IOException {
        try (InputStream json = file.equals(STANDARD_INPUT) ? shell.in() : InputFiles.open(Path.of(file), FILE)) {
            Path copy = Files.createTempFile("moviestore-load-", ".json");
            copy.toFile().deleteOnExit();
            Files.copy(json, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        }
    }

    private int loadChecked(String url, Path checked) throws IOException {
        Watching check = new Watching("check", Files.size(checked));
        try (InputStream json = check.over(Files.newInputStream(checked))) {
            LoadReport report = MovieStore.checkLoad(json, check);
            if (!report.isComplete()) {
                return end(new LoadReport(0, OptionalLong.of(0), report.refused()));
            }
        }
        try (InputStream json = Files.newInputStream(checked)) {
            return load(url, json, Files.size(checked));
        }
    }

    private static long sizeOf(Path path) throws IOException {
        return Files.isRegularFile(path) ? Files.size(path) : -1;
    }

    private int load(String url, InputStream json, long bytes) throws IOException {
        Watching load = new Watching("load", bytes);
        try (MovieStore movies = MovieStore.open(url);
                InputStream watched = load.over(json)) {
            return end(movies.load(watched, load));
        } catch (StoreException | UncheckedIOException e) {
            shell.progress().clear();
            if (load.stored > 0) {
                // Another line says what is wrong; this one, how far the load came.
                shell.say("the load stopped: " + load.stored + " records are stored, " + load.refused
                        + " were refused; loading the file again is safe");
            }
            throw e;
        }
    }

    private int end(LoadReport report) {
        Item.Builder counts = Item.builder().set("loaded", report.loaded());
        report.replaced().ifPresent(replaced -> counts.set("replaced", replaced));
        counts.set("refused", report.refused());
        shell.progress().clear();
        shell.out().line(JsonForm.NATURAL.write(counts.build()));
        return report.isComplete() ? ExitCode.DONE : ExitCode.NO;
    }

    /** Tells what is refused, and shows how far the reading has come. */
    private final class Watching implements LoadListener {
        private final String label;
        private final long size;
        private long bytesRead;
        private long stored;
        private long refused;

        Watching(String label, long size) {
            this.label = label;
            this.size = size;
            shell.progress().begin();
        }

        @Override
        public void refused(String record, String reason) {
            refused++;
            shell.say(record + ": " + reason);
        }

        @Override
        public void loaded(long records) {
            stored = records;
            show();
        }

        private void show() {
            if (size > 0) {
                shell.progress().show(label, stored, (double) bytesRead / size);
            } else {
                shell.progress().show(label, stored);
            }
        }

        InputStream over(InputStream json) {
            return new CountedInput(json, this::read);
        }

        private void read(long bytes) {
            bytesRead = bytes;
            show();
        }
    }
}
