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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.servers.LocalPostgres;

/**
 * Projects outside this build that know one artifact by its coordinates: they compile against the jars and poms as they
 * would be published, in a local repository of their own, and run.
 */
class PublishedArtifactsIT {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path WORK = Path.of("target/consumers").toAbsolutePath();
    private static final Path PUBLISHED = WORK.resolve("published");
    private static final String VERSION = System.getProperty("moviestore.version");

    @BeforeAll
    static void publish() throws IOException {
        deleteAll(WORK);
        publish("moviestore-parent", ROOT.resolve("pom.xml"), List.of());
        Map<String, String> modules = Map.of(
                "moviestore-core",
                "core-api",
                "moviestore-postgres",
                "postgres-adapter",
                "moviestore-dynamodb",
                "dynamo-adapter");
        for (Map.Entry<String, String> module : modules.entrySet()) {
            Path folder = ROOT.resolve(module.getValue());
            String jar = module.getKey() + "-" + VERSION + ".jar";
            publish(
                    module.getKey(),
                    folder.resolve("pom.xml"),
                    List.of(folder.resolve("target").resolve(jar)));
        }
        Files.writeString(WORK.resolve("settings.xml"), settings());
    }

    private static void publish(String artifact, Path pom, List<Path> jars) throws IOException {
        Path folder = Files.createDirectories(
                PUBLISHED.resolve("org/moviestore").resolve(artifact).resolve(VERSION));
        Files.copy(pom, folder.resolve(artifact + "-" + VERSION + ".pom"));
        for (Path jar : jars) {
            Files.copy(jar, folder.resolve(jar.getFileName()));
        }
    }

    /** What this build has downloaded stands in for the world's repositories, so that nothing is downloaded twice. */
    private static String settings() {
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
                        WORK.resolve("repository"),
                        Path.of(System.getProperty("build.repository")).toUri(),
                        PUBLISHED.toUri());
    }

    @Test
    void consumerOfPostgres_compilesAndRuns() throws Exception {
        try (LocalPostgres server = LocalPostgres.embedded()) {
            String url = "postgresql://" + server.user() + ":" + server.password() + "@" + server.host() + ":"
                    + server.port() + "/" + server.database();

            assertThat(outputOf("postgres", url)).endsWith("8.6");
        }
    }

    @Test
    void consumerOfDynamoDb_compilesAndRuns() throws Exception {
        try (LocalDynamoDb server = LocalDynamoDb.embedded()) {
            String url = "dynamodb://" + server.region() + "/Movies?endpoint=" + server.endpoint() + "&accessKey="
                    + server.accessKeyId() + "&secretKey=" + server.secretAccessKey();

            assertThat(outputOf("dynamodb", url)).endsWith("8.6");
        }
    }

    private static String outputOf(String consumer, String url) throws IOException, InterruptedException {
        Path project = WORK.resolve(consumer);
        copyAll(Path.of("src/test/consumers").resolve(consumer), project);
        String settings = WORK.resolve("settings.xml").toString();
        String mvn = Path.of(System.getProperty("build.maven"), "bin", isWindows() ? "mvn.cmd" : "mvn")
                .toString();
        run(
                project,
                List.of(
                        mvn,
                        "-B",
                        "-q",
                        "-s",
                        settings,
                        "-gs",
                        settings,
                        "-Dmoviestore.version=" + VERSION,
                        "process-classes"));
        String classPath =
                project.resolve("target/classes") + File.pathSeparator + project.resolve("target/dependency/*");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return run(project, List.of(java, "-cp", classPath, "example.Consumer", url));
    }

    private static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path log = WORK.resolve(folder.getFileName() + ".log");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().remove("MAVEN_OPTS");
        builder.environment().remove("MAVEN_ARGS");
        Process process = builder.start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();
        String output = Files.readString(log).strip();

        assertThat(ended).as("ended within three minutes: %s", output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            files.filter(Files::isRegularFile).forEach(file -> copy(file, to.resolve(from.relativize(file))));
        }
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
