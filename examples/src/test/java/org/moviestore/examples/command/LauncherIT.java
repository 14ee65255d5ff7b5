// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The launcher as a shell runs it, over what this build has made, from a project folder with blanks in its path. */
class LauncherIT {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path BASH = Path.of("/bin/bash");

    private Path folder = PROJECT;
    private Path root = PROJECT;

    @BeforeEach
    void linkTheProject(TestInfo test) throws IOException {
        if (!Files.isExecutable(BASH)) {
            System.err.println("*** NOT RUN: the tests of the launcher, since there is no " + BASH + " ***");
        }
        assumeTrue(Files.isExecutable(BASH), "there is no " + BASH);
        assertThat(PROJECT.resolve("examples/target/launcher-built")).exists();
        String name = test.getTestMethod().orElseThrow().getName();
        folder = PROJECT.resolve("examples/target/launcher-tests").resolve(name);
        deleteAll(folder);
        root = Files.createDirectories(folder.resolve("a project"));
        Files.copy(PROJECT.resolve("moviestore"), root.resolve("moviestore"));
        for (String part : List.of(
                "pom.xml",
                ".mvn",
                "core-api",
                "dynamo-adapter",
                "postgres-adapter",
                "remote-adapter",
                "conformance",
                "examples")) {
            Files.createSymbolicLink(root.resolve(part), PROJECT.resolve(part));
        }
    }

