// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Runs one command and ends with its exit code. */
public final class Main {
    /** Is set by the launcher, which can tell whether standard error is a terminal; Java cannot. */
    private static final String PROGRESS_PROPERTY = "moviestore.progress";

    private Main() {}

    /** Runs the command that the arguments say. */
    public static void main(String[] args) {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Progress progress = new Progress(err, Boolean.getBoolean(PROGRESS_PROPERTY), System::nanoTime);
        Output out = new Output(new FileOutputStream(FileDescriptor.out));
        InputStream in = new ChannelInput(new FileInputStream(FileDescriptor.in).getChannel());
        System.exit(run(new Shell(in, out, err, System.getenv(), progress), args));
    }

    static int run(Shell shell, String... args) {
        try {
            StringWriter help = new StringWriter();
            CommandLine command = Moviestore.over(shell).setOut(new PrintWriter(help));
            int code = command.execute(args);
            shell.out().text(help.toString());
            shell.out().flush();
            shell.progress().clear();
            return code;
        } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError e) {
            return new Failures(shell).handle(e, false);
        }
    }
}
