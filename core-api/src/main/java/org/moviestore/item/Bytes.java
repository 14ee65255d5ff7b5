// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/** A byte string, ordered by its unsigned bytes as DynamoDB orders binary values. Immutable. */
public final class Bytes implements Comparable<Bytes> {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Returns a byte string with a copy of the given bytes. */
    public static Bytes of(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /** Returns a byte string with a copy of what remains in the buffer, whose position does not move. */
    public static Bytes of(ByteBuffer buffer) {
        byte[] content = new byte[buffer.remaining()];
        buffer.duplicate().get(content);
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    /**
     * Returns the byte string that the base64 text stands for.
     *
     * @throws InvalidRequestException with {@link ErrorCode#JSON_SYNTAX} if the text is not base64
     */
    public static Bytes fromBase64(String base64) {
        Objects.requireNonNull(base64, "base64");
        try {
            return new Bytes(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(ErrorCode.JSON_SYNTAX, "a binary value is not base64: " + e.getMessage());
        }
    }

    /** Returns the canonical, padded base64 text of these bytes. */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(content);
    }

    /** Returns a read-only view of these bytes. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /** Returns how many bytes there are. */
    public int length() {
        return content.length;
    }

    /** Says whether these bytes begin with the given ones; every byte string begins with the empty one. */
    public boolean startsWith(Bytes prefix) {
        return content.length >= prefix.content.length
                && Arrays.equals(content, 0, prefix.content.length, prefix.content, 0, prefix.content.length);
    }

    /** Says whether the given bytes stand somewhere in these, one after the other; the empty ones always do. */
    public boolean contains(Bytes part) {
        int length = part.content.length;
        if (length > LinearSearch.SHORT) {
            return LinearSearch.contains(content.length, i -> content[i], length, i -> part.content[i]);
        }
        for (int from = 0; from + length <= content.length; from++) {
            if (Arrays.equals(content, from, from + length, part.content, 0, length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return toBase64();
    }
}
