// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Random histories of the SDK's requests, of which each chapter has tables of its own. */
final class SdkHistories {
    /** With so many divergences a run ends. */
    private static final int MOST_DIVERGENCES = 10;

    private SdkHistories() {}

    /**
     * Makes so many operations, and the few more by which the last chapter ends, and compares their answers. That
     * chapter is no longer than what is left of the operations.
     *
     * @param seed which history it is
     * @param heard told of each divergence, with a short history, when it is seen
     * @return how many divergences there are
     */
    static int run(Participants participants, Tally tally, long seed, long operations, Consumer<Divergence> heard) {
        List<Divergence> divergences = new ArrayList<>();
        for (int i = 0; tally.operations() < operations && divergences.size() < MOST_DIVERGENCES; i++) {
            int length = (int) Math.min(Chapter.LENGTH, operations - tally.operations());
            for (Divergence divergence : new Chapter(participants, tally, seed, i).run(length)) {
                divergences.add(divergence);
                heard.accept(Shrinker.shrink(participants, divergence));
            }
        }
        return divergences.size();
    }
}
