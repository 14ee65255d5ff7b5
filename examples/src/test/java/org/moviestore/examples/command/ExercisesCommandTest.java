// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.TableSchema;

class ExercisesCommandTest {
    @TempDir
    private Path folder;

    private String data(String json) throws IOException {
        return Files.writeString(folder.resolve("data.json"), json).toString();
    }

    @Test
    void exercises_asJson_printsALineForEachExerciseSortedByKey() throws IOException {
        String data = data("[{\"year\":2001,\"title\":\"Z\",\"info\":{\"actors\":[\"Tom Hanks\"]}},"
                + "{\"title\":\"b\",\"year\":1994},"
                + "{\"year\":1994,\"title\":\"B\"},"
                + "{\"info\":{\"rating\":7.60,\"actors\":[\"Tom Hanks\"]},\"year\":1985,\"title\":\"After Hours\"}]");

        Ran ran = Ran.command("exercises", "--json", "--data", data, "--store", "memory:");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.lines().stream().map(line -> line.replaceFirst("\"millis\":\\d+,", "")))
                .containsExactly(
                        "{\"store\":\"memory\",\"exercise\":1,\"count\":2,\"items\":[{\"title\":\"B\"},{\"title\":\"b\"}]}",
                        "{\"store\":\"memory\",\"exercise\":2,\"count\":1,\"items\":[{\"year\":1985,"
                                + "\"title\":\"After Hours\",\"info\":{\"actors\":[\"Tom Hanks\"],\"rating\":7.6}}]}",
                        "{\"store\":\"memory\",\"exercise\":3,\"count\":3,\"items\":[{\"year\":1985,"
                                + "\"title\":\"After Hours\",\"info\":{\"actors\":[\"Tom Hanks\"],\"rating\":7.6}},"
                                + "{\"year\":1994,\"title\":\"B\"},{\"year\":1994,\"title\":\"b\"}]}",
                        "{\"store\":\"memory\",\"exercise\":4,\"count\":2,\"items\":[{\"year\":1985,"
                                + "\"title\":\"After Hours\"},{\"year\":2001,\"title\":\"Z\"}]}",
                        "{\"store\":\"memory\",\"exercise\":5,\"count\":3,\"remaining\":1,\"items\":[{\"year\":1985,"
                                + "\"title\":\"After Hours\"},{\"year\":1994,\"title\":\"B\"},"
                                + "{\"year\":1994,\"title\":\"b\"}]}");
    }

    @Test
    void exercises_withDataThatIsNone_leaveTheTableAsItIs() throws IOException {
        Ran.command("create-table", "--store", "kept://exercises-kept");
        Ran.withInput("{\"year\":2020,\"title\":\"Old\"}", "put", "--store", "kept://exercises-kept");

        Ran missing = Ran.command("exercises", "--data", "no-such.json", "--store", "kept://exercises-kept");
        Ran empty = Ran.command("exercises", "--data", data("[]"), "--store", "kept://exercises-kept");

        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("there is no file no-such.json");
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).contains("holds no movie");
        assertThat(Ran.command("scan", "--store", "kept://exercises-kept").lines())
                .containsExactly("{\"year\":2020,\"title\":\"Old\"}");
    }

    @Test
    void exercises_onOneStore_printsEverythingForAPerson() {
        Ran ran = Ran.command("exercises", "--store", "memory:");

        assertThat(ran.code()).isZero();
        assertThat(ran.lines())
                .contains("   Forrest Gump", "   1985  After Hours", "   15 in " + millis(ran, "   15 in ") + " ms")
                .noneMatch(line -> line.contains("… and"));
        assertThat(ran.lines().stream().filter(line -> line.startsWith("   19")))
                .hasSizeGreaterThan(200);
    }

    private static String millis(Ran ran, String prefix) {
        String line = ran.lines().stream()
                .filter(each -> each.startsWith(prefix))
                .findFirst()
                .orElseThrow();
        return line.substring(prefix.length(), line.indexOf(" ms"));
    }

    @Test
    void exercises_tableThatIsThere_isMadeAnew() throws IOException {
        Ran.command("create-table", "--store", "kept://exercises-anew");
        Ran.withInput("{\"year\":2020,\"title\":\"Old\"}", "put", "--store", "kept://exercises-anew");

        Ran ran = Ran.command(
                "exercises", "--data", data("{\"year\":2021,\"title\":\"New\"}"), "--store", "kept://exercises-anew");

        assertThat(ran.code()).isZero();
        assertThat(Ran.command("scan", "--store", "kept://exercises-anew").lines())
                .containsExactly("{\"year\":2021,\"title\":\"New\"}");
    }

    @Test
    void exercises_tableOfSomethingElse_isLeftAlone() {
        DocumentStore store = KeptStoreProvider.kept("exercises-other");
        store.createTable(TableSchema.builder("Movies")
                        .partitionKey("id", AttributeType.STRING)
                        .build())
                .put(Item.of("id", "precious"));

        Ran ran = Ran.command("exercises", "--store", "kept://exercises-other");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.messages()).hasSize(1);
        assertThat(store.table("Movies").get(store.table("Movies").schema().key("precious")))
                .map(JsonForm.NATURAL::write)
                .contains("{\"id\":\"precious\"}");
    }

    @Test
    void exercises_dataWithBadRecords_namesThemAndEndsWith1() throws IOException {
        Ran ran = Ran.command(
                "exercises", "--data", data("{\"year\":2021,\"title\":\"New\"}\n{}\n"), "--store", "memory:");

        assertThat(ran.messages()).containsExactly("memory: line 2: this is no movie: it has no year");
        assertThat(ran.code()).isEqualTo(1);
    }
}
