// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.Item;
import org.moviestore.item.Values;
import org.moviestore.json.JsonForm;
import org.moviestore.table.TableFeature;

/** The report says of each rule what was run and what not, and only a whole run makes one. */
class ConformanceReportTest {
    @TempDir
    private Path folder;

    private static boolean needs(Method test, boolean present) {
        RequiresFeature required = test.getAnnotation(RequiresFeature.class);
        return required != null && required.absent() != present;
    }

    /** Returns the tally of a run in which a test failed, over a store that has every feature or none. */
    private static Tally tally(String failing, boolean withFeatures) {
        Tally tally = new Tally();
        for (Method test : Suite.tests()) {
            if (needs(test, !withFeatures)) {
                tally.leftOut(test);
            } else {
                tally.succeeded(test);
                if (test.getName().equals(failing)) {
                    tally.failed(test);
                }
            }
        }
        return tally;
    }

    private Item written(String name, Set<TableFeature> features, Tally tally) throws IOException {
        new ConformanceReport(name, features, tally).writeTo(folder);
        return JsonForm.NATURAL.readItem(Files.readString(folder.resolve(name + ".json")));
    }

    private static Item rule(Item report, String rule) {
        return rules(report).get(rule);
    }

    private static Map<String, Item> rules(Item report) {
        Map<String, Item> rules = new LinkedHashMap<>();
        ((MapValue) report.attribute("rules").orElseThrow())
                .entries()
                .forEach((name, value) -> rules.put(name, new Item(((MapValue) value).entries())));
        return rules;
    }

    @Test
    void report_ofAStoreWithoutFeatures_saysWhatDoesNotApplyAndWhy() throws IOException {
        Item report = written("nothing", Set.of(), tally("", false));

        assertThat(report.attribute("features")).contains(Values.list());
        assertThat(rule(report, "T9"))
                .isEqualTo(Item.builder()
                        .set("run", 2)
                        .set("passed", 2)
                        .set("notApplicable", Map.of("lacks CONSUMED_CAPACITY", 1))
                        .build());
        assertThat(Files.readString(folder.resolve("nothing.md")))
                .contains("# Conformance of nothing\n", "\n| T9 | 2 | 2 | 1 (lacks CONSUMED_CAPACITY) |\n");
    }

    @Test
    void report_ofAStoreWithEveryFeature_leavesOutTheRefusals() throws IOException {
        Item report = written("all", Set.of(TableFeature.values()), tally("", true));

        assertThat(report.attribute("features")).contains(Values.list("CONSUMED_CAPACITY"));
        assertThat(rule(report, "T9").attribute("notApplicable"))
                .contains(Values.of(Map.of("has CONSUMED_CAPACITY", 1)));
    }

    @Test
    void report_ofAFailedTest_countsItAsRunAndNotAsPassed() throws IOException {
        Item report = written("failing", Set.of(), tally("get_ofAnAbsentItem_findsNothing", false));

        assertThat(rule(report, "B7"))
                .isEqualTo(Item.builder()
                        .set("run", 3)
                        .set("passed", 2)
                        .set("notApplicable", Map.of())
                        .build());
    }

    @Test
    void report_ofAnyStore_hasEachRuleInTheOrderOfTheContract() throws IOException {
        List<String> rules =
                List.copyOf(rules(written("any", Set.of(), tally("", false))).keySet());

        assertThat(rules).startsWith("A1", "A2").contains("H8").isSortedAccordingTo(Suite.RULE_ORDER);
        assertThat(rules.indexOf("A10")).isGreaterThan(rules.indexOf("A9"));
    }

    @Test
    void report_ofANameWithOtherCharacters_isWrittenToAPlainFile() {
        new ConformanceReport("postgresql 15 (in a container)", Set.of(), tally("", false)).writeTo(folder);

        assertThat(folder.resolve("postgresql-15-in-a-container-.json")).exists();
    }

    @Test
    void run_ofSomeTestsOnly_leavesNoReport() {
        SuiteRun run =
                SuiteRun.of(MemoryConformanceTest.class, Set.of("get_ofAnAbsentItem_findsNothing"), folder.toString());

        assertThat(run.succeeded()).hasSize(1);
        assertThat(folder).isEmptyDirectory();
    }
}
