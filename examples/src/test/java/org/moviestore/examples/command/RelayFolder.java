// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Where the input of a relay is, and what the relay leaves beside it. */
record RelayFolder(Path path) {
    private static final String INPUT = "movies.json";

    /** Writes the input, and returns its name. */
    String input(String json) throws IOException {
        return Files.writeString(path.resolve(INPUT), json).toString();
    }

    /** Relays standard input, which otherwise would leave what it refuses where the process is. */
    Ran relay(InputStream in, String to, String... more) {
        Stream<String> arguments =
                Stream.of("relay", "-", "--to", to, "--refused", refused().toString());
        return Ran.with(in, Map.of(), Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
    }

    /** Relays standard input that has this text. */
    Ran relay(String input, String to, String... more) {
        return relay(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), to, more);
    }

    Path journal() {
        return path.resolve(INPUT + ".journal");
    }

    Path refused() {
        return path.resolve(INPUT + ".refused");
    }
}
