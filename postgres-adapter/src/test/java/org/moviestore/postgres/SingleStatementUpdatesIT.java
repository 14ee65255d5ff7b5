// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.delete;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.listAppend;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;
import static org.moviestore.postgres.UpdatePaths.MOVIE;
import static org.moviestore.postgres.UpdatePaths.Taken.LOCK;
import static org.moviestore.postgres.UpdatePaths.Taken.LOCK_AFTER_STATEMENT;
import static org.moviestore.postgres.UpdatePaths.Taken.STATEMENT;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.Update;
import org.moviestore.expression.UpdateValue;
import org.moviestore.item.AttributePath;
import org.moviestore.item.Bytes;
import org.moviestore.item.Item;
import org.moviestore.item.Values;

/** Which updates one statement does, and which lock the row at once. */
class SingleStatementUpdatesIT {
    private static final UpdatePaths PATHS = new UpdatePaths();

    @AfterAll
    static void close() {
        PATHS.close();
    }

    private static void assertTaken(UpdatePaths.Taken path, Item before, Update update) {
        PATHS.assertTaken(path, before, update);
    }

    @Test
    void set_ofALiteral_takesOneStatement() {
        for (Object literal : List.of(
                "",
                "é😀",
                -1,
                new BigDecimal("0.05"),
                false,
                Values.nullValue(),
                Map.of("x", 1),
                List.of(List.of()),
                Set.of("x"),
                Bytes.of(new byte[5]))) {
            for (String path : List.of(
                    "n",
                    "s",
                    "b",
                    "ss",
                    "ns",
                    "l",
                    "info",
                    "new",
                    "info.rating",
                    "info.new",
                    "info.cast",
                    "info.cast.lead",
                    "info.cast.new",
                    "info.0",
                    "$B",
                    "$B.$SS",
                    "$B.$BS",
                    "$SS")) {
                assertTaken(STATEMENT, MOVIE, set(path, literal));
            }
        }
    }

    @Test
    void updates_ofNamesThatArraysQuote_takeOneStatement() {
        for (String name : List.of("a\"b", "a\\b", "\\", "{a,b}", "NULL", " ", "a?b", "it's", "$\"$", "é😀")) {
            AttributePath path = AttributePath.of("info").name(name);
            Update update = Update.none().with(new Update.Set(path, UpdateValue.of("new")));

            assertTaken(STATEMENT, MOVIE, update);
            assertTaken(STATEMENT, update.applyTo(MOVIE), Update.none().with(new Update.Remove(path)));
        }
    }

    @Test
    void remove_ofAPathOfNames_takesOneStatement() {
        for (String path : List.of(
                "n",
                "s",
                "yes",
                "nothing",
                "b",
                "ss",
                "ns",
                "l",
                "info",
                "new",
                "info.rating",
                "info.new",
                "info.cast.lead",
                "info.0",
                "$B.$SS",
                "$B.$",
                "$B.$$")) {
            assertTaken(STATEMENT, MOVIE, remove(path));
        }
    }

    @Test
    void arithmetic_onShortNumbers_takesOneStatement() {
        assertTaken(STATEMENT, MOVIE, set("n", attribute("n").plus(1)));
        assertTaken(STATEMENT, MOVIE, set("n", attribute("n").minus(5)));
        assertTaken(
                STATEMENT, MOVIE, set("info.rating", attribute("info.rating").plus(new BigDecimal("0.40"))));
        assertTaken(STATEMENT, MOVIE, set("new", attribute("info.votes").minus(attribute("n"))));
        assertTaken(STATEMENT, MOVIE, set("info.new", attribute("l[0]").plus(attribute("info.rating"))));
        assertTaken(STATEMENT, MOVIE, add("n", 95));
        assertTaken(STATEMENT, MOVIE, add("info.votes", new BigDecimal("-10.5")));
        assertTaken(STATEMENT, MOVIE, add("new", 1));
        assertTaken(STATEMENT, MOVIE, add("info.new", 1));
    }

    @Test
    void arithmetic_withAFallback_takesOneStatement() {
        assertTaken(STATEMENT, MOVIE, Update.none().with(plus("n", "n", 0, 1)));
        assertTaken(STATEMENT, MOVIE, Update.none().with(plus("new", "new", 0, 1)));
        assertTaken(STATEMENT, MOVIE, Update.none().with(plus("new", "gone", "n", 1)));
        assertTaken(LOCK_AFTER_STATEMENT, MOVIE, Update.none().with(plus("new", "n", "gone", 1)));
        assertTaken(LOCK_AFTER_STATEMENT, MOVIE, Update.none().with(plus("new", "new", "s", 1)));
    }

