// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.table.TableFeature;

/** What docs/conformance.md says: the rules of the contract and what the reports of the backends say of each. */
final class ConformanceTable {
    private static final Pattern RULE =
            Pattern.compile("(?m)^\\*\\*([A-Z][0-9]+)\\. ([^*]+)\\.\\*\\*([^\n]*(?:\n(?!\n)[^\n]*)*)");
    private static final String TO_COME = "To come.";
    private static final String LACKS = "lacks ";

    private static final String HEAD = """
            # Conformance

            What each backend keeps of [the contract](contract.md), as the conformance kit found it. DynamoDB is DynamoDB Local
            here, and PostgreSQL is 18 with a database that sorts by ICU; `mvn verify -Pfull` fails unless 14, and 18 with the
            collation C, keep the same. How many tests there are of each rule is in the reports that every run of the kit leaves
            in `target/conformance`.

            This page is written by `mvn verify`, which fails where it says anything else than the suites have found.

            ## Features

            All that a backend may lack. It then refuses what needs the feature, and that is tested in its place.

            """;

    private static final String RULES = """

            ## Rules

            ✓: all tests of the rule passed; what they could not test for want of a feature is named.

            """;

    private ConformanceTable() {}

    /**
     * What a backend's report says.
     *
     * @param backend its name
     * @param features what it declares
     * @param rules what was run of each rule
     */
    record Report(String backend, Set<TableFeature> features, Map<String, Tests> rules) {
        static Report parse(String json) {
            Item report = JsonForm.NATURAL.readItem(json);
            Map<String, Tests> rules = new LinkedHashMap<>();
            map(report, "rules").forEach((rule, tests) -> rules.put(rule, Tests.of(new Item(entries(tests)))));
            Set<TableFeature> features = ((ListValue)
                            report.attribute("features").orElseThrow())
                    .elements().stream()
                            .map(name -> TableFeature.valueOf(text(name)))
                            .collect(Collectors.toCollection(TreeSet::new));
            return new Report(text(report.attribute("backend").orElseThrow()), features, rules);
        }
    }

    /**
     * The tests of a rule over a backend.
     *
     * @param run how many were run
     * @param passed how many of them passed
     * @param notApplicable how many were not run, for each reason
     */
    record Tests(int run, int passed, Map<String, Integer> notApplicable) {
        static Tests of(Item tests) {
            Map<String, Integer> notApplicable = new LinkedHashMap<>();
            map(tests, "notApplicable").forEach((why, count) -> notApplicable.put(why, number(count)));
            return new Tests(
                    number(tests.attribute("run").orElseThrow()),
                    number(tests.attribute("passed").orElseThrow()),
                    notApplicable);
        }

        /** Says whether all tests passed that apply, and for want of which features some do not. */
        String mark() {
            List<String> lacking = notApplicable.keySet().stream()
                    .filter(why -> why.startsWith(LACKS))
                    .map(why -> "`" + why.substring(LACKS.length()) + "`")
                    .toList();
            String passes = run == 0 ? "–" : passed == run ? "✓" : "✗ " + passed + " of " + run;
            return lacking.isEmpty() ? passes : passes + " lacks " + String.join(", ", lacking);
        }
    }

    private static Map<String, AttributeValue> map(Item item, String name) {
        return entries(item.attribute(name).orElseThrow());
    }

    private static Map<String, AttributeValue> entries(AttributeValue value) {
        return ((MapValue) value).entries();
    }

    private static String text(AttributeValue value) {
        return ((StringValue) value).text();
    }

    private static int number(AttributeValue value) {
        return ((NumberValue) value).value().intValueExact();
    }

    /** Returns the page for a contract and the reports of some backends, each of which has every rule. */
    static String page(String contract, List<Report> reports) {
        List<String> lines = new ArrayList<>(HEAD.lines().toList());
        addHead(lines, "| feature |", reports);
        for (TableFeature feature : TableFeature.values()) {
            addRow(
                    lines,
                    "| `" + feature + "` |",
                    reports,
                    report -> report.features().contains(feature) ? "✓" : "–");
        }
        lines.addAll(RULES.lines().toList());
        addHead(lines, "| rule | |", reports);
        Matcher rules = RULE.matcher(contract);
        while (rules.find()) {
            String rule = rules.group(1);
            boolean isToCome = rules.group(3).strip().equals(TO_COME);
            addRow(
                    lines,
                    "| " + rule + " | " + rules.group(2) + " |",
                    reports,
                    report -> isToCome ? "to come" : mark(report, rule));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String mark(Report report, String rule) {
        Tests tests = report.rules().get(rule);
        if (tests == null) {
            throw new IllegalStateException(report.backend() + " has no test of rule " + rule);
        }
        return tests.mark();
    }

    private static void addHead(List<String> lines, String first, List<Report> reports) {
        addRow(lines, first, reports, Report::backend);
        lines.add(first.replaceAll("[^|]+", "---") + "---|".repeat(reports.size()));
    }

    private static void addRow(List<String> lines, String first, List<Report> reports, Function<Report, String> cell) {
        lines.add(first
                + reports.stream()
                        .map(report -> " " + cell.apply(report) + " |")
                        .collect(Collectors.joining()));
    }
}
