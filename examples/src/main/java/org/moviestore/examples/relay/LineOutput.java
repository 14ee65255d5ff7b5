// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.io.IOException;

/** Where lines are kept. Not thread-safe. */
interface LineOutput extends AutoCloseable {
    /** Keeps nothing. */
    LineOutput NONE = new LineOutput() {
        @Override
        public void append(String lines) {
            // nobody will ask
        }

        @Override
        public void force() {
            // there is nothing
        }

        @Override
        public void close() {
            // there is nothing
        }
    };

    /** Hands whole lines, each with its end, to the system, so that they outlive this process. */
    void append(String lines) throws IOException;

    /** Returns when all lines outlive the system too. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
}
