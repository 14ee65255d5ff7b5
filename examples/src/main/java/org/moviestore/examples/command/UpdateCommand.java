// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.moviestore.MovieStore;
import org.moviestore.examples.ItemLine;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes one movie by an expression. */
@Command(
        name = "update",
        description = {
            "Changes one movie by an update expression of DynamoDB's, or creates it of its key and the update.",
            "Ends with 1 if the condition does not hold or the update does not fit the movie; nothing has changed then."
        },
        footer = {
            "",
            "Examples:",
            "  moviestore update 1985 \"After Hours\" 'SET info.rating = :r' --value :r=7.7 --return ALL_NEW",
            "  moviestore update 1985 \"After Hours\" 'SET info.#w = :w' --name '#w=where to see' --value ':w=at home'",
            "  moviestore update 1985 \"After Hours\" 'SET info.rating = info.rating + :one' --value :one=1"
                    + " --if 'info.rating < :nine' --value :nine=9"
        })
final class UpdateCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final StoreOptions store;

    @Parameters(index = "0", paramLabel = "YEAR", description = "The year of the release.")
    private int year;

    @Parameters(index = "1", paramLabel = "TITLE", description = "The title.")
    private String title = "";

    @Parameters(
            index = "2",
            paramLabel = "EXPRESSION",
            description = "What to SET, REMOVE, ADD or DELETE, with placeholders for values.")
    private String expression = "";

    @Mixin
    private final PlaceholderOptions placeholders = new PlaceholderOptions();

    @Option(
            names = "--if",
            paramLabel = "CONDITION",
            description = "Changes the movie only if this holds on the one that is stored; else ends with 1.")
    private @Nullable String onlyIf;

    @Option(
            names = "--return",
            paramLabel = "WHAT",
            defaultValue = "NONE",
            description = "What to print: ${COMPLETION-CANDIDATES}. Without it ${DEFAULT-VALUE}.")
    private ReturnValues returning = ReturnValues.NONE;

    UpdateCommand(Shell shell) {
        this.shell = shell;
        this.store = new StoreOptions(shell);
    }

    @Override
    public Integer call() {
        Update update = placeholders.update(expression);
        Optional<Condition> condition = placeholders.condition(onlyIf);
        try (MovieStore movies = store.open()) {
            DocumentTable table = movies.table();
            TableSchema schema = table.schema();
            UpdateRequest.Builder request = UpdateRequest.builder(schema, schema.key(year, title), update)
                    .returning(returning);
            condition.ifPresent(request::condition);
            table.update(request.build()).item().ifPresent(item -> shell.out().line(ItemLine.of(item)));
        }
        return ExitCode.DONE;
    }
}
