// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;

/**
 * A file of what could not be relayed: a JSON object on each line with the {@code place} of the record, its
 * {@code outcome} ({@code refused}, or {@code unknown} where it may be stored), the {@code reason} and, where it could
 * be read, the {@code record} itself. There is no file as long as there is nothing to write. What a file holds is never
 * deleted: it may be what is being relayed. After a failure nothing is written any more. Thread-safe.
 */
public final class RefusedRecords implements AutoCloseable {
    private final Path path;
    private final @Nullable Path before;
    private final Opening opening;
    private @Nullable LineOutput lines;
    private @Nullable IOException failure;

    private RefusedRecords(Path path, @Nullable Path before, Opening opening) {
        this.path = path;
        this.before = before;
        this.opening = opening;
    }

    /** Opens the file when there is something to write. */
    interface Opening {
        LineOutput open() throws IOException;
    }

    /**
     * Returns the file at the path, which is written on if the journal's relay goes on. Otherwise one that holds
     * anything is renamed, and whoever has opened it reads on.
     *
     * @throws IOException if it cannot be written or renamed, or has no folder; the message says what to do
     */
    public static RefusedRecords in(Path path, RelayJournal journal) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IOException(
                    "there is no folder " + folder + " for what is refused; name another file by --refused");
        }
        @Nullable Path before = journal.isBegun() || !Files.exists(path) ? null : setAside(path);
        return new RefusedRecords(path, before, () -> openToGoOn(path));
    }

    /** Returns one that is kept there. */
    static RefusedRecords of(Opening opening) {
        return new RefusedRecords(Path.of("refused"), null, opening);
    }

    /** Renames the file if there is anything in it, and returns its new name. */
    private static @Nullable Path setAside(Path path) throws IOException {
        LineFile.open(path)
                .orElseThrow(() -> new IOException("another relay writes what it refuses to " + path
                        + "; wait until that ends, or name another file by --refused"))
                .close();
        if (!Files.isRegularFile(path) || Files.size(path) == 0) {
            return null;
        }
        // A link stays, and what is refused now goes where it leads.
        Path old = Files.isSymbolicLink(path) ? path.toRealPath() : path;
        try {
            return Files.move(old, freeName(old));
        } catch (IOException e) {
            throw new IOException(
                    "the file " + path + " holds what was refused before, and cannot be renamed: " + e.getMessage()
                            + "; move it away, or name another file by --refused",
                    e);
        }
    }

    private static Path freeName(Path path) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> Path.of(path + "." + number))
                .filter(name -> !Files.exists(name, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the name that the file has now which was there before, if it was renamed. */
    public Optional<Path> before() {
        return Optional.ofNullable(before);
    }

    private static LineFile openToGoOn(Path path) throws IOException {
        LineFile file = LineFile.open(path).orElseThrow(() -> new IOException("another relay writes to it"));
        file.forceName();
        LineReader reader = new LineReader(file.fromStart());
        while (reader.next().isPresent()) {
            // Only the end of the last whole line is of interest.
        }
        file.cutTo(reader.whole());
        return file;
    }

    /**
     * Writes down a record that could not be relayed.
     *
     * @throws UncheckedIOException if it, or one before, cannot be written
     */
    synchronized void add(String place, Outcome outcome, Optional<Item> record) {
        Item.Builder line = Item.builder()
                .set("place", place)
                .set("outcome", outcome.kind().word())
                .set("reason", outcome.reason());
        record.ifPresent(item -> line.set("record", item.toMapValue()));
        if (failure != null) {
            // What is written after half a line could not be read.
            throw unwritable(failure);
        }
        try {
            if (lines == null) {
                lines = opening.open();
            }
            lines.append(JsonForm.NATURAL.write(line.build()) + "\n");
        } catch (IOException e) {
            failure = e;
            throw unwritable(e);
        }
    }

    private UncheckedIOException unwritable(IOException why) {
        return new UncheckedIOException(
                "what was refused cannot be written to " + path + ": " + why.getMessage()
                        + "; make room or name another file by --refused, then relay the same again to go on",
                why);
    }

    /** Returns when all that was written outlives the system. */
    synchronized void force() throws IOException {
        if (lines != null) {
            lines.force();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}
