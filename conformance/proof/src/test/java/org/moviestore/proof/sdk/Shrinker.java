// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Looks for a short history that ends in the same divergence. Not thread-safe. */
final class Shrinker {
    private static final int MOST_TRIES = 150;

    private final Comparison comparison;
    private final Divergence divergence;
    private int tries;

    private Shrinker(Participants participants, Divergence divergence) {
        this.comparison = new Comparison(participants, new Tally());
        this.divergence = divergence;
    }

    /** Returns the divergence with as short a history as was found. */
    static Divergence shrink(Participants participants, Divergence divergence) {
        return new Shrinker(participants, divergence).shrunk();
    }

    private Divergence shrunk() {
        List<Call> calls = divergence.history().stream()
                .filter(call -> Shapes.isWrite(call) || Tables.isAboutTables(call.request()))
                .toList();
        if (!differsAfter(calls)) {
            return divergence.withHistory(calls.subList(Math.max(0, calls.size() - 10), calls.size()));
        }
        for (int length = Math.max(1, calls.size() / 2); tries < MOST_TRIES; length = Math.max(1, length / 2)) {
            List<Call> before = calls;
            calls = withoutPieces(calls, length);
            if (length == 1 && calls.size() == before.size()) {
                break;
            }
        }
        return divergence.withHistory(calls);
    }

    /** Leaves out pieces of so many calls where that changes nothing. */
    private List<Call> withoutPieces(List<Call> calls, int length) {
        List<Call> shorter = new ArrayList<>(calls);
        for (int end = calls.size(); end > 0 && tries < MOST_TRIES; end -= length) {
            int start = Math.max(0, end - length);
            int last = end;
            List<Call> candidate = IntStream.range(0, shorter.size())
                    .filter(i -> i < start || i >= last)
                    .mapToObj(shorter::get)
                    .toList();
            if (differsAfter(candidate)) {
                shorter = new ArrayList<>(candidate);
            }
        }
        return shorter;
    }

    private boolean differsAfter(List<Call> calls) {
        tries++;
        Tables.dropAll(comparison.clients(), divergence.chapter());
        try {
            calls.forEach(comparison::make);
            return comparison.make(divergence.call()).differing().isPresent();
        } finally {
            Tables.dropAll(comparison.clients(), divergence.chapter());
        }
    }
}
