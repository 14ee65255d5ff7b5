// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.concurrent.Callable;
import org.moviestore.MovieStore;
import org.moviestore.examples.sdk.GettingStarted;
import org.moviestore.examples.sdk.SdkClients;
import org.moviestore.table.StoreProviders;
import org.moviestore.table.StoreUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/** Runs a program for DynamoDB's client on any store. */
@Command(
        name = "getting-started",
        description = {
            "Runs a program written for the AWS SDK's DynamoDB client, on any store.",
            "On dynamodb:// it has the SDK's own client, elsewhere the one over a store; the program is the same, and"
                    + " so is what it prints.",
            "Without a store it runs in memory. Leaves nothing behind, and refuses if there is a table of movies."
        },
        footer = {
            "",
            "Examples:",
            "  moviestore getting-started",
            "  moviestore getting-started --store postgresql://localhost/films?table=Started"
        })
final class GettingStartedCommand implements Callable<Integer> {
    private static final String WITHOUT_A_STORE = "memory:";

    private final Shell shell;

    @Mixin
    private final StoreOptions store;

    GettingStartedCommand(Shell shell) {
        this.shell = shell;
        this.store = new StoreOptions(shell);
    }

    @Override
    public Integer call() {
        String url = store.named().isPresent() ? store.url() : WITHOUT_A_STORE;
        StoreUrl parsed = StoreUrl.parse(url);
        String table = StoreProviders.forUrl(parsed).tableName(parsed).orElse(MovieStore.DEFAULT_TABLE);
        try (DynamoDbClient client = SdkClients.open(url)) {
            new GettingStarted(client, table, shell.out()::line).run();
            return ExitCode.DONE;
        } catch (ResourceInUseException e) {
            throw new UsageException(
                    "there is a table " + table + " already, which the program would drop; name another"
                            + " in the URL: dynamodb://region/Started, or ?table=Started for PostgreSQL, a server"
                            + " (tcp:) or memory:");
        }
    }
}
