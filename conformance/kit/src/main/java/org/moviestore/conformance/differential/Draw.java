// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.moviestore.item.InvalidRequestException;

/** Draws at random; two of the same seed draw the same. Not thread-safe. */
final class Draw {
    /** What nearly never comes out valid is a mistake of whoever draws it. */
    private static final int MOST_TRIES = 100_000;

    private final Random random;

    Draw(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Draws a number between two, both included. */
    int between(int lowest, int highest) {
        return lowest + random.nextInt(highest - lowest + 1);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Draws so many different ones of the choices, or all of them if there are fewer. */
    <T> List<T> some(List<T> choices, int count) {
        List<T> shuffled = new ArrayList<>(choices);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.min(count, shuffled.size())));
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    <T> List<T> list(int size, Supplier<? extends T> element) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return list;
    }

    /** Draws again until core takes what was drawn. */
    static <T> T valid(Supplier<T> drawing) {
        for (int tries = 1; ; tries++) {
            try {
                return drawing.get();
            } catch (InvalidRequestException e) {
                if (tries == MOST_TRIES) {
                    throw new IllegalStateException("nothing valid was drawn in " + tries + " tries", e);
                }
            }
        }
    }
}
