// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.function.Supplier;

/**
 * A request that is answered by one line.
 *
 * @param touched what it reads and writes
 * @param isWrite whether it may change something
 * @param readsMany whether it may return many items
 * @param reply what carries it out and returns the line
 */
record OneReply(Touched touched, boolean isWrite, boolean readsMany, Supplier<String> reply) implements Work {
    /** Returns a request that reads. */
    static OneReply reading(Touched touched, Supplier<String> reply) {
        return new OneReply(touched, false, false, reply);
    }

    /** Returns a request that may change something. */
    static OneReply writing(Touched touched, Supplier<String> reply) {
        return new OneReply(touched, true, false, reply);
    }

    /** Returns a request that reads what may be many items. */
    static OneReply ofMany(Touched touched, Supplier<String> reply) {
        return new OneReply(touched, false, true, reply);
    }

    @Override
    public boolean run(Replies replies) {
        replies.line(reply.get());
        return true;
    }
}
