// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.util.concurrent.Callable;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.table.DocumentStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the names of all tables. */
@Command(name = "tables", description = "Prints the names of all tables of the store, as {\"table\":\"Movies\"}.")
final class TablesCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final StoreOptions store;

    TablesCommand(Shell shell) {
        this.shell = shell;
        this.store = new StoreOptions(shell);
    }

    @Override
    public Integer call() {
        try (DocumentStore opened = DocumentStore.open(store.url())) {
            for (String table : opened.listTables()) {
                shell.out().line(JsonForm.NATURAL.write(Item.of("table", table)));
            }
        }
        return ExitCode.DONE;
    }
}
