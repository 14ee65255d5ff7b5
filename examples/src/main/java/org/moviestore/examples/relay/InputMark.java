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
import org.moviestore.item.Bytes;

/**
 * What tells an input from another: a digest of it, or of its beginning where it can be read only once. Immutable.
 *
 * @param bytes of how many bytes the digest is
 * @param sha256 the digest, in hexadecimal
 * @param beginning those bytes, where the input can be read only once; otherwise none
 */
public record InputMark(long bytes, String sha256, Bytes beginning) {
    /** How much of an input that can be read only once is looked at. */
    public static final int BEGINNING_BYTES = 4096;

    private static final int BUFFER_BYTES = 1 << 16;

    /** Checks that there is a digest. */
    public InputMark {
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(beginning, "beginning");
    }

    /** Creates the mark of an input of which no more is known. */
    public InputMark(long bytes, String sha256) {
        this(bytes, sha256, Bytes.EMPTY);
    }

    /** Returns the mark of a whole file. */
    public static InputMark ofFile(Path file) throws IOException {
        MessageDigest digest = newDigest();
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                bytes += read;
            }
        }
        return new InputMark(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /** Returns the mark of an input that can be read only once, and of which so much was read, or all that came. */
    public static InputMark ofBeginning(Bytes beginning) {
        return new InputMark(beginning.length(), sha256(beginning, beginning.length()), beginning);
    }

    private static String sha256(Bytes beginning, int length) {
        MessageDigest digest = newDigest();
        digest.update(beginning.asByteBuffer().limit(length));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Says whether the other mark may be of the same input, even of one that broke when less of it had come. */
    boolean goesOnFrom(InputMark other) {
        boolean isSame = bytes == other.bytes && sha256.equals(other.sha256);
        return isSame
                || (other.bytes < beginning.length()
                        && sha256(beginning, (int) other.bytes).equals(other.sha256));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
