// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Collectors;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.error.UpdateRejectedException;
import org.moviestore.item.InvalidRequestException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns whatever goes wrong into one line that says what to do, and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    static final String VERBOSE = "--verbose";

    private final Shell shell;

    Failures(Shell shell) {
        this.shell = shell;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        say(problem(e, command.getParent() == null) + "; see "
                + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.IMPOSSIBLE;
    }

    private static String problem(ParameterException e, boolean isCommandMissing) {
        return e instanceof UnmatchedArgumentException unmatched && isCommandMissing
                ? "there is no command or option " + String.join(" ", unmatched.getUnmatched())
                : String.valueOf(e.getMessage());
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        return handle(e, command.getParseResult().hasMatchedOption(VERBOSE));
    }

    int handle(Throwable e, boolean verbose) {
        try {
            shell.out().flush();
        } catch (UncheckedIOException unwritten) {
            e.addSuppressed(unwritten);
        }
        say(message(e));
        if (verbose) {
            e.printStackTrace(shell.err());
        }
        return e instanceof ConditionFailedException || e instanceof UpdateRejectedException
                ? ExitCode.NO
                : ExitCode.IMPOSSIBLE;
    }

    private void say(String message) {
        shell.say("moviestore: " + message.lines().map(String::strip).collect(Collectors.joining(" ")));
    }

    private static String message(Throwable e) {
        if (e instanceof TableNotFoundException) {
            return e.getMessage() + " (moviestore create-table, or memory:?load=FILE for a store in memory)";
        } else if (e instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        } else if (e instanceof AccessDeniedException denied) {
            return "the file " + denied.getFile() + " may not be read";
        } else if (e.getCause() instanceof IOException cause && isBare(e, cause)) {
            return message(cause);
        } else if (isExplained(e)) {
            return String.valueOf(e.getMessage());
        }
        return "this should not happen: " + e + "; please report it, with what " + VERBOSE + " shows";
    }

    /** Says whether the exception says nothing that its cause does not. */
    private static boolean isBare(Throwable e, IOException cause) {
        return e instanceof UncheckedIOException && cause.toString().equals(e.getMessage());
    }

    /** Says whether the message was written for the person who called. */
    private static boolean isExplained(Throwable e) {
        return e.getMessage() != null
                && (e instanceof StoreException
                        || e instanceof InvalidRequestException
                        || e instanceof UsageException
                        || e instanceof SdkException
                        || e instanceof IllegalStateException
                        || e instanceof UnsupportedOperationException
                        || e instanceof IOException
                        || e instanceof UncheckedIOException);
    }
}
