// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.time.Duration;
import org.moviestore.examples.ItemLine;
import org.moviestore.examples.exercises.ExerciseListener;
import org.moviestore.examples.exercises.ExerciseResult;
import org.moviestore.examples.exercises.SortedItems;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.table.LoadReport;

/** Prints each exercise as a line of JSON, for programs. */
final class ExercisesJson implements ExerciseListener {
    private final Shell shell;

    ExercisesJson(Shell shell) {
        this.shell = shell;
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
    }

    @Override
    public void done(String store, ExerciseResult result, SortedItems items) {
        Item.Builder head = Item.builder()
                .set("store", store)
                .set("exercise", result.exercise().number())
                .set("count", result.count())
                .set("millis", result.time().toMillis());
        result.remaining().ifPresent(movies -> head.set("remaining", movies));
        String members = JsonForm.NATURAL.write(head.build());
        shell.progress().begin();
        Output out = shell.out();
        out.text(members.substring(0, members.length() - 1) + ",\"items\":[");
        Separator separator = new Separator();
        items.forEach(item -> out.text(separator.next() + ItemLine.of(item)));
        out.line("]}");
        out.flush();
    }

    /** Nothing before the first item, a comma before each other. */
    private static final class Separator {
        private String next = "";

        String next() {
            String now = next;
            next = ",";
            return now;
        }
    }
}
