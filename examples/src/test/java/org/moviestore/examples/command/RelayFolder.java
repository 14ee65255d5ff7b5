// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the input of a relay is, and what the relay leaves beside it. */
record RelayFolder(Path path) {
    private static final String INPUT = "movies.json";

    /** Writes the input, and returns its name. */
    String input(String json) throws IOException {
        return Files.writeString(path.resolve(INPUT), json).toString();
    }

    Path journal() {
        return path.resolve(INPUT + ".journal");
    }

    Path refused() {
        return path.resolve(INPUT + ".refused");
    }
}
