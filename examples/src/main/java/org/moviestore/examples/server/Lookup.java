// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Objects;

/**
 * What has to be asked of the store before a request can be understood. It is carried out in a turn, as any call of the
 * store is, while nothing more of its connection is read; then the line of the request is read again. If it fails, that
 * is the reply.
 *
 * @param question what asks, and leaves behind what the line needs
 */
public record Lookup(Runnable question) implements Work {
    /** Checks that nothing is missing. */
    public Lookup {
        Objects.requireNonNull(question, "question");
    }

    @Override
    public Touched touched() {
        return Touched.nothing();
    }

    @Override
    public boolean isWrite() {
        return false;
    }

    @Override
    public boolean run(Replies replies) {
        question.run();
        return true;
    }
}
