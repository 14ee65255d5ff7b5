// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.Throughput;

class TableCommandsTest {
    private static Throughput throughputOf(DocumentStore store, String table) {
        return store.describeTable(table).schema().throughput();
    }

    @Test
    void createTable_withoutUnits_isOnDemand() {
        DocumentStore store = KeptStoreProvider.kept("create-on-demand");

        Ran ran = Ran.command("create-table", "--store", "kept://create-on-demand?table=Films");

        assertThat(ran).isEqualTo(new Ran(0, "", ""));
        assertThat(throughputOf(store, "Films")).isEqualTo(Throughput.onDemand());
    }

    @Test
    void createTable_withUnits_isProvisioned() {
        DocumentStore store = KeptStoreProvider.kept("create-provisioned");

        Ran ran = Ran.command(
                "create-table", "--read-units", "10", "--write-units", "20", "--store", "kept://create-provisioned");

        assertThat(ran.code()).isZero();
        assertThat(throughputOf(store, "Movies")).isEqualTo(Throughput.provisioned(10, 20));
    }

    @Test
    void createTable_withHalfOfTheUnits_isRefused() {
        Ran ran = Ran.command("create-table", "--read-units", "10", "--store", "kept://create-half");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages())
                .containsExactly("moviestore: --read-units and --write-units are given together, or neither");
    }

    @Test
    void createTable_thatIsThere_isRefused() {
        Ran.command("create-table", "--store", "kept://create-twice");

        Ran ran = Ran.command("create-table", "--store", "kept://create-twice");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).containsExactly("moviestore: there is a table Movies in this store already");
    }

    @Test
    void createTable_nameOutsideThePattern_isRefused() {
        Ran ran = Ran.command("create-table", "--store", "kept://create-name?table=a%22b");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).hasSize(1);
        assertThat(KeptStoreProvider.kept("create-name").listTables()).isEmpty();
    }

    @Test
    void tables_ofAStore_areJsonLinesInOrder() {
        Ran.command("create-table", "--store", "kept://tables?table=Zulu");
        Ran.command("create-table", "--store", "kept://tables?table=Movies");

        Ran ran = Ran.command("tables", "--store", "kept://tables");

        assertThat(ran.lines()).containsExactly("{\"table\":\"Movies\"}", "{\"table\":\"Zulu\"}");
        assertThat(ran.code()).isZero();
    }

    @Test
    void dropTable_thatIsThere_dropsIt() {
        Ran.command("create-table", "--store", "kept://drop");

        Ran ran = Ran.command("drop-table", "--store", "kept://drop");

        assertThat(ran).isEqualTo(new Ran(0, "", ""));
        assertThat(KeptStoreProvider.kept("drop").listTables()).isEmpty();
    }

    @Test
    void dropTable_thatIsMissing_saysWhatToDo() {
        Ran ran = Ran.command("drop-table", "--store", "kept://drop-missing");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).singleElement().asString().contains("there is no table Movies");
    }

    @Test
    void migrate_storeWithoutMigrations_saysSo() {
        Ran ran = Ran.command("migrate", "--store", "memory:");

        assertThat(ran.code()).isZero();
        assertThat(ran.messages())
                .containsExactly("moviestore: there is nothing to migrate in a store of scheme memory");
    }
}
