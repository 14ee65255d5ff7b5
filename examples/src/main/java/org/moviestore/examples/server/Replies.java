// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

/** Takes the lines of a reply. Used by one thread at a time. */
public interface Replies {
    /**
     * Sends a line, given without its line feed. Throws if it is longer than the server allows; who calls lets that
     * pass through, and it becomes the reply.
     */
    void line(String json);
}
