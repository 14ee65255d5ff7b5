// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the folder of jars that is DynamoDB Local's class path. */
final class DynamoDbFolder {
    static final String PROPERTY = "moviestore.dynamodbLocal";
    private static final Path IN_THE_PROJECT = Path.of("conformance", "dynamodb-local", "target", "lib");

    private DynamoDbFolder() {}

    static Path find() {
        String named = System.getProperty(PROPERTY);
        return named == null ? findFrom(Path.of("").toAbsolutePath()) : existing(Path.of(named));
    }

    static Path findFrom(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve(IN_THE_PROJECT);
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("DynamoDB Local's class path is missing: there is no " + IN_THE_PROJECT + " in "
                + start
                + " or above. Run `mvn -pl conformance/dynamodb-local process-classes` at the top of the project,"
                + " or name the folder by -D" + PROPERTY + "=...");
    }

    private static Path existing(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    "DynamoDB Local's class path is missing: -D" + PROPERTY + " names no folder: " + folder);
        }
        return folder;
    }
}
