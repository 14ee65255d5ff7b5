// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.moviestore.proof.ConformanceTable.Report;

/** Follows docs/adapters.md to the letter: its code is that of a project, and what it says to run passes there. */
class AdaptersGuideIT {
    private static final Path CONTRACT = Path.of("../../docs/contract.md");
    private static final Path GUIDE = Path.of("../../docs/adapters.md");
    private static final Path PROJECT = Path.of("src/test/adapters/files");

    /** A block of the guide, with the comment before it: a file, maybe one region of it, or what to run. */
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^(?:<!-- (\\w+)(?:: ([^ #]+)(?:#(\\w+))?)? -->\n)?```\\w*\n((?:(?!```).*\n)*)```$");

    private static List<MatchResult> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(GUIDE)).results().toList();
    }

    /** Returns the lines between the marks of a region, moved to the left. */
    private static String region(String source, String name) {
        int from = source.indexOf("// region: " + name + "\n") + ("// region: " + name + "\n").length();
        int to = source.indexOf("// end: " + name, from);
        assertThat(to).as("region %s", name).isGreaterThan(from);
        return source.substring(from, source.lastIndexOf('\n', to) + 1).indent(-4);
    }

    @Test
    void guide_inEachBlock_showsTheProjectThatIsRun() throws IOException {
        List<String> shown = new ArrayList<>();
        for (MatchResult block : blocks()) {
            assertThat(block.group(1))
                    .as("the comment before %s", block.group(4))
                    .isIn("file", "run");
            if (block.group(1).equals("file")) {
                String source = Files.readString(PROJECT.resolve(block.group(2)));
                String expected = block.group(3) == null ? source : region(source, block.group(3));
                shown.add(block.group(2));

                assertThat(block.group(4)).as(block.group(2)).isEqualTo(withoutLicence(expected));
            }
        }

        assertThat(shown)
                .contains(
                        "pom.xml",
                        "src/main/java/example/files/FilesStore.java",
                        "src/main/java/example/files/FilesTable.java",
                        "src/test/java/example/files/FilesHarness.java",
                        "src/test/java/example/files/FilesConformanceTest.java");
    }

    private static String withoutLicence(String source) {
        return source.replaceFirst("^// SPDX[^\n]*\n", "");
    }

    @Test
    void project_builtAsTheGuideSays_keepsEveryRule() throws Exception {
        OutsideProject project = OutsideProject.copyOf(PROJECT);
        List<String> commands = blocks().stream()
                .filter(block -> block.group(1).equals("run"))
                .map(block -> block.group(4).strip())
                .toList();

        assertThat(commands).containsExactly("mvn test");
        String output = project.mvn(List.of(commands.get(0).split(" ")).subList(1, 2));

        assertThat(output).containsPattern("conformance: files [0-9]+ tests, [0-9]+ not applicable \\(");
        Report report = Report.parse(Files.readString(project.folder().resolve("target/conformance/files.json")));
        String page = ConformanceTable.page(Files.readString(CONTRACT), List.of(report));
        assertThat(page).contains("| A1 |", "| T9 |").doesNotContain("✗");
    }
}
