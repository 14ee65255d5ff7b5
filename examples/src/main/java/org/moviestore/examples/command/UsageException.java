// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

/** A command was called in a way that it cannot work; the message says how to call it. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
