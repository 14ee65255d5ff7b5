// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.moviestore.proof.ConformanceTable.Report;

/**
 * Collects the reports that the suites of all modules have written in this build, and compares them with
 * docs/conformance.md. A report that is older than the code it speaks of is none. Where the command line selects tests,
 * a suite may rightly not have been run, and there is nothing to compare.
 */
class ConformanceReportIT {
    private static final Path ROOT = Path.of("../..");
    private static final Path DOCUMENT = ROOT.resolve("docs/conformance.md");
    private static final Path WRITTEN = Path.of("target/conformance.md");
    private static final List<String> SELECTIONS = List.of("test", "it.test", "groups", "excludedGroups");

    private static final Path MEMORY = Path.of("conformance/kit");
    private static final Path POSTGRES = Path.of("postgres-adapter");
    private static final Path DYNAMO = Path.of("dynamo-adapter");

    /** Returns the report of a suite that this build has run, in its module. */
    private static Report report(Path module, String backend) throws IOException {
        Path file = ROOT.resolve(module).resolve("target/conformance/" + backend + ".json");
        boolean isThere = Files.exists(file)
                && Stream.of(Path.of("core-api"), MEMORY, module)
                        .allMatch(code -> newestClass(ROOT.resolve(code)).compareTo(modified(file)) <= 0);
        if (!isThere) {
            Assumptions.assumeTrue(
                    SELECTIONS.stream().allMatch(name -> System.getProperty(name) == null),
                    "the suite of " + backend + " was not selected");
        }
        assertThat(isThere)
                .as("a report of %s in %s, newer than its code; \"mvn verify\" runs all suites", backend, file)
                .isTrue();
        return Report.parse(Files.readString(file));
    }

    private static FileTime newestClass(Path module) {
        try (Stream<Path> files = Files.walk(module.resolve("target/classes"))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(ConformanceReportIT::modified)
                    .max(FileTime::compareTo)
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void document_onEachRuleAndBackend_saysWhatTheSuitesFound() throws IOException {
        List<Report> reports =
                List.of(report(MEMORY, "memory"), report(POSTGRES, "postgresql"), report(DYNAMO, "dynamodb"));

        String page = ConformanceTable.page(Files.readString(ROOT.resolve("docs/contract.md")), reports);
        Files.writeString(WRITTEN, page);

        assertThat(Files.readString(DOCUMENT))
                .as("docs/conformance.md; if this build is right: cp conformance/proof/%s docs/conformance.md", WRITTEN)
                .isEqualTo(page);
    }

    @Test
    @Tag("full")
    void otherServers_keepTheSameRules() throws IOException {
        Report tested = report(POSTGRES, "postgresql");

        for (String other : List.of("postgresql-14", "postgresql-18-C")) {
            assertThat(report(POSTGRES, other).rules()).as(other).isEqualTo(tested.rules());
        }
    }
}
