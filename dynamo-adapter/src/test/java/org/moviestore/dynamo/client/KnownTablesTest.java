// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.dynamo.client.RemadeTable.BY_NUMBER;
import static org.moviestore.dynamo.client.RemadeTable.BY_TEXT;
import static org.moviestore.dynamo.client.RemadeTable.table;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.DocumentTable;

/** Which table is known, and how long. */
class KnownTablesTest {
    private final RemadeTable movies = new RemadeTable();
    private final MemoryStore store = movies.store();
    private final KnownTables tables = movies.known(store);

    @Test
    void table_askedForWithinASecond_isTheOneKnown() {
        store.createTable(BY_TEXT);
        DocumentTable known = table(tables);

        movies.makeAnew(BY_NUMBER);
        movies.pass(Duration.ofSeconds(1).minusNanos(1));

        assertThat(table(tables)).isSameAs(known);
    }

    @Test
    void table_askedForAfterASecond_isTheOneThereIs() {
        store.createTable(BY_TEXT);
        table(tables);

        movies.makeAnew(BY_NUMBER);
        movies.pass(Duration.ofSeconds(1));

        assertThat(table(tables).schema()).isEqualTo(BY_NUMBER);
    }

    @Test
    void table_thatIsNotThere_isNotFoundUntilItIs() {
        assertThatThrownBy(() -> table(tables)).isInstanceOf(TableNotFoundException.class);

        store.createTable(BY_TEXT);

        assertThat(table(tables).schema()).isEqualTo(BY_TEXT);
    }

    @Test
    void table_thatWasForgotten_isAskedForAgain() {
        store.createTable(BY_TEXT);
        table(tables);
        store.dropTable("Movies");

        tables.forget("Movies");

        assertThatThrownBy(() -> table(tables)).isInstanceOf(TableNotFoundException.class);
    }

    @Test
    void table_thatWasRemembered_isNotAskedFor() {
        DocumentTable created = store.createTable(BY_TEXT);

        tables.remember(created);

        assertThat(table(tables)).isSameAs(created);
    }

    @Test
    void table_thatIsHeardToBeAnother_isAskedForAgain() {
        store.createTable(BY_TEXT);
        DocumentTable known = table(tables);

        tables.hear(BY_TEXT);
        assertThat(table(tables)).isSameAs(known);
        movies.makeAnew(BY_NUMBER);
        tables.hear(BY_NUMBER);

        assertThat(table(tables).schema()).isEqualTo(BY_NUMBER);
    }
}
