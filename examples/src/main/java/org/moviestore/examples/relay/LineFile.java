// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file of lines that grows, and that one process has for itself. A device or a pipe is written to, and no more. The
 * interruption of a thread does not end a write. Not thread-safe.
 */
final class LineFile implements LineOutput {
    private final Path path;
    private final RandomAccessFile file;
    private final boolean isRegular;

    private LineFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
        this.isRegular = Files.isRegularFile(path);
    }

    /** Opens the file, or makes it, and locks it; returns nothing if another has locked it. */
    static Optional<LineFile> open(Path path) throws IOException {
        LineFile opened = new LineFile(path, new RandomAccessFile(path.toFile(), "rw"));
        boolean locked = false;
        try {
            locked = opened.lock();
        } finally {
            if (!locked) {
                opened.close();
            }
        }
        return locked ? Optional.of(opened) : Optional.empty();
    }

    private boolean lock() throws IOException {
        try {
            return !isRegular || file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
            return false;
        }
    }

    /** Returns what stands in the file, from its beginning. To close it would close the file. */
    InputStream fromStart() throws IOException {
        if (!isRegular) {
            return InputStream.nullInputStream();
        }
        file.seek(0);
        return new BufferedInputStream(new FileInputStream(file.getFD()));
    }

    /** Cuts off what stands after so many bytes; what is appended follows them. */
    void cutTo(long bytes) throws IOException {
        if (!isRegular) {
            return;
        }
        if (file.length() > bytes) {
            file.setLength(bytes);
            force();
        }
        file.seek(bytes);
    }

    @Override
    public void append(String lines) throws IOException {
        file.write(lines.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void force() throws IOException {
        if (isRegular) {
            file.getFD().sync();
        }
    }

    /** Returns when the file's name outlives the system, where folders can be forced. */
    void forceName() {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            // Some systems open no folders, and keep names in their own way.
            return;
        }
    }

    /** Closes and deletes the file. */
    void remove() throws IOException {
        close();
        if (isRegular) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
