// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the shortest history that a store still answers otherwise than the model: first by leaving out steps, ever
 * fewer at once, then by making those that are left simpler, for as long as anything helps.
 */
final class Shrinker {
    private static final int MOST_REPLAYS = 3000;

    private final ComparedStore store;
    private List<Step> steps;
    private int replays;

    private Shrinker(ComparedStore store, List<Step> steps) {
        this.store = store;
        this.steps = steps;
    }

    /**
     * Returns the shortest history found that ends in a divergence, or empty if the steps given do not diverge when
     * they are made again.
     */
    static Optional<List<Step>> shrink(ComparedStore store, List<Step> steps) {
        Shrinker shrinker = new Shrinker(store, steps);
        if (!shrinker.keeps(steps)) {
            return Optional.empty();
        }
        do {
            shrinker.dropSteps();
        } while (shrinker.simplifySteps());
        return Optional.of(shrinker.steps);
    }

    /** Says whether steps still diverge, and if so goes on with them as far as they do. */
    private boolean keeps(List<Step> candidate) {
        if (replays >= MOST_REPLAYS) {
            return false;
        }
        replays++;
        Optional<Replay.Difference> difference = Replay.of(store, candidate).difference();
        difference.ifPresent(found -> steps = List.copyOf(candidate.subList(0, found.step() + 1)));
        return difference.isPresent();
    }

    private void dropSteps() {
        for (int size = Math.max(1, steps.size() / 2); size >= 1; size /= 2) {
            // From the end, since what comes last matters most and what comes first is soon not needed.
            int from = steps.size() - 1 - size;
            while (from > -size) {
                List<Step> fewer = without(Math.max(0, from), from + size);
                keeps(fewer);
                from = Math.min(from, steps.size() - 1) - size;
            }
        }
    }

    private List<Step> without(int from, int to) {
        List<Step> fewer = new ArrayList<>(steps.subList(0, from));
        fewer.addAll(steps.subList(Math.min(to, steps.size()), steps.size()));
        return fewer;
    }

    private boolean simplifySteps() {
        boolean anySimpler = false;
        for (int i = steps.size() - 1; i >= 0; i--) {
            while (i < steps.size() && simplify(i)) {
                anySimpler = true;
            }
        }
        return anySimpler;
    }

    private boolean simplify(int index) {
        Iterator<Step> simpler = steps.get(index).simpler().iterator();
        while (simpler.hasNext()) {
            List<Step> changed = new ArrayList<>(steps);
            changed.set(index, simpler.next());
            if (keeps(changed)) {
                return true;
            }
        }
        return false;
    }
}
