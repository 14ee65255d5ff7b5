// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.lab;

import static org.moviestore.MovieQuery.year;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.onlyIf;
import static org.moviestore.expression.Expressions.set;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.moviestore.Movie;
import org.moviestore.MovieScan;
import org.moviestore.MovieStore;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.TableExistsException;
import org.moviestore.examples.SampleMovies;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Update;
import org.moviestore.json.JsonForm;
import org.moviestore.table.LoadReport;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.Throughput;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/**
 * Everything that one does with a table, from its creation to its end, on any store. Each step says what it does and
 * what came of it. Not thread-safe.
 */
public final class Lab {
    private static final int YEAR = 2015;
    private static final String TITLE = "The Big New Movie";
    private static final int PAGE_LIMIT = 60;

    private final MovieStore movies;
    private final Consumer<String> print;
    private int step;

    /** Prepares the lab on a store; what it prints goes to the consumer, line by line. */
    public Lab(MovieStore movies, Consumer<String> print) {
        this.movies = movies;
        this.print = print;
    }

    /**
     * Does all steps, and leaves nothing behind, also if one fails.
     *
     * @throws TableExistsException if there is a table of the store's name already, which is left as it is
     */
    public void run() {
        createTable();
        // A table that was interrupted here would stay, and cost money where tables do.
        Thread interruption = new Thread(movies::dropTable, "lab-interruption");
        Runtime.getRuntime().addShutdownHook(interruption);
        try {
            describe();
            steps();
        } catch (RuntimeException e) {
            dropAfter(e);
            throw e;
        } finally {
            forget(interruption);
        }
        dropTable();
    }

    private void steps() {
        load();
        create();
        read();
        update();
        increment();
        updateUnderFailingCondition();
        deleteUnderFailingCondition();
        deleteUnderHoldingCondition();
        query();
        scan();
    }

    private static void forget(Thread interruption) {
        try {
            Runtime.getRuntime().removeShutdownHook(interruption);
        } catch (IllegalStateException e) {
            // It is running already.
        }
    }

    private void createTable() {
        step("Create the table: partition key year, sort key title, 10 read and 10 write capacity units");
        movies.createTable(Throughput.provisioned(10, 10));
    }

    private void describe() {
        TableDescription table =
                movies.store().describeTable(movies.table().schema().tableName());
        say(table.schema().tableName() + " is " + table.status() + ", "
                + described(table.schema().throughput()));
    }

    private static String described(Throughput throughput) {
        return throughput instanceof Throughput.Provisioned units
                ? "provisioned for " + units.readUnits() + " read and " + units.writeUnits() + " write units"
                : "on demand";
    }

    private void load() {
        step("Load the films that come along");
        try (InputStream json = SampleMovies.open()) {
            LoadReport report = movies.load(json);
            say(report.loaded() + " loaded");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create() {
        step("Create a movie");
        Movie movie = Movie.of(YEAR, TITLE)
                .withInfo(info -> info.plot("Nothing happens at all.").rating("0"));
        say(movies.putIfAbsent(movie) ? "stored" : "there was one already");
    }

    private void read() {
        step("Read it");
        say(movies.get(YEAR, TITLE));
    }

    private void update() {
        step("Update it, and return what has changed");
        Update update = set("info.rating", 5.5)
                .set("info.plot", "Everything happens all at once.")
                .set("info.actors", List.of("Larry", "Moe", "Curly"));
        say(returned(update, ReturnValues.UPDATED_NEW));
    }

    private void increment() {
        step("Increment its rating by 1, and return what it was and what it is");
        say(returned(set("info.rating", attribute("info.rating").plus(1)), ReturnValues.UPDATED_OLD));
        say(movies.get(YEAR, TITLE));
    }

    private WriteResult returned(Update update, ReturnValues returning) {
        TableSchema schema = movies.table().schema();
        return movies.table()
                .update(UpdateRequest.builder(schema, schema.key(YEAR, TITLE), update)
                        .returning(returning)
                        .build());
    }

    private void updateUnderFailingCondition() {
        step("Remove its first actor, but only if there are more than three");
        Condition moreThanThree = attribute("info.actors").size().greaterThan(3);
        sayWhetherItHolds(
                () -> movies.update(YEAR, TITLE, Update.none().remove("info.actors[0]"), onlyIf(moreThanThree)));
    }

    private void deleteUnderFailingCondition() {
        step("Delete it, but only if its rating is below 5");
        sayWhetherItHolds(
                () -> movies.delete(YEAR, TITLE, onlyIf(attribute("info.rating").lessThan(5))));
    }

    private void deleteUnderHoldingCondition() {
        step("Delete it, but only if its rating is below 5, after giving it a worse one");
        movies.update(YEAR, TITLE, set("info.rating", 4.9));
        sayWhetherItHolds(
                () -> movies.delete(YEAR, TITLE, onlyIf(attribute("info.rating").lessThan(5))));
        say(movies.get(YEAR, TITLE));
    }

    private void query() {
        step("Query: the movies of 1985");
        movies.query(year(1985)).forEach(movie -> say(movie.title()));
        step("Query: the movies of 1994 with titles from A to L, with their genres");
        movies.query(year(1994).titleBetween("A", "L").project("info.genres"))
                .forEach(movie -> say(
                        movie.title() + ": " + String.join(", ", movie.info().genres())));
    }

    private void scan() {
        step("Scan: the movies of the fifties, in pages of at most " + PAGE_LIMIT + " movies read");
        MovieScan fifties =
                MovieScan.filter(attribute("year").between(1950, 1959)).limit(PAGE_LIMIT);
        Optional<Position> next = Optional.empty();
        do {
            Page<Movie> page = movies.scanPage(next.map(fifties::startAfter).orElse(fifties));
            say(page.evaluated().orElse(0) + " read, " + page.items().size() + " of the fifties");
            page.items().forEach(movie -> say("  " + movie.year() + "  " + movie.title()));
            next = page.last();
        } while (next.isPresent());
    }

    private void dropTable() {
        step("Drop the table");
        movies.dropTable();
        say("gone");
    }

    private void dropAfter(RuntimeException failure) {
        try {
            movies.dropTable();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void step(String what) {
        step++;
        print.accept((step == 1 ? "" : "\n") + String.format(Locale.ROOT, "%2d. %s", step, what));
    }

    private void say(String what) {
        print.accept("    " + what);
    }

    private void say(Optional<Movie> movie) {
        say(movie.map(Movie::item).map(JsonForm.NATURAL::write).orElse("there is no such movie"));
    }

    private void say(WriteResult result) {
        say(result.item().map(JsonForm.NATURAL::write).orElse("nothing"));
    }

    private void sayWhetherItHolds(Runnable write) {
        try {
            write.run();
            say("the condition holds: done");
        } catch (ConditionFailedException e) {
            say("refused, and nothing has changed: " + e.getMessage());
        }
    }
}
