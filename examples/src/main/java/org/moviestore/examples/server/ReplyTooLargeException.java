// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

/** A line of a reply is longer than the server allows. It is caught where requests are carried out. */
final class ReplyTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplyTooLargeException() {
        super("the line of a reply is too long", null, false, false);
    }
}
