// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

/** What a script may rely on. */
final class ExitCode {
    /** It was done. */
    static final int DONE = 0;
    /** The answer is no, or a part was refused. */
    static final int NO = 1;
    /** It could not be done. */
    static final int IMPOSSIBLE = 2;

    private ExitCode() {}
}