    /** Deletes a folder with everything in it, and of links nothing but themselves. */
    private static void deleteAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> inside = Files.walk(folder)) {
                for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private Ran run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("moviestore").toString()));
        command.addAll(Arrays.asList(arguments));
        return run(environment, command);
    }

    private Ran run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path elsewhere = Files.createDirectories(folder.resolve("some where else"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("HOME", elsewhere.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Ran(
                process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    private String films() throws IOException {
        return "memory:?load="
                + Files.writeString(folder.resolve("films.json"), "[{\"year\":2001,\"title\":\"Amélie à la carte\"}]");
    }

    @Test
    void launcher_fromAnotherFolder_runsTheCommandWithItsArgumentsAsTheyAre() throws Exception {
        Ran ran = run(Map.of("MOVIESTORE_STORE", films()), "get", "2001", "Amélie à la carte");

        assertThat(ran).isEqualTo(new Ran(0, "{\"year\":2001,\"title\":\"Amélie à la carte\"}\n", ""));
    }

    @Test
    void launcher_inALocaleWithoutUtf8_stillTakesAnyTitle() throws Exception {
        Ran ran = run(Map.of("MOVIESTORE_STORE", films(), "LC_ALL", "C"), "get", "2001", "Amélie à la carte");

        assertThat(ran.code()).isZero();
    }

    @Test
    void launcher_throughALink_findsTheProject() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("moviestore"));

        Ran ran = run(Map.of(), List.of(link.toString(), "get", "1850", "Nothing", "--store", films()));

        assertThat(ran).isEqualTo(new Ran(1, "", "moviestore: there is no movie \"Nothing\" of 1850\n"));
    }

    @Test
    void launcher_readerThatLeaves_endsQuietly() throws Exception {
        String script = "set -o pipefail; '" + root.resolve("moviestore") + "' exercises --store memory: | head -n 2";

        Ran ran = run(Map.of(), List.of(BASH.toString(), "-c", script));

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.lines()).hasSize(2);
    }

    @Test
    void launcher_withoutCredentials_saysWhatToSetInOneLine() throws Exception {
        Ran ran = run(Map.of(), "tables", "--store", "dynamodb://us-east-1/Movies");

        assertThat(ran.messages()).singleElement().asString().contains("AWS_ACCESS_KEY_ID");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void launcher_withoutRegion_saysWhatToSetInOneLine() throws Exception {
        Ran ran = run(Map.of(), "tables", "--store", "dynamodb:");

        assertThat(ran.messages()).singleElement().asString().contains("AWS_REGION");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void launcher_wrongJavaHome_saysSo() throws Exception {
        Ran ran = run(Map.of("JAVA_HOME", "/no/jdk"), "--help");

        assertThat(ran.messages()).singleElement().asString().contains("JAVA_HOME is /no/jdk");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void launcher_oldJava_saysSo() throws Exception {
        Path home = Files.createDirectories(folder.resolve("old jdk"));
        executable(home.resolve("bin/java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

        Ran ran = run(Map.of("JAVA_HOME", home.toString()), "--help");

        assertThat(ran.messages()).singleElement().asString().contains("is Java 11.0.2; install a JDK 17 or later");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void launcher_sourceThatIsNewer_buildsFirstAndSaysSo() throws Exception {
        unbuilt();
        Path bin = maven("echo noise; ln -s '" + PROJECT.resolve("examples/target/lib") + "' examples/target/lib;"
                + " cp '" + PROJECT.resolve("examples/target") + "'/*.jar examples/target;"
                + " cp '" + PROJECT.resolve("examples/target/launcher-built") + "' examples/target");

        Ran first = run(path(bin), "get", "1850", "Nothing", "--store", films());
        Ran second = run(path(bin), "get", "1850", "Nothing", "--store", films());

        assertThat(first.messages())
                .satisfiesExactly(
                        building -> assertThat(building).startsWith("moviestore: building"),
                        answer -> assertThat(answer).startsWith("moviestore: there is no movie"));
        assertThat(first.out()).isEmpty();
        assertThat(second.messages()).hasSize(1);
        assertThat(second.code()).isEqualTo(1);
    }

    @Test
    void launcher_bench_buildsTheBenchmarksWhichOtherCommandsDoNot() throws Exception {
        for (String part : List.of("pom.xml", "src")) {
            Files.createDirectories(root.resolve("benchmarks"));
            Files.createSymbolicLink(
                    root.resolve("benchmarks").resolve(part),
                    PROJECT.resolve("benchmarks").resolve(part));
        }
        Path bin = maven("echo \"$@\" >arguments; ln -s ../../examples/target/lib benchmarks/target;"
                + " cp examples/target/*.jar examples/target/launcher-built benchmarks/target");

        Ran other = run(path(bin), "get", "1850", "Nothing", "--store", films());
        Ran bench = run(path(bin), "bench", "get", "1850", "Nothing", "--store", films());

        assertThat(other.messages()).hasSize(1);
        assertThat(bench.messages())
                .satisfiesExactly(
                        building -> assertThat(building).startsWith("moviestore: building"),
                        answer -> assertThat(answer).startsWith("moviestore: there is no movie"));
        assertThat(root.resolve("arguments")).content().contains("-pl benchmarks -am");
    }

    @Test
    void launcher_buildThatFails_saysWhereToLook() throws Exception {
        unbuilt();
        Path bin = maven("echo '[ERROR] cannot find symbol'; exit 1");

        Ran ran = run(path(bin), "--help");

        assertThat(ran.messages())
                .contains("[ERROR] cannot find symbol")
                .last()
                .asString()
                .contains("the build failed; all that Maven said is in ", "launcher-build.log");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void launcher_withoutMaven_saysWhatToInstall() throws Exception {
        unbuilt();
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("bash", "dirname", "find", "head", "sed", "flock")) {
            Path found = Path.of("/usr/bin").resolve(tool);
            if (Files.exists(found)) {
                Files.createSymbolicLink(bin.resolve(tool), found);
            }
        }

        Ran ran = run(Map.of("PATH", bin.toString()), "--help");

        assertThat(ran.messages()).singleElement().asString().contains("install Maven 3.8.7 or later");
        assertThat(ran.code()).isEqualTo(2);
    }

    /** Gives the project a copy of this module's sources, of which nothing is built. */
    private void unbuilt() throws IOException {
        Files.delete(root.resolve("examples"));
        Files.createDirectories(root.resolve("examples"));
        Files.createSymbolicLink(root.resolve("examples/pom.xml"), PROJECT.resolve("examples/pom.xml"));
        Files.createSymbolicLink(root.resolve("examples/src"), PROJECT.resolve("examples/src"));
    }

    private Path maven(String script) throws IOException {
        executable(folder.resolve("bin/mvn"), script);
        return folder.resolve("bin");
    }

    private static Map<String, String> path(Path first) {
        return Map.of("PATH", first + ":" + System.getenv("PATH"));
    }

    private static void executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
