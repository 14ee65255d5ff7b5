// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a relay whose process ends: a file that says what it belongs to, which records were begun, and what
 * became of them. A relay with the same input, target and journal goes on where the other ended. A line that was torn
 * by a crash is left out. Not thread-safe.
 */
public final class RelayJournal implements AutoCloseable {
    private final String name;
    private final JournalHeader header;
    private final JournalHistory history;
    private final LineOutput lines;
    /** The file, if there is one. */
    private final @Nullable LineFile file;

    private RelayJournal(
            String name, JournalHeader header, JournalHistory history, LineOutput lines, @Nullable LineFile file) {
        this.name = name;
        this.header = header;
        this.history = history;
        this.lines = lines;
        this.file = file;
    }

    /** Returns what knows of nothing before and keeps nothing. */
    public static RelayJournal none() {
        return of(LineOutput.NONE);
    }

    /** Returns a new journal that is kept there. */
    static RelayJournal of(LineOutput lines) {
        JournalHeader header = JournalHeader.random("", new InputMark(0, ""));
        return new RelayJournal("of this relay", header, new JournalHistory(), lines, null);
    }

    /**
     * Opens a journal, or makes one where there is no file.
     *
     * @param path its file
     * @param input what is relayed
     * @param target what names the place that it is relayed to, without anything secret
     * @throws IOException if the file cannot be written, is in use, is no journal, or one of another relay; the message
     *     says what to do
     */
    public static RelayJournal open(Path path, InputMark input, String target) throws IOException {
        LineFile file = openFile(path);
        try {
            return opened(path, file, JournalHeader.random(target, input));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static LineFile openFile(Path path) throws IOException {
        Optional<LineFile> file;
        try {
            file = LineFile.open(path);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
        return file.orElseThrow(() -> new IOException("the journal " + path
                + " is in use by another relay; wait until that ends, or name another by --journal"));
    }

    private static IOException unwritable(Path path, IOException e) {
        return new IOException(
                "the journal cannot be written: " + e.getMessage() + " (" + path + "); name another by --journal", e);
    }

    private static RelayJournal opened(Path path, LineFile file, JournalHeader mine) throws IOException {
        LineReader lines = new LineReader(file.fromStart());
        Optional<String> first = lines.next();
        if (first.isEmpty()) {
            if (!JournalHeader.isTorn(lines.torn())) {
                throw notAJournal(path);
            }
            return begun(path, file, mine);
        }
        JournalHeader theirs = JournalHeader.parse(first.get()).orElseThrow(() -> notAJournal(path));
        theirs.checkFits(mine, path);
        JournalHistory history = new JournalHistory();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            history.read(line.get());
        }
        if (history.isEmpty()) {
            // No record depends on the mark yet, and one of no or few bytes would fit other inputs too.
            return begun(path, file, new JournalHeader(theirs.run(), mine.target(), mine.input()));
        }
        file.cutTo(lines.whole());
        return new RelayJournal(path.toString(), theirs, history, file, file);
    }

    private static IOException notAJournal(Path path) {
        return new IOException(
                "the file " + path + " is no journal of a relay of this version; name another by --journal");
    }

    private static RelayJournal begun(Path path, LineFile file, JournalHeader header) throws IOException {
        try {
            file.cutTo(0);
            file.append(header.line() + "\n");
            file.force();
            file.forceName();
        } catch (IOException e) {
            throw unwritable(path, e);
        }
        return new RelayJournal(path.toString(), header, new JournalHistory(), file, file);
    }

    /** Says whether an earlier relay has begun, so that the one with this journal goes on. */
    public boolean isBegun() {
        return !history.isEmpty();
    }

    String name() {
        return name;
    }

    JournalHistory history() {
        return history;
    }

    LineOutput lines() {
        return lines;
    }

    /** Returns the token of a record, which is the same whenever it is sent. */
    String token(long number) {
        return header.run() + "-" + number;
    }

    /** Closes the journal and deletes its file: there is nothing to go on with. */
    public void remove() throws IOException {
        if (file != null) {
            file.remove();
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
