// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.function.Supplier;

/**
 * A request that is answered by one line.
 *
 * @param touched what it reads and writes
 * @param isWrite whether it may change something
 * @param reply what carries it out and returns the line
 */
record OneReply(Touched touched, boolean isWrite, Supplier<String> reply) implements Work {
    @Override
    public boolean run(Replies replies) {
        replies.line(reply.get());
        return true;
    }
}
