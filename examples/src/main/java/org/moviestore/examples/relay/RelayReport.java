// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.util.Objects;
import java.util.Optional;

/**
 * How far a relay has come. Immutable.
 *
 * @param relayed how many records the store has acknowledged
 * @param relayedBefore how many it had acknowledged before, as the journal says, so that they were not sent again
 * @param refused how many records were refused, now or before
 * @param unknown of how many, now or before, nobody can tell whether they are stored
 * @param broken where and why the input could not be read to its end, if so
 */
public record RelayReport(long relayed, long relayedBefore, long refused, long unknown, Optional<String> broken) {
    /** Checks that nothing is missing. */
    public RelayReport {
        Objects.requireNonNull(broken, "broken");
    }

    /** Says whether all records of the input are stored. */
    public boolean isComplete() {
        return refused == 0 && unknown == 0 && broken.isEmpty();
    }
}
