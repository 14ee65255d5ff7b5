// SPDX-License-Identifier: Apache-2.0
package example.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.moviestore.conformance.TableHarness;
import org.moviestore.table.DocumentStore;

/** Stores in a folder of their own. */
final class FilesHarness implements TableHarness {
    private final Path folder;

    FilesHarness() {
        try {
            folder = Files.createTempDirectory(Path.of("target"), "files-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public DocumentStore open() {
        return FilesStore.open(folder);
    }
}
