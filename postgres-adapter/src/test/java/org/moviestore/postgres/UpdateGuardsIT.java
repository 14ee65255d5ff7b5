// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.Item;
import org.moviestore.item.ItemLimits;

/** Where the guards of the one statement leave an update to the evaluator. */
class UpdateGuardsIT {
    private static final UpdatePaths PATHS = new UpdatePaths();
    private static final String NINETEEN = "9".repeat(19);

    @AfterAll
    static void close() {
        PATHS.close();
    }

    private static void assertTaken(UpdatePaths.Taken path, Item before, Update update) {
        PATHS.assertTaken(path, before, update);
    }

    @Test
    void set_throughWhatIsNoMap_isLeftToTheEvaluator() {
        for (String path : List.of(
                "gone.x",
                "n.x",
                "s.x",
                "b.x",
                "b.$B",
                "ss.x",
                "ss.$SS",
                "ss.0",
                "l.x",
                "l.0",
                "info.cast.lead.x",
                "info.rating.x",
                "info.gone.x",
                "l.0.x")) {
            assertTaken(LOCK_AFTER_STATEMENT, MOVIE, set(path, 1));
            assertTaken(LOCK_AFTER_STATEMENT, MOVIE, remove(path));
            assertTaken(LOCK_AFTER_STATEMENT, MOVIE, add(path, 1));
            assertTaken(LOCK_AFTER_STATEMENT, MOVIE, set("yes", 1).set(path, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "s", "b", "ss", "ns", "l", "info", "yes", "nothing", "info.gone", "l[7]", "l.0"})
    void arithmetic_onAnythingButNumbers_isLeftToTheEvaluator(String path) {
        assertTaken(LOCK_AFTER_STATEMENT, MOVIE, set("new", attribute(path).plus(1)));
        assertTaken(LOCK_AFTER_STATEMENT, MOVIE, set("n", attribute("n").minus(attribute(path))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "b", "ss", "ns", "l", "info", "yes", "nothing"})
    void addition_toAnythingButANumber_isLeftToTheEvaluator(String path) {
        assertTaken(LOCK_AFTER_STATEMENT, MOVIE, add(path, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "s", "b", "ss", "info", "nothing"})
    void listAppend_toAnythingButAList_isLeftToTheEvaluator(String path) {
        assertTaken(LOCK_AFTER_STATEMENT, MOVIE, set(path, listAppend(attribute(path), List.of(1))));
        assertTaken(LOCK_AFTER_STATEMENT, MOVIE, set(path, listAppend(ifNotExists(path, List.of()), List.of(1))));
    }

    @Test
    void set_ofACopyThatIsMissingOrNests_isLeftToTheEvaluator() {
        for (String path : List.of("gone", "b", "ss", "ns", "l", "info", "info.cast", "l[2]", "l[3]", "l.0")) {
            assertTaken(LOCK_AFTER_STATEMENT, MOVIE, set("new", attribute(path)));
        }
        assertTaken(LOCK_AFTER_STATEMENT, MOVIE, set("new", ifNotExists("n", attribute("gone"))));
        assertTaken(LOCK_AFTER_STATEMENT, MOVIE, set("new", ifNotExists("l", 1)));
    }

    @Test
    void arithmetic_onLongNumbers_isLeftToTheEvaluator() {
        Item longest =
                MOVIE.with("n", new BigDecimal(NINETEEN)).with("small", new BigDecimal("0." + "0".repeat(16) + "1"));
        Item longer = MOVIE.with("n", new BigDecimal(NINETEEN + "9")).with("small", new BigDecimal("1E-18"));

        assertTaken(STATEMENT, longest, set("n", attribute("n").plus(new BigDecimal(NINETEEN))));
        assertTaken(STATEMENT, longest, set("n", attribute("n").minus(attribute("small"))));
        assertTaken(STATEMENT, longest, add("n", new BigDecimal("0." + "9".repeat(17))));
        assertTaken(STATEMENT, longest, add("small", new BigDecimal("-" + "9".repeat(18))));
        assertTaken(LOCK_AFTER_STATEMENT, longer, add("n", 1));
        assertTaken(LOCK_AFTER_STATEMENT, longer, set("n", attribute("s").plus(1)));
        assertTaken(LOCK_AFTER_STATEMENT, longer, set("n", attribute("small").plus(1)));
        assertTaken(LOCK, MOVIE, add("n", new BigDecimal(NINETEEN + "9")));
        assertTaken(LOCK, MOVIE, set("n", attribute("n").minus(new BigDecimal("1E-18"))));
        assertTaken(LOCK_AFTER_STATEMENT, MOVIE.with("n", new BigDecimal("9".repeat(38))), add("n", 1));
        assertTaken(LOCK_AFTER_STATEMENT, MOVIE.with("n", new BigDecimal("1E125")), add("n", 1));
    }

    @Test
    void update_toTheLargestItem_takesOneStatementAndBeyondIsLeftToTheEvaluator() {
        Item item = MOVIE.with("fill", "x".repeat(ItemLimits.MAX_ITEM_BYTES - MOVIE.sizeInBytes() - 4 - 12));

        assertTaken(STATEMENT, item, set("new", "123456789"));
        assertTaken(LOCK_AFTER_STATEMENT, item, set("new", "1234567890"));
        assertTaken(STATEMENT, item, set("info.new", "12345678"));
        assertTaken(LOCK_AFTER_STATEMENT, item, set("info.new", "123456789"));
        assertTaken(LOCK_AFTER_STATEMENT, item, add("n", 1));
        assertTaken(LOCK_AFTER_STATEMENT, item, set("l", listAppend(attribute("l"), List.of("12345678901234"))));
        assertTaken(LOCK_AFTER_STATEMENT, item, set("fill", "shorter by far"));
        assertTaken(STATEMENT, item, remove("fill"));
    }

    @Test
    void update_toTheLargestItemByOtherKindsOfValues_takesOneStatementAndBeyondIsLeftToTheEvaluator() {
        Item item = MOVIE.with("fill", "x".repeat(ItemLimits.MAX_ITEM_BYTES - MOVIE.sizeInBytes() - 4 - 12));

        assertTaken(STATEMENT, item, set("new", ifNotExists("new", "123456789")));
        assertTaken(LOCK_AFTER_STATEMENT, item, set("new", ifNotExists("new", "1234567890")));
        assertTaken(STATEMENT, item, set("info.new", ifNotExists("info.new", "12345678")));
        assertTaken(LOCK_AFTER_STATEMENT, item, set("info.new", ifNotExists("info.new", "123456789")));
        assertTaken(STATEMENT, item, set("l", listAppend(attribute("l"), List.of("12345678901"))));
        assertTaken(LOCK_AFTER_STATEMENT, item, set("l", listAppend(attribute("l"), List.of("123456789012"))));
        assertTaken(STATEMENT, item, set("new", listAppend(List.of("12345"), ifNotExists("new", List.of()))));
        assertTaken(
                LOCK_AFTER_STATEMENT, item, set("new", listAppend(List.of("123456"), ifNotExists("new", List.of()))));
        assertTaken(STATEMENT, item, set("new", listAppend(ifNotExists("new", List.of("1")), List.of("123"))));
        assertTaken(
                LOCK_AFTER_STATEMENT, item, set("new", listAppend(ifNotExists("new", List.of("1")), List.of("1234"))));
        assertTaken(STATEMENT, item, set("new", "123").set("more", 9));
        assertTaken(LOCK_AFTER_STATEMENT, item, set("new", "123").set("more", 999));
        assertTaken(LOCK_AFTER_STATEMENT, item, add("new", new BigDecimal("-12345678901234")));
        assertTaken(LOCK_AFTER_STATEMENT, item, add("new", new BigDecimal("-123456789012345")));
    }

    @Test
    void fallbacks_thatCouldMakeTheItemTooLarge_areLeftToTheEvaluator() {
        Item item = MOVIE.with("fill", "x".repeat(50_000));
        int size = item.sizeInBytes();
        String unseen = "x".repeat(ItemLimits.MAX_ITEM_BYTES - 3 - 2 * size);
        String largest = "x".repeat(ItemLimits.MAX_ITEM_BYTES - 3 - size);
        String beyond = largest + "x";

        assertTaken(STATEMENT, item, set("new", ifNotExists("gone", unseen)));
        assertTaken(STATEMENT, item, set("new", ifNotExists("new", ifNotExists("gone", unseen))));
        assertTaken(LOCK_AFTER_STATEMENT, item, set("new", ifNotExists("gone", unseen + "x")));
        for (String fallback : List.of(largest, beyond)) {
            assertTaken(LOCK_AFTER_STATEMENT, item, set("new", ifNotExists("gone", fallback)));
            assertTaken(LOCK_AFTER_STATEMENT, item, set("new", ifNotExists("new", ifNotExists("gone", fallback))));
            assertTaken(LOCK_AFTER_STATEMENT, item, set("new", ifNotExists("n", fallback)));
        }
        for (int length : List.of(ItemLimits.MAX_ITEM_BYTES, 900_000)) {
            assertTaken(LOCK, item, set("new", ifNotExists("gone", "x".repeat(length))));
            assertTaken(LOCK, item, set("new", ifNotExists("n", "x".repeat(length))));
        }
    }

    @Test
    void copies_thatCouldMakeTheItemTooLarge_areLeftToTheEvaluator() {
        Item half = MOVIE.with("fill", "x".repeat(ItemLimits.MAX_ITEM_BYTES / 2 - MOVIE.sizeInBytes() - 4 - 3));
        Item more = half.with("s", "longer");

        assertTaken(STATEMENT, half, set("new", attribute("fill")));
        assertTaken(LOCK_AFTER_STATEMENT, half, set("new", attribute("s")).set("twice", attribute("s")));
        assertTaken(LOCK_AFTER_STATEMENT, more, set("new", attribute("fill")));
        assertTaken(LOCK_AFTER_STATEMENT, more, set("new", attribute("n")));
    }

    @Test
    void update_toTheDeepestNesting_takesOneStatementAndBeyondLocks() {
        assertTaken(STATEMENT, MOVIE, set("new", nested(31)));
        assertTaken(LOCK, MOVIE, set("info.new", nested(31)));
        assertTaken(STATEMENT, MOVIE, set("info.cast.lead", nested(29)));
        assertTaken(LOCK, MOVIE, set("info.cast.lead", nested(30)));
        assertTaken(STATEMENT, MOVIE, set("l", listAppend(attribute("l"), nested(31))));
        assertTaken(LOCK, MOVIE, set("$B.$", listAppend(attribute("$B.$"), nested(31))));
        assertTaken(LOCK, MOVIE, set("info.new", ifNotExists("info.new", nested(31))));
    }

    private static AttributeValue nested(int containers) {
        AttributeValue value = new ListValue(List.of());
        for (int i = 1; i < containers; i++) {
            value = new ListValue(List.of(value));
        }
        return value;
    }
}
