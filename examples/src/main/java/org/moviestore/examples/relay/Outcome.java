// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.util.Objects;

/**
 * What became of a record. Immutable.
 *
 * @param kind whether it is stored
 * @param reason why it is not, or why that is unknown; empty for one that is
 */
record Outcome(Kind kind, String reason) {
    /** The store has it. */
    static final Outcome RELAYED = new Outcome(Kind.RELAYED, "");

    /** Whether a record is stored. Immutable. */
    enum Kind {
        RELAYED("D", "relayed"),
        REFUSED("R", "refused"),
        UNKNOWN("U", "unknown");

        private final String mark;
        private final String word;

        Kind(String mark, String word) {
            this.mark = mark;
            this.word = word;
        }

        /** Returns the letter that stands for it in a journal. */
        String mark() {
            return mark;
        }

        /** Returns the word for people. */
        String word() {
            return word;
        }
    }

    Outcome {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
    }

    static Outcome refused(String reason) {
        return new Outcome(Kind.REFUSED, reason);
    }

    static Outcome unknown(String reason) {
        return new Outcome(Kind.UNKNOWN, reason);
    }
}
