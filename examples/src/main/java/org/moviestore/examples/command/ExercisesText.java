// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.moviestore.Movie;
import org.moviestore.MovieInfo;
import org.moviestore.examples.ItemLine;
import org.moviestore.examples.exercises.Exercise;
import org.moviestore.examples.exercises.ExerciseListener;
import org.moviestore.examples.exercises.ExerciseResult;
import org.moviestore.examples.exercises.SortedItems;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Item;
import org.moviestore.table.LoadReport;

/** Prints each exercise for a person: all of it for one store, the beginning of it for several. */
final class ExercisesText implements ExerciseListener {
    private static final int BEGINNING = 5;

    private final Shell shell;
    private final int shown;

    ExercisesText(Shell shell, boolean whole) {
        this.shell = shell;
        this.shown = whole ? Integer.MAX_VALUE : BEGINNING;
    }

    @Override
    public void refused(String store, String record, String reason) {
        shell.say(store + ": " + record + ": " + reason);
    }

    @Override
    public void progress(String store, String what, long movies) {
        shell.progress().show(store + ", " + what, movies);
    }

    @Override
    public void loaded(String store, LoadReport report, Duration time) {
        shell.progress().begin();
        line("");
        // Not every store tells.
        String replaced = report.replaced().isPresent()
                ? String.format(Locale.ROOT, "%,d replaced, ", report.replaced().getAsLong())
                : "";
        line(
                "== %s: loaded %,d movies (%s%,d refused) in %,d ms",
                store, report.loaded(), replaced, report.refused(), time.toMillis());
    }

    @Override
    public void done(String store, ExerciseResult result, SortedItems items) {
        shell.progress().begin();
        Exercise exercise = result.exercise();
        line("");
        line("%d. %s: %s", exercise.number(), store, exercise.subject());
        items.forEach(shown, item -> shell.out().line("   " + shown(exercise, item)));
        if (items.count() > shown) {
            line("   … and %,d more", items.count() - shown);
        }
        String left = result.remaining().isPresent()
                ? String.format(Locale.ROOT, "; %,d remain", result.remaining().getAsLong())
                : "";
        line("   %,d in %,d ms%s", result.count(), result.time().toMillis(), left);
        shell.out().flush();
    }

    private void line(String format, Object... values) {
        shell.out().line(String.format(Locale.ROOT, format, values));
    }

    private static String shown(Exercise exercise, Item item) {
        return switch (exercise) {
            case TITLES_OF_1994 -> title(item);
            case AFTER_HOURS -> ItemLine.of(item);
            case BEFORE_2000 -> described(new Movie(item));
            case TOM_HANKS, REMOVE_BEFORE_2000 -> key(new Movie(item));
        };
    }

    private static String title(Item item) {
        return item.attribute(Movie.TITLE)
                .map(title -> title instanceof StringValue text ? text.text() : title.toString())
                .orElse("");
    }

    private static String key(Movie movie) {
        return movie.year() + "  " + movie.title();
    }

    private static String described(Movie movie) {
        MovieInfo info = movie.info();
        String known = Stream.concat(info.directors().stream(), info.rating().map(BigDecimal::toPlainString).stream())
                .collect(Collectors.joining(", "));
        return key(movie) + (known.isEmpty() ? "" : "  (" + known + ")");
    }
}
