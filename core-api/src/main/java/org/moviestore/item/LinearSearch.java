// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.function.IntUnaryOperator;

/**
 * Finds one sequence in another in time that grows with the sum of their lengths, where comparing at every place may
 * take their product: minutes, for an item and a condition as large as they may be. It is the algorithm of Knuth,
 * Morris and Pratt.
 */
final class LinearSearch {
    /** A part of no more than this may be compared at every place. */
    static final int SHORT = 64;

    private LinearSearch() {}

    /**
     * Says whether a part, which is not empty, stands somewhere in a whole; both are given by what is at each place.
     */
    static boolean contains(int length, IntUnaryOperator whole, int partLength, IntUnaryOperator part) {
        int[] borders = borders(partLength, part);
        int matched = 0;
        for (int i = 0; i < length; i++) {
            matched = longer(matched, whole.applyAsInt(i), part, borders);
            if (matched == partLength) {
                return true;
            }
        }
        return false;
    }

    /** Returns for each beginning of the part how long its longest end is that the part begins with as well. */
    private static int[] borders(int length, IntUnaryOperator part) {
        int[] borders = new int[length];
        for (int i = 1; i < length; i++) {
            borders[i] = longer(borders[i - 1], part.applyAsInt(i), part, borders);
        }
        return borders;
    }

    /** Returns how long a beginning of the part ends with the next, after one of the given length did. */
    private static int longer(int matched, int next, IntUnaryOperator part, int[] borders) {
        int beginning = matched;
        while (beginning > 0 && part.applyAsInt(beginning) != next) {
            beginning = borders[beginning - 1];
        }
        return part.applyAsInt(beginning) == next ? beginning + 1 : 0;
    }
}
