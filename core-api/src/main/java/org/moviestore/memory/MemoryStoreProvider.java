// SPDX-License-Identifier: Apache-2.0
package org.moviestore.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.moviestore.MovieStore;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.LoadListener;
import org.moviestore.table.StoreProvider;
import org.moviestore.table.StoreUrl;

/**
 * Opens a store in memory for {@code memory:}, which is empty, and for {@code memory:?load=FILE}, which has a table of
 * the movies in a JSON file: all of them, or the store does not open. The table is named by {@code table=}, or
 * {@code Movies}.
 */
public final class MemoryStoreProvider implements StoreProvider {
    /** Is called by {@link java.util.ServiceLoader}. */
    public MemoryStoreProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("memory");
    }

    @Override
    public DocumentStore open(StoreUrl url) {
        url.allowParameters(Set.of("table", "load"));
        if (!url.host().isEmpty() || !url.path().isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.STORE_URL, "a memory URL names no place; write memory: or memory:?load=FILE");
        }
        MemoryStore store = new MemoryStore();
        Optional<String> file = url.parameter("load");
        if (file.isPresent()) {
            load(MovieStore.over(store, tableName(url).orElse(MovieStore.DEFAULT_TABLE)), file.get());
        }
        return store;
    }

    private static void load(MovieStore movies, String file) {
        movies.createTable();
        try (InputStream json = Files.newInputStream(Path.of(file))) {
            movies.load(json, new RefuseAny(file));
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new InvalidRequestException(ErrorCode.STORE_URL, "there is no file " + file + " to load");
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidRequestException(
                    ErrorCode.STORE_URL, "the file " + file + " cannot be read: " + e.getMessage());
        }
    }

    private record RefuseAny(String file) implements LoadListener {
        @Override
        public void refused(String record, String reason) {
            throw new InvalidRequestException(ErrorCode.STORE_URL, file + ", " + record + ": " + reason);
        }

        @Override
        public void loaded(long records) {
            // only what is refused matters
        }
    }
}
