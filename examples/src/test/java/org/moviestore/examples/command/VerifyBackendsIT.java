// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The comparison of memory, the embedded PostgreSQL and DynamoDB Local, and what it takes to run it. */
class VerifyBackendsIT {
    private static final Path CLASS_PATH = Path.of("target/lib");

    @Test
    void verifyBackends_withoutStores_comparesThreeThatItStarts() {
        Ran ran = Ran.command("verify-backends", "--operations", "600", "--seed", "1");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.lines())
                .singleElement()
                .asString()
                .startsWith("600 operations: ")
                .endsWith("; 0 divergences");
        assertThat(ran.code()).isZero();
    }

    @Test
    void classPath_ofTheCommand_hasNothingThatOnlyTestsNeed() throws IOException {
        try (Stream<Path> files = Files.list(CLASS_PATH)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("moviestore-conformance-"))
                    .noneMatch(name -> name.matches("(junit|assertj|opentest4j|apiguardian|byte-buddy).*"));
        }
    }
}
