// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What tells an input from another: a digest of it, or of its beginning where it can be read only once. Immutable.
 *
 * @param bytes of how many bytes the digest is
 * @param sha256 the digest, in hexadecimal
 */
public record InputMark(long bytes, String sha256) {
    /** How much of an input that can be read only once is looked at. */
    public static final int BEGINNING_BYTES = 4096;

    private static final int BUFFER_BYTES = 1 << 16;

    /** Checks that there is a digest. */
    public InputMark {
        Objects.requireNonNull(sha256, "sha256");
    }

    /** Returns the mark of a whole file. */
    public static InputMark ofFile(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    /** Returns the mark of the bytes that are left of the stream, which is read to its end and not closed. */
    public static InputMark of(InputStream in) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
            bytes += read;
        }
        return new InputMark(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
