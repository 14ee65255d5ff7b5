// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;

/**
 * One of several parts of a table or index that can be scanned side by side. Each item is in one of them; which one is
 * the backend's choice, and the same in every scan of as many segments. The items of a partition of the table are all
 * in the same; those of a partition of a global index need not be. Immutable.
 *
 * @param number which of them, from 0
 * @param total how many there are
 */
public record Segment(int number, int total) {
    /** The most segments of a scan. */
    public static final int MAX_TOTAL = 1_000_000;

    /**
     * Checks the numbers.
     *
     * @throws InvalidRequestException with {@link ErrorCode#SEGMENTS} unless the total is from 1 to {@link #MAX_TOTAL},
     *     and the number from 0 to one less than the total
     */
    public Segment {
        if (total < 1 || total > MAX_TOTAL || number < 0 || number >= total) {
            throw new InvalidRequestException(
                    ErrorCode.SEGMENTS,
                    "segment " + number + " of " + total + " does not exist; there can be 1 to " + MAX_TOTAL
                            + ", numbered from 0");
        }
    }

    /**
     * Returns all segments of so many.
     *
     * @throws InvalidRequestException with {@link ErrorCode#SEGMENTS} unless there are from 1 to {@link #MAX_TOTAL}
     */
    public static Stream<Segment> all(int total) {
        return IntStream.range(0, new Segment(0, total).total).mapToObj(number -> new Segment(number, total));
    }

    /** Says whether a partition is in this segment, for a backend that has the items in this process. */
    public boolean holds(AttributeValue partition) {
        // Not the hash code of the value, which is free to be another in another process.
        int hash = partition.accept(new ValueDigest()).sum().asByteBuffer().getInt();
        return Math.floorMod(hash, total) == number;
    }
}
