// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The other commands on a store that a server offers. */
class ServedCommandsTest {
    private static List<String> results(Ran ran, String name) {
        return ran.lines().stream()
                .map(line -> line.replace("\"store\":\"" + name + "\"", "\"store\":\"\"")
                        .replaceFirst("\"millis\":\\d+,", ""))
                .toList();
    }

    @Test
    void exercises_throughAServer_equalThoseDoneDirectly() throws Exception {
        try (Served served = Served.store("memory:")) {
            Ran direct = Ran.command("exercises", "--json", "--store", "memory:");
            Ran through = Ran.command("exercises", "--json", "--store", served.url());

            assertThat(through.code()).isZero();
            assertThat(through.err()).isEmpty();
            assertThat(results(through, "tcp")).hasSize(5).isEqualTo(results(direct, "memory"));
        }
    }

    @Test
    void commands_throughAServer_workOnItsStore() throws Exception {
        try (Served served = Served.store("memory:")) {
            String store = served.url();

            Ran created = Ran.command("create-table", "--store", store);
            Ran loaded = Ran.withInput(
                    "[{\"year\":2013,\"title\":\"Rush\"},{\"year\":2013}]", "load", "-", "--store", store);
            Ran put = Ran.withInput("{\"year\":2013,\"title\":\"Her\"}", "put", "--store", store);
            Ran updated = Ran.command(
                    "update", "2013", "Rush", "SET info = :i", "--value", ":i={\"rating\":8.1}", "--store", store);
            Ran got = Ran.command("get", "2013", "Rush", "--store", store);
            Ran queried = Ran.command("query", "2013", "--store", store);
            Ran refused = Ran.command(
                    "delete", "2013", "Rush", "--if", "info.rating < :r", "--value", ":r=8", "--store", store);
            Ran deleted = Ran.command("delete", "2013", "Rush", "--store", store);
            Ran scanned = Ran.command("scan", "--store", store);
            Ran tables = Ran.command("tables", "--store", store);
            Ran dropped = Ran.command("drop-table", "--store", store);
            Ran gone = Ran.command("scan", "--store", store);

            String rush = "{\"year\":2013,\"title\":\"Rush\",\"info\":{\"rating\":8.1}}";
            assertThat(List.of(created, put, deleted, dropped)).allMatch(ran -> ran.code() == 0);
            assertThat(loaded.code()).isEqualTo(1);
            assertThat(loaded.out()).contains("\"loaded\":1", "\"refused\":1");
            assertThat(updated.code()).isZero();
            assertThat(got.lines()).containsExactly(rush);
            assertThat(queried.lines()).containsExactly("{\"year\":2013,\"title\":\"Her\"}", rush);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(scanned.lines()).containsExactly("{\"year\":2013,\"title\":\"Her\"}");
            assertThat(tables.lines()).containsExactly("{\"table\":\"Movies\"}");
            assertThat(gone.code()).isEqualTo(2);
            assertThat(gone.messages()).singleElement().asString().contains("there is no table Movies");
        }
    }

    @Test
    void command_whereNoServerListens_saysWhatToDo() throws Exception {
        String url;
        try (Served served = Served.store("memory:")) {
            url = served.url();
        }

        Ran ran = Ran.command("scan", "--store", url);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).singleElement().asString().doesNotContain("should not happen");
    }
}
