// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.concurrent.Callable;
import org.moviestore.MovieStore;
import org.moviestore.postgres.PostgresStore;
import org.moviestore.table.StoreUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prepares a database. */
@Command(
        name = "migrate",
        description = {
            "Creates what the store itself needs in a PostgreSQL database, the schema moviestore, or brings it up to"
                    + " date. Run it as a role with the right to, where the store's own role has none and opens the"
                    + " store with migrate=false.",
            "For other stores there is nothing to do."
        },
        footer = {"", "Example: moviestore migrate --store postgresql://owner@localhost/films"})
final class MigrateCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final StoreOptions store;

    MigrateCommand(Shell shell) {
        this.shell = shell;
        this.store = new StoreOptions(shell);
    }

    @Override
    public Integer call() {
        String url = store.url();
        String scheme = StoreUrl.parse(url).scheme();
        if (scheme.equals("postgresql") || scheme.equals("postgres")) {
            PostgresStore.migrate(url);
            shell.say("moviestore: the database is ready");
        } else {
            // Tells a wrong URL from one of a store without migrations.
            MovieStore.open(url).close();
            shell.say("moviestore: there is nothing to migrate in a store of scheme " + scheme);
        }
        return ExitCode.DONE;
    }
}
