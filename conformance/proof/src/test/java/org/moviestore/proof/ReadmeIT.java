// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.MovieQuery.year;
import static org.moviestore.MovieScan.filter;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.onlyIf;
import static org.moviestore.expression.Expressions.set;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moviestore.Movie;
import org.moviestore.MovieStore;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.servers.LocalDynamoDb;
import org.moviestore.servers.LocalPostgres;

/** The README's example: compiled and run here, and the same to the letter there. */
class ReadmeIT {
    private static final Path ROOT = Path.of("../..");
    private static final Path SOURCE = Path.of("src/test/java/org/moviestore/proof/ReadmeIT.java");

    // spotless:off
    private static void example(String url) {
// region: example
try (MovieStore movies = MovieStore.open(url)) { // "postgresql://localhost/films", "dynamodb://us-east-1/Movies" or "memory:"
    movies.createTable();
    movies.put(Movie.of(1985, "After Hours")
            .withInfo(info -> info.director("Martin Scorsese").rating("7.6")));
    movies.put(Movie.of(1994, "Forrest Gump")
            .withInfo(info -> info.actor("Tom Hanks").rating("8.8")));

    movies.update(1985, "After Hours", set("info.rating", 7.7), onlyIf(attribute("info.rating").lessThan(8)));

    movies.query(year(1994).titleBetween("A", "L")).forEach(movie -> System.out.println(movie.title()));

    movies.scan(filter(attribute("info.actors").contains("Tom Hanks")).project("year", "title"))
            .forEach(System.out::println);
}
// end: example
    }
    // spotless:on

    @Test
    void example_inTheReadme_isTheOneThatRunsHere() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String source = Files.readString(SOURCE);

        String shown = between(readme, "<!-- region: ReadmeIT#example -->\n```java\n", "```");

        assertThat(shown).isEqualTo(between(source, "// region: example\n", "// end: example"));
        assertThat(shown.lines()).hasSizeLessThanOrEqualTo(15);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        assertThat(from).isGreaterThanOrEqualTo(start.length());
        return text.substring(from, text.indexOf(end, from));
    }

    @Test
    void example_onMemory_printsWhatItSays() {
        assertPrints("memory:");
    }

    @Test
    void example_onPostgres_printsWhatItSays() {
        try (LocalPostgres server = LocalPostgres.embedded()) {
            assertPrints("postgresql://" + server.user() + ":" + server.password() + "@" + server.host() + ":"
                    + server.port() + "/" + server.database());
        }
    }

    @Test
    void example_onDynamoDb_printsWhatItSays() {
        try (LocalDynamoDb server = LocalDynamoDb.embedded()) {
            assertPrints("dynamodb://" + server.region() + "/Movies?endpoint=" + server.endpoint() + "&accessKey="
                    + server.accessKeyId() + "&secretKey=" + server.secretAccessKey());
        }
    }

    private static void assertPrints(String url) {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            example(url);
        } finally {
            System.setOut(console);
        }

        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("Forrest Gump");
        assertThat(JsonForm.DYNAMODB.readItem(lines.get(1))).isEqualTo(Item.of("year", 1994, "title", "Forrest Gump"));
    }
}
