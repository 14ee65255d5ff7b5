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

    /** Tests of two rules: one that every store runs, one for each side of a feature, and one of another feature. */
    private abstract static class Sample {
        @Rule({"B7", "T9"})
        abstract void always();

        @Rule("B7")
        abstract void alwaysToo();

        @Rule("T9")
        @RequiresFeature(TableFeature.CONSUMED_CAPACITY)
        abstract void present();

        @Rule("T9")
        @RequiresFeature(value = TableFeature.CONSUMED_CAPACITY, absent = true)
        abstract void absent();

        @Rule("T9")
        @RequiresFeature(TableFeature.IMMEDIATE_GLOBAL_INDEXES)
        abstract void ofAnother();
    }

    /** Returns the tally of a run of tests, of which one failed, over a store with the features. */
    private static Tally tally(List<Method> tests, Set<TableFeature> features, String failing) {
        Tally tally = new Tally();
        for (Method test : tests) {
            RequiresFeature required = test.getAnnotation(RequiresFeature.class);
            if (required != null && features.contains(required.value()) == required.absent()) {
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

    /** Returns the report of the sample, over a store with the features. */
    private Item sample(String name, Set<TableFeature> features, String failing) throws IOException {
        List<Method> tests = List.of(Sample.class.getDeclaredMethods());
        new ConformanceReport(name, features, tests, tally(tests, features, failing)).writeTo(folder);
        return JsonForm.NATURAL.readItem(Files.readString(folder.resolve(name + ".json")));
    }

    private static Item line(int run, int passed, Map<String, Integer> notApplicable) {
        return Item.builder()
                .set("run", run)
                .set("passed", passed)
                .set("notApplicable", notApplicable)
                .build();
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
        Item report = sample("nothing", Set.of(), "");

        assertThat(report.attribute("features")).contains(Values.list());
        assertThat(rule(report, "T9"))
                .isEqualTo(line(2, 2, Map.of("lacks CONSUMED_CAPACITY", 1, "lacks IMMEDIATE_GLOBAL_INDEXES", 1)));
        assertThat(Files.readString(folder.resolve("nothing.md")))
                .contains(
                        "# Conformance of nothing\n",
                        "\n| T9 | 2 | 2 | 1 (lacks CONSUMED_CAPACITY), 1 (lacks IMMEDIATE_GLOBAL_INDEXES) |\n");
    }

    @Test
    void report_ofAStoreWithAFeature_leavesOutItsRefusal() throws IOException {
        Item report = sample("some", Set.of(TableFeature.CONSUMED_CAPACITY), "");

        assertThat(report.attribute("features")).contains(Values.list("CONSUMED_CAPACITY"));
        assertThat(rule(report, "T9"))
                .isEqualTo(line(2, 2, Map.of("has CONSUMED_CAPACITY", 1, "lacks IMMEDIATE_GLOBAL_INDEXES", 1)));
    }

    @Test
    void report_ofAFailedTest_countsItAsRunAndNotAsPassed() throws IOException {
        Item report = sample("failing", Set.of(), "always");

        assertThat(rule(report, "B7")).isEqualTo(line(2, 1, Map.of()));
        assertThat(rule(report, "T9").attribute("passed")).contains(Values.number(1));
    }

    @Test
    void report_ofAnyStore_hasEachRuleInTheOrderOfTheContract() throws IOException {
        new ConformanceReport("any", Set.of(), new Tally()).writeTo(folder);
        Item report = JsonForm.NATURAL.readItem(Files.readString(folder.resolve("any.json")));

        List<String> rules = List.copyOf(rules(report).keySet());

        assertThat(rules).startsWith("A1", "A2").contains("H8").isSortedAccordingTo(Suite.RULE_ORDER);
        assertThat(rules.indexOf("A10")).isGreaterThan(rules.indexOf("A9"));
        assertThat(rules)
                .hasSameElementsAs(Suite.tests().stream()
                        .flatMap(test -> Suite.rulesOf(test).stream())
                        .toList());
    }

    @Test
    void report_ofANameWithOtherCharacters_isWrittenToAPlainFile() {
        new ConformanceReport("postgresql 15 (in a container)", Set.of(), new Tally()).writeTo(folder);

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
