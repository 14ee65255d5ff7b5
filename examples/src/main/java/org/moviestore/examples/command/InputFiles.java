// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that an option or a parameter names; where one cannot be read, a message says which. */
final class InputFiles {
    private InputFiles() {}

    /** Opens a file or a pipe. */
    static InputStream open(Path file, String namedBy) throws IOException {
        checkIsNoFolder(file, namedBy);
        return new ChannelInput(Files.newByteChannel(file));
    }

    /** Opens what is read more than once, which a pipe cannot be. */
    static InputStream openAgain(Path file, String namedBy) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UsageException(namedBy + " must name a file that can be read again, and " + file + " cannot");
        }
        return Files.newInputStream(file);
    }

    /** Returns all the text of a file. */
    static String text(Path file, String namedBy) throws IOException {
        checkIsNoFolder(file, namedBy);
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UsageException(namedBy + " must name a file of text, and " + file + " is none in UTF-8");
        }
    }

    /** Some systems open folders too, and do not say which it is that cannot be read. */
    private static void checkIsNoFolder(Path file, String namedBy) {
        if (Files.isDirectory(file)) {
            throw new UsageException(namedBy + " must name a file, and " + file + " is a folder");
        }
    }
}
