// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A call that a store answered otherwise than promised. Immutable.
 *
 * @param store the store's name
 * @param place where in the history it is
 * @param expected what is promised
 * @param actual what the store answered
 * @param steps how many calls the test makes
 * @param test a JUnit test in Java that makes the shortest history found and checks its answers
 */
public record Divergence(String store, String place, String expected, String actual, int steps, String test) {
    private static final int LONGEST_OUTCOME = 3000;

    /** Checks the parts. */
    public Divergence {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(actual, "actual");
        Objects.requireNonNull(test, "test");
    }

    /** Looks for the shortest history that shows the same, or takes the one call if it does not show again. */
    static Divergence of(ComparedStore store, long seed, Chapter chapter, Replay.Difference difference) {
        List<Step> history = chapter.steps().subList(0, difference.step() + 1);
        Optional<List<Step>> shrunk = Shrinker.shrink(store, history);
        List<Step> steps = shrunk.orElseGet(() -> history.subList(difference.step(), history.size()));
        Replay.Difference shown =
                shrunk.flatMap(found -> Replay.of(store, found).difference()).orElse(difference);
        String place = "seed " + seed + ", chapter " + chapter.number() + ", call " + difference.step()
                + (shrunk.isPresent() ? "" : ", which did not happen again when all calls were made anew");
        return new Divergence(
                store.name(),
                place,
                shortened(shown.expected()),
                shortened(shown.actual()),
                steps.size(),
                JavaTest.write(method(steps, seed, chapter, difference), steps, Replay.expected(steps)));
    }

    private static String shortened(Outcome outcome) {
        String text = outcome.toString();
        return text.length() <= LONGEST_OUTCOME
                ? text
                : text.substring(0, LONGEST_OUTCOME) + "… and " + (text.length() - LONGEST_OUTCOME)
                        + " more characters";
    }

    private static String method(List<Step> steps, long seed, Chapter chapter, Replay.Difference difference) {
        String kind = steps.get(steps.size() - 1).getClass().getSimpleName().replace("Step", "");
        return Character.toLowerCase(kind.charAt(0)) + kind.substring(1) + "_ofSeed"
                + Long.toString(seed).replace('-', '_')
                + "Chapter" + chapter.number() + "Call" + difference.step() + "_isAnsweredAsPromised";
    }

    /** Returns what differed, and the test. */
    @Override
    public String toString() {
        return store + " diverges at " + place + ", shrunk to " + steps + " calls\nexpected " + expected + "\nactual   "
                + actual + "\n\n" + test;
    }
}
