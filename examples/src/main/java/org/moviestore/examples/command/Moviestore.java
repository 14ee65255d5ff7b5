// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand, which does nothing but say what there is. */
@Command(
        name = "moviestore",
        description = "Movies by year and title, on DynamoDB, on PostgreSQL or in memory.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        footer = {
            "",
            "Results go to standard output, as lines of JSON; everything else to standard error.",
            "",
            "Exit codes: 0 done; 1 the answer is no (nothing found, a condition that does not hold, a record refused,"
                    + " stores that disagree); 2 it could not be done, and a message says what to do.",
            "",
            "Another command, moviestore bench, measures what the stores cost; see moviestore bench --help.",
            "",
            "Examples:",
            "  moviestore exercises",
            "  moviestore lab",
            "  export MOVIESTORE_STORE=postgresql://localhost/films",
            "  moviestore create-table",
            "  moviestore load movies.json",
            "  moviestore get 1985 \"After Hours\"",
            "  moviestore query 1994 --from A --to L"
        })
final class Moviestore implements Callable<Integer> {
    // The parser alone looks at these two.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help and does nothing else.")
    private boolean help;

    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-X", Failures.VERBOSE},
            scope = ScopeType.INHERIT,
            description = "Shows where an error comes from.")
    private boolean verbose;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    static CommandLine over(Shell shell) {
        CommandLine command = new CommandLine(new Moviestore())
                .addSubcommand(new ExercisesCommand(shell))
                .addSubcommand(new LabCommand(shell))
                .addSubcommand(new GettingStartedCommand(shell))
                .addSubcommand(new VerifyBackendsCommand(shell))
                .addSubcommand(new CreateTableCommand(shell))
                .addSubcommand(new DropTableCommand(shell))
                .addSubcommand(new TablesCommand(shell))
                .addSubcommand(new LoadCommand(shell))
                .addSubcommand(new ServeCommand(shell))
                .addSubcommand(new RelayCommand(shell))
                .addSubcommand(new PutCommand(shell))
                .addSubcommand(new GetCommand(shell))
                .addSubcommand(new UpdateCommand(shell))
                .addSubcommand(new DeleteCommand(shell))
                .addSubcommand(new QueryCommand(shell))
                .addSubcommand(new ScanCommand(shell))
                .addSubcommand(new MigrateCommand(shell));
        Failures failures = new Failures(shell);
        return command
                // A title may begin with @, and is no file of arguments.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
