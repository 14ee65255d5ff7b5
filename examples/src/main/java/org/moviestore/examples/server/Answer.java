// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

/**
 * A reply that the server gives without its store. Immutable.
 *
 * @param line of the reply
 * @param outcome by which it is counted
 * @param endsConnection whether nothing is read after it
 */
record Answer(String line, String outcome, boolean endsConnection) implements Work {
    static Answer ok(String line) {
        return new Answer(line, "OK", false);
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
        replies.line(line);
        return true;
    }
}
