// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogVersionTest {
    @Test
    void needed_isTheNewestMigration() throws IOException, URISyntaxException {
        Path folder = Path.of(
                PostgresStore.class.getResource("/" + CatalogVersion.MIGRATIONS).toURI());

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                            .max())
                    .hasValue(CatalogVersion.NEEDED);
        }
    }
}
