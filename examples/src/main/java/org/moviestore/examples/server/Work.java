// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

/** A request that has been understood and is to be carried out. Used by one thread at a time. */
public interface Work {
    /** Returns what it reads and writes. */
    Touched touched();

    /** Says whether it may change something, so that nobody knows what became of it if it does not end. */
    boolean isWrite();

    /**
     * Says whether it may return many items at once, which can take many times the memory of the reply; only a few such
     * are carried out at once.
     */
    default boolean readsMany() {
        return false;
    }

    /**
     * Carries it out on a thread of the store's, in whole or in part.
     *
     * @return true if all is said; false if there is more to say, for which to call again once the connection can take
     *     it
     */
    boolean run(Replies replies);
}
