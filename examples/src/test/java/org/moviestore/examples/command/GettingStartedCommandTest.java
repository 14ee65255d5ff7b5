// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.moviestore.MovieStore;

class GettingStartedCommandTest {
    @Test
    void gettingStarted_withoutAStore_runsInMemory() {
        Ran ran = Ran.command("getting-started");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.lines()).contains("   178 loaded", "   dropped");
    }

    @Test
    void gettingStarted_tableThatIsThere_isLeftAlone() {
        MovieStore movies = MovieStore.over(KeptStoreProvider.kept("started-there"), "Movies");
        movies.createTable();

        Ran ran = Ran.command("getting-started", "--store", "kept://started-there");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages())
                .singleElement()
                .asString()
                .contains(
                        "name another in the URL",
                        "dynamodb://region/Started",
                        "?table=Started for PostgreSQL, a server (tcp:) or memory:");
        assertThat(movies.store().listTables()).containsExactly("Movies");
    }
}
