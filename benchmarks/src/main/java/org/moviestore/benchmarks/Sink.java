// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

/** Takes what operations return, so that the compiler cannot leave anything out. */
interface Sink {
    /** Takes one item, in whatever form the client has it. */
    void take(Object result);

    /** Returns a sink that keeps nothing but the last. Not thread-safe. */
    static Sink blackHole() {
        return new BlackHole();
    }

    /** Keeps the last result, which is therefore made. */
    final class BlackHole implements Sink {
        private Object last = "";

        @Override
        public void take(Object result) {
            last = result;
        }

        Object last() {
            return last;
        }
    }
}