    private static Update.Action plus(String path, String first, Object fallback, Object addend) {
        Object second = fallback instanceof String name ? attribute(name) : fallback;
        return set(path, new UpdateValue.Plus(ifNotExists(first, second), UpdateValue.of(addend)))
                .actions()
                .get(0);
    }

    @Test
    void listAppend_inPlace_takesOneStatement() {
        List<Object> added = List.of("é", Map.of("x", List.of(1)), Set.of("a"));
        assertTaken(STATEMENT, MOVIE, set("l", listAppend(attribute("l"), added)));
        assertTaken(STATEMENT, MOVIE, set("l", listAppend(added, attribute("l"))));
        assertTaken(STATEMENT, MOVIE, set("l", listAppend(attribute("l"), List.of())));
        assertTaken(STATEMENT, MOVIE, set("$B.$", listAppend(attribute("$B.$"), added)));
        for (String path : List.of("l", "new", "info.new")) {
            assertTaken(STATEMENT, MOVIE, set(path, listAppend(ifNotExists(path, List.of(1)), added)));
            assertTaken(STATEMENT, MOVIE, set(path, listAppend(added, ifNotExists(path, List.of()))));
        }
    }

    @Test
    void ifNotExists_takesOneStatement() {
        for (String path : List.of("n", "ss", "l", "info", "new", "info.rating", "info.new", "nothing")) {
            assertTaken(STATEMENT, MOVIE, set(path, ifNotExists(path, Map.of("x", Set.of("y")))));
        }
        assertTaken(STATEMENT, MOVIE, set("new", ifNotExists("n", 1)));
        assertTaken(STATEMENT, MOVIE, set("new", ifNotExists("gone", "x")));
        assertTaken(STATEMENT, MOVIE, set("new", ifNotExists("gone", attribute("s"))));
        assertTaken(STATEMENT, MOVIE, set("new", ifNotExists("gone", ifNotExists("far", attribute("yes")))));
    }

    @Test
    void set_ofACopyThatNestsNothing_takesOneStatement() {
        for (String path :
                List.of("n", "s", "yes", "nothing", "info.rating", "l[1]", "l[2].x", "info.cast.lead", "id")) {
            assertTaken(STATEMENT, MOVIE, set("new", attribute(path)));
        }
        assertTaken(STATEMENT, MOVIE, set("n", attribute("s")).set("s", attribute("n")));
        assertTaken(STATEMENT, MOVIE, set("new", attribute("info.rating")).remove("info"));
    }

    @Test
    void update_ofSeveralPlaces_takesOneStatement() {
        assertTaken(
                STATEMENT,
                MOVIE,
                set("info.rating", 8)
                        .set("info.votes", attribute("info.votes").plus(1))
                        .set(
                                "l",
                                listAppend(
                                        attribute("l"), List.of(attribute("n").toString())))
                        .remove("s")
                        .remove("info.cast.lead")
                        .add("n", 1)
                        .set("copy", attribute("n"))
                        .set("new", Map.of()));
    }

    @Test
    void update_ofMorePlacesThanPay_locksAtOnce() {
        Update update = Update.none();
        for (int i = 0; i < 8; i++) {
            update = update.set("a" + i, i);
        }

        assertTaken(STATEMENT, MOVIE, update);
        assertTaken(LOCK, MOVIE, update.set("a9", 9));
        assertTaken(LOCK, MOVIE, Update.none());
    }

    @Test
    void update_ofWhatSqlWouldDoOtherwise_locksAtOnce() {
        assertTaken(LOCK, MOVIE, set("l[0]", 1));
        assertTaken(LOCK, MOVIE, set("l[2].x", 1));
        assertTaken(LOCK, MOVIE, remove("l[0]"));
        assertTaken(LOCK, MOVIE, add("ss", Set.of("c")));
        assertTaken(LOCK, MOVIE, delete("ss", Set.of("a")));
        assertTaken(LOCK, MOVIE, set("new", listAppend(attribute("l"), List.of(1))));
        assertTaken(LOCK, MOVIE, set("l", listAppend(attribute("l"), attribute("l"))));
        assertTaken(LOCK, MOVIE, set("n", 1).set("l[0]", 1));
    }
}
