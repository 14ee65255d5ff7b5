// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a command is run with.
 *
 * @param in where it reads from
 * @param out where results go
 * @param err where messages go
 * @param environment the variables it may look at
 * @param progress whether somebody watches messages come
 */
record Shell(InputStream in, Output out, PrintStream err, Map<String, String> environment, Progress progress) {
    /** Writes a message on a line of its own. */
    void say(String message) {
        progress.clear();
        err.println(message);
    }
}
