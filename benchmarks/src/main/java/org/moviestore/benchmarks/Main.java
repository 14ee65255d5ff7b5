// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Runs the benchmarks and ends with their exit code. */
public final class Main {
    /** Is set by the launcher, which can tell whether standard error is a terminal; Java cannot. */
    private static final String PROGRESS_PROPERTY = "moviestore.progress";

    private Main() {}

    /** Measures what the arguments say. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(new BenchCommand(out, err, Boolean.getBoolean(PROGRESS_PROPERTY))
                .commandLine()
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .execute(args));
    }
}
