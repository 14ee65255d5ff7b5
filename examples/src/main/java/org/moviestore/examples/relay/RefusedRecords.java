// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;

/**
 * A file of what could not be relayed: a JSON object on each line with the {@code place} of the record, its
 * {@code outcome} ({@code refused}, or {@code unknown} where it may be stored), the {@code reason} and, where it could
 * be read, the {@code record} itself. There is no file as long as there is nothing to write. After a failure nothing is
 * written any more. Thread-safe.
 */
public final class RefusedRecords implements AutoCloseable {
    private final Path path;
    private final Opening opening;
    private @Nullable LineOutput lines;
    private @Nullable IOException failure;

    private RefusedRecords(Path path, Opening opening) {
        this.path = path;
        this.opening = opening;
    }

    /** Opens the file when there is something to write. */
    interface Opening {
        LineOutput open() throws IOException;
    }

    /**
     * Returns the file at the path, which is written on if the journal's relay goes on, and emptied otherwise.
     *
     * @throws IOException if it cannot be emptied, or has no folder
     */
    public static RefusedRecords in(Path path, RelayJournal journal) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IOException(
                    "there is no folder " + folder + " for what is refused; name another file by --refused");
        }
        if (!journal.isBegun() && Files.exists(path)) {
            try (LineFile stale = open(path)) {
                stale.cutTo(0);
            }
        }
        return new RefusedRecords(path, () -> openToGoOn(path));
    }

    /** Returns one that is kept there. */
    static RefusedRecords of(Opening opening) {
        return new RefusedRecords(Path.of("refused"), opening);
    }

    private static LineFile openToGoOn(Path path) throws IOException {
        LineFile file = open(path);
        file.forceName();
        LineReader reader = new LineReader(file.fromStart());
        while (reader.next().isPresent()) {
            // Only the end of the last whole line is of interest.
        }
        file.cutTo(reader.whole());
        return file;
    }

    private static LineFile open(Path path) throws IOException {
        return LineFile.open(path).orElseThrow(() -> new IOException("another relay writes to it"));
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
