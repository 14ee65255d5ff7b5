// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Maven project outside this build. It knows the artifacts by their coordinates, from a repository that holds the
 * jars and poms as they would be published.
 */
final class OutsideProject {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path WORK = Path.of("target/outside").toAbsolutePath();
    /** What compiles fast is done first. */
    private static final String JVM_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static final String VERSION = System.getProperty("moviestore.version");

    /** The folder of each module by the name of its artifact. */
    private static final Map<String, String> MODULES = Map.of(
            "moviestore-core", "core-api",
            "moviestore-postgres", "postgres-adapter",
            "moviestore-dynamodb", "dynamo-adapter",
            "moviestore-conformance", "conformance/kit");

    private final Path folder;
    private final Path published;
    private final Path settings;
    private final Path log;

    /** Everything is the project's own, since tests of other projects may run at the same time. */
    private OutsideProject(Path work) {
        this.folder = work.resolve("project");
        this.published = work.resolve("published");
        this.settings = work.resolve("settings.xml");
        this.log = work.resolve("log");
    }

    /** Copies a project from the sources of this module to a place of its own. */
    static OutsideProject copyOf(Path sources) throws IOException {
        Path work = WORK.resolve(sources.getFileName());
        deleteAll(work);
        OutsideProject project = new OutsideProject(work);
        try (var files = Files.walk(sources)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> copy(file, project.folder.resolve(sources.relativize(file))));
        }
        project.publish();
        Files.writeString(project.settings, project.settings(work.resolve("repository")));
        return project;
    }

    Path folder() {
        return folder;
    }

    /** Runs Maven in the project and returns what it printed. */
    String mvn(List<String> arguments) throws IOException, InterruptedException {
        String mvn = Path.of(System.getProperty("build.maven"), "bin", isWindows() ? "mvn.cmd" : "mvn")
                .toString();
        List<String> command = new ArrayList<>(
                List.of(mvn, "-B", "-s", "" + settings, "-gs", "" + settings, "-Dmoviestore.version=" + VERSION));
        command.add("-DargLine=" + JVM_OPTIONS);
        command.addAll(arguments);
        return run(command, Duration.ofMinutes(10));
    }

    /**
     * Runs a class of the project, which has been built with its dependencies beside it, and returns what it printed.
     */
    String java(String mainClass, String... arguments) throws IOException, InterruptedException {
        String classPath =
                folder.resolve("target/classes") + File.pathSeparator + folder.resolve("target/dependency/*");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-cp", classPath, mainClass));
        command.addAll(List.of(arguments));
        return run(command, Duration.ofMinutes(3));
    }

    private String run(List<String> command, Duration limit) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MAVEN_OPTS", JVM_OPTIONS);
        builder.environment().remove("MAVEN_ARGS");
        Process process = builder.start();
        boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        String output = Files.readString(log).strip();

        assertThat(ended).as("ended within %s: %s", limit, output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    private void publish() throws IOException {
        publish("moviestore-parent", ROOT.resolve("pom.xml"), List.of());
        for (Map.Entry<String, String> module : MODULES.entrySet()) {
            Path folder = ROOT.resolve(module.getValue());
            String jar = module.getKey() + "-" + VERSION + ".jar";
            publish(
                    module.getKey(),
                    folder.resolve("pom.xml"),
                    List.of(folder.resolve("target").resolve(jar)));
        }
    }

    private void publish(String artifact, Path pom, List<Path> jars) throws IOException {
        Path folder = Files.createDirectories(
                published.resolve("org/moviestore").resolve(artifact).resolve(VERSION));
        Files.copy(pom, folder.resolve(artifact + "-" + VERSION + ".pom"));
        for (Path jar : jars) {
            Files.copy(jar, folder.resolve(jar.getFileName()));
        }
    }

    /** What this build has downloaded stands in for the world's repositories, so that nothing is downloaded twice. */
    private String settings(Path repository) {
        return """
                <settings>
                  <localRepository>%s</localRepository>
                  <mirrors>
                    <mirror><id>downloaded</id><mirrorOf>*,!published</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                  <profiles>
                    <profile>
                      <id>published</id>
                      <repositories>
                        <repository>
                          <id>published</id><url>%s</url><snapshots><enabled>true</enabled></snapshots>
                        </repository>
                      </repositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>published</activeProfile></activeProfiles>
                </settings>
                """.formatted(
                repository, Path.of(System.getProperty("build.repository")).toUri(), published.toUri());
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, IOException failure) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
