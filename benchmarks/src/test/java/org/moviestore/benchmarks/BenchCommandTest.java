// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return new BenchCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false)
                .commandLine()
                .execute(arguments);
    }

    private String message() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void list_showsEveryNumberOnce() {
        int code = run("--list");

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSameSizeAs(Goal.values());
    }

    @Test
    void list_withNamesAndNumbers_showsThose() {
        int code = run("--list", "--only", "get,29");

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(4);
    }

    @Test
    void list_ofAQuickRun_leavesOutWhatTakesLong() {
        run("--list", "--quick");

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("bulk-load").doesNotContain("load-1m");
    }

    @Test
    void list_ofAQuickRunOfWhatTakesLong_hasIt() {
        run("--list", "--quick", "--only", "load-1m");

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("load-1m").hasLineCount(1);
    }

    @Test
    void only_unknownName_isWrongUsage() {
        int code = run("--only", "get,got");

        assertThat(code).isEqualTo(2);
        assertThat(message()).contains("there is no got to measure").hasLineCount(1);
    }

    @Test
    void unknownOption_isWrongUsage() {
        int code = run("--fast");

        assertThat(code).isEqualTo(2);
        assertThat(message()).contains("--fast").hasLineCount(1);
    }

    @Test
    void json_folderThatIsMissing_isWrongUsageBeforeAnythingIsMeasured(@TempDir Path folder) {
        int code = run("--json", folder.resolve("none/results.json").toString());

        assertThat(code).isEqualTo(2);
        assertThat(message()).contains("cannot be written");
    }

    @Test
    void from_resultsOfBefore_drawsThem(@TempDir Path folder) throws IOException {
        Quartiles spread = new Quartiles(0.8, 0.9, 1.25);
        List<Result> results = List.of(
                new Result(Goal.GET, 40, 36, spread),
                new Result(Goal.BATCH_PUT_5000, 1, 12, new Quartiles(11, 12, 13)),
                new Result(Goal.GET_AGAINST_JOOQ, 40, 50, spread),
                new Result(Goal.BYTES_PER_GET, 6000, 0, new Quartiles(6000, 6000, 6000)));
        Path json = Files.writeString(folder.resolve("results.json"), Report.json(results));

        int code = run("--from", json.toString(), "--charts", folder.toString());

        assertThat(message()).isEmpty();
        assertThat(code).isZero();
        assertThat(Report.read(Files.readString(json))).isEqualTo(results);
        assertThat(folder.resolve("bench-by-hand.svg")).content().contains(">get<", ">0.90<");
        assertThat(folder.resolve("bench-at-once.svg")).content().contains(">batch-put-5000<", ">12.00<");
        assertThat(folder.resolve("bench-others.svg"))
                .content()
                .contains(">get: jOOQ<", ">1.11<")
                .startsWith("<svg")
                .endsWith("</svg>\n");
    }

    @Test
    void from_withoutCharts_isWrongUsage() {
        assertThat(run("--from", "results.json")).isEqualTo(2);
        assertThat(message()).contains("--charts FOLDER");
    }
}
