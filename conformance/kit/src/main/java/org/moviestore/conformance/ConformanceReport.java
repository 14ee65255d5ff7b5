// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.table.TableFeature;

/**
 * Which rules a backend was seen to keep, by how many tests: the same for the same code, whenever and wherever the
 * suite is run. It is written as JSON, for programs, and as Markdown.
 */
final class ConformanceReport {
    private final String backend;
    private final Set<TableFeature> features;
    private final Map<String, Line> lines = new TreeMap<>(Suite.RULE_ORDER);

    /** The tests of one rule. */
    private static final class Line {
        private int run;
        private int passed;
        private final Map<String, Integer> notApplicable = new TreeMap<>();
    }

    ConformanceReport(String backend, Set<TableFeature> features, Tally tally) {
        this(backend, features, Suite.tests(), tally);
    }

    /** Reports on these tests alone. */
    ConformanceReport(String backend, Set<TableFeature> features, List<Method> tests, Tally tally) {
        this.backend = backend;
        this.features = new TreeSet<>(features);
        for (Method test : tests) {
            for (String rule : Suite.rulesOf(test)) {
                count(test, tally, lines.computeIfAbsent(rule, unknown -> new Line()));
            }
        }
    }

    private static void count(Method test, Tally tally, Line line) {
        RequiresFeature required = test.getAnnotation(RequiresFeature.class);
        if (tally.wasRun(test) || required == null) {
            line.run++;
            line.passed += tally.hasPassed(test) ? 1 : 0;
        } else {
            line.notApplicable.merge((required.absent() ? "has " : "lacks ") + required.value(), 1, Integer::sum);
        }
    }

    /** Writes the report into files of the folder that are named after the backend. */
    void writeTo(Path folder) {
        String name = backend.replaceAll("[^A-Za-z0-9.]+", "-");
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".json"), JsonForm.NATURAL.write(toItem()) + "\n");
            Files.writeString(folder.resolve(name + ".md"), toMarkdown());
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written to " + folder.toAbsolutePath(), e);
        }
    }

    private Item toItem() {
        Item.Builder rules = Item.builder();
        lines.forEach((rule, line) -> rules.set(
                rule,
                Item.builder()
                        .set("run", line.run)
                        .set("passed", line.passed)
                        .set("notApplicable", line.notApplicable)
                        .build()));
        return Item.builder()
                .set("backend", backend)
                .set("features", features.stream().map(Enum::name).toList())
                .set("rules", rules.build())
                .build();
    }

    private String toMarkdown() {
        List<String> text = new ArrayList<>();
        text.add("# Conformance of " + backend);
        text.add("");
        text.add(features.isEmpty() ? "It declares no feature." : "It declares " + features + ".");
        text.add("");
        text.add("| rule | tests | passed | not applicable |");
        text.add("|---|---|---|---|");
        lines.forEach((rule, line) -> {
            List<String> gaps = new ArrayList<>();
            line.notApplicable.forEach((why, tests) -> gaps.add(tests + " (" + why + ")"));
            text.add("| " + String.join(" | ", rule, "" + line.run, "" + line.passed, String.join(", ", gaps)) + " |");
        });
        return String.join("\n", text) + "\n";
    }
}
