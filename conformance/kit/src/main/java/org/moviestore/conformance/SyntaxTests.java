// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.not;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.Condition;
import org.moviestore.expression.ExpressionParser;
import org.moviestore.expression.KeyCondition;
import org.moviestore.expression.Operand;
import org.moviestore.expression.Placeholders;
import org.moviestore.expression.Projection;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.item.Values;
import org.moviestore.table.PutRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.UpdateRequest;

/** Expression text, its placeholders and its limits, rules D1 to D14. */
abstract class SyntaxTests extends ConditionChecks {
    private static final Placeholders V = Placeholders.none().value(":v", 1);

    @Test
    @Rule("D1")
    void placeholder_thatIsNotUsed_isRefusedByTheStrictParserOnly() {
        Placeholders more = V.value(":z", 2).name("#z", "z");
        ExpressionParser strict = ExpressionParser.strict(more);

        assertHolds(attributes("a", 1), Condition.parse("a = :v", more));
        assertHolds(attributes("a", 1), strict.condition("a = :v"));
        assertRefused(ErrorCode.EXPR_PLACEHOLDER, strict::requireAllUsed);
    }

    @Test
    @Rule("D2")
    void placeholder_thatIsNotDefined_isRefused() {
        assertRefused(ErrorCode.EXPR_PLACEHOLDER, () -> Condition.parse("a = :q", V));
        assertRefused(ErrorCode.EXPR_PLACEHOLDER, () -> Condition.parse("#q = :v", V));
        assertRefused(ErrorCode.EXPR_PLACEHOLDER, () -> KeyCondition.parse("p = :q", V));
        assertRefused(ErrorCode.EXPR_PLACEHOLDER, () -> Update.parse("SET a = :q", V));
        assertRefused(ErrorCode.EXPR_PLACEHOLDER, () -> Projection.parse("a, #q", V));
    }

    @Test
    @Rule("D3")
    void expression_withoutAnyValue_isSentWithoutPlaceholdersOfValues() {
        Key key = stored(attributes("a", 1, "b", 2));

        table().put(PutRequest.builder(table().schema(), withKey(key, attributes("a", 1, "b", 2)))
                .condition(attribute("a").exists())
                .build());
        table().update(UpdateRequest.of(table().schema(), key, remove("a")));

        assertThat(read(key)).contains(attributes("b", 2));
        assertHolds(
                attributes("a", 1),
                attribute("a").exists().and(not(attribute("b").exists())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", ":", ":a-b", ":a.b", ": v", "", "#v", ":\u00E9"})
    @Rule("D4")
    void placeholder_badlyNamed_isRefused(String placeholder) {
        assertRefused(ErrorCode.EXPR_PLACEHOLDER, () -> Placeholders.none().value(placeholder, 1));
    }

    @Test
    @Rule("D4")
    void placeholder_ofUpTo254Characters_isTaken() {
        String longest = ":" + "v".repeat(254);

        assertHolds(
                attributes("a", 1),
                Condition.parse("a = " + longest, Placeholders.none().value(longest, 1)));
        assertRefused(ErrorCode.EXPR_PLACEHOLDER, () -> Placeholders.none().value(longest + "v", 1));
        assertRefused(ErrorCode.EXPR_PLACEHOLDER, () -> Placeholders.none().name("v", "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"status", "Name", "SIZE", "year", "order", "select", "user", "timestamp", "contains", "values"})
    @Rule("D5")
    void name_thatIsAReservedWord_isTakenLikeAnyOther(String word) {
        Placeholders placeholders = V.name("#w", word);
        Item item = attributes(word, 1, "m", Map.of(word, 1));

        assertHolds(item, Condition.parse("#w = :v AND m.#w = :v", placeholders));
        assertHolds(item, Condition.parse(word + " = :v AND m." + word + " = :v", V));
        assertHolds(item, attribute(word).equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_x", "1x", "x-y", "x y", "\u00E9", "$x", "'x'", "\"x\"", "x.", ".x", "x..y", "#", "x#y"})
    @Rule("D6")
    void name_thatCannotStandBare_isRefused(String name) {
        Placeholders placeholders = V.name("#y", "y");

        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Condition.parse(name + " = :v", placeholders));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Update.parse("SET " + name + " = :v", placeholders));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Projection.parse(name, placeholders));
    }

    @Test
    @Rule("D6")
    void name_ofLettersDigitsAndUnderscores_standsBare() {
        assertHolds(attributes("aB_1", 1), Condition.parse("aB_1 = :v", V));
        assertDoesNotHold(attributes("ab_1", 1), Condition.parse("aB_1 = :v", V));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n = 5", "n = 'abc'", "n = \"abc\"", "n = true", "n = null", "n = -1", "n IN (1, 2)"})
    @Rule("D7")
    void literal_inTheText_isNoValue(String text) {
        if (text.endsWith("true") || text.endsWith("null")) {
            assertDoesNotHold(attributes("n", true), Condition.parse(text, Placeholders.none()));
        } else {
            assertRefused(ErrorCode.EXPR_SYNTAX, () -> Condition.parse(text, Placeholders.none()));
        }
    }

    @Test
    @Rule("D8")
    void name_withADot_isAPathUnlessItIsAPlaceholder() {
        Placeholders placeholders = V.name("#ab", "a.b");
        Item dotted = attributes("a.b", 1);
        Item nested = attributes("a", Map.of("b", 1));

        assertHolds(dotted, Condition.parse("#ab = :v", placeholders));
        assertDoesNotHold(nested, Condition.parse("#ab = :v", placeholders));
        assertHolds(nested, Condition.parse("a.b = :v", placeholders));
        assertDoesNotHold(dotted, Condition.parse("a.b = :v", placeholders));
    }

    @Test
    @Rule("D9")
    void index_ofAList_isAPlainNumber() {
        Item item = attributes("l", List.of(0, List.of(5, 1)));

        assertHolds(item, Condition.parse("l[1][1] = :v", V));
        assertHolds(item, Condition.parse("l [ 1 ] [1] = :v", V));
        for (String text :
                List.of("l[01] = :v", "l[-1] = :v", "l[:v] = :v", "l[] = :v", "l[x] = :v", "l[1 = :v", "[0] = :v")) {
            assertRefused(ErrorCode.EXPR_SYNTAX, () -> Condition.parse(text, V));
        }
        assertRefused(ErrorCode.LIST_INDEX, () -> Condition.parse("l[2147483648] = :v", V));
        assertRefused(ErrorCode.LIST_INDEX, () -> AttributePath.of("l").index(-1));
        assertDoesNotHold(item, Condition.parse("l[2147483647] = :v", V));
    }

    @Test
    @Rule("D10")
    void text_ofUpTo4096Bytes_isTaken() {
        String longest = "a = :v" + " ".repeat(4096 - 6);

        assertHolds(attributes("a", 1), Condition.parse(longest, V));
        assertRefused(ErrorCode.EXPR_LENGTH, () -> Condition.parse(longest + " ", V));
        assertRefused(ErrorCode.EXPR_LENGTH, () -> Update.parse("SET a = :v" + " ".repeat(4096), V));
        assertRefused(ErrorCode.EXPR_LENGTH, () -> Projection.parse("a" + " ".repeat(4096), V));
    }

    @Test
    @Rule("D10")
    void tree_thatPrintsLonger_isRefusedWhenARequestIsMadeOfIt() {
        AttributePath deep = new AttributePath(Collections.nCopies(32, new AttributePath.Name("a")));
        Condition one = attribute(deep).equalTo(1);
        Condition short20 = new Condition.And(Collections.nCopies(20, one));
        Condition long40 = new Condition.And(Collections.nCopies(40, one));

        assertDoesNotHold(attributes("a", 1), short20);
        assertRefused(
                ErrorCode.EXPR_LENGTH,
                () -> ScanRequest.builder(table().schema()).filter(long40).build());
        assertWriteRefused(
                ErrorCode.EXPR_LENGTH,
                key -> table().update(UpdateRequest.builder(table().schema(), key, set("a", 2))
                        .condition(long40)
                        .build()));
    }

    @Test
    @Rule("D10")
    void expression_ofUpToAMillionBytesOfValues_isTaken() {
        String text = "x".repeat(400_000);
        String rest = "x".repeat(199_990);
        Key key = stored(attributes("b", "x"));
        UpdateRequest update = UpdateRequest.builder(
                        table().schema(), key, set("b", ifNotExists("b", text)).set("c", "x".repeat(5_000)))
                .condition(attribute("a").in(text, text, rest).or(attribute("b").exists()))
                .build();

        assertDoesNotHold(attributes("a", "x"), attribute("a").in(text, text, rest));
        table().update(update);
        assertRefused(
                ErrorCode.EXPR_VALUES_SIZE,
                () -> ScanRequest.builder(table().schema())
                        .filter(attribute("a").in(text, text, rest, rest))
                        .build());
        assertRefused(
                ErrorCode.EXPR_VALUES_SIZE,
                () -> UpdateRequest.of(
                        table().schema(), key, set("b", text).set("c", text).set("d", text)));
    }

    @Test
    @Rule("D11")
    void condition_ofUpTo300Operators_isEvaluated() {
        Condition most = not(all(150));

        assertDoesNotHold(attributes("a", 1), all(150));
        assertRefused(
                ErrorCode.EXPR_OPERATORS,
                () -> ScanRequest.builder(table().schema()).filter(not(most)).build());
        assertWriteRefused(
                ErrorCode.EXPR_OPERATORS,
                key -> table().update(UpdateRequest.builder(table().schema(), key, set("a", 2))
                        .condition(all(151))
                        .build()));
    }

    /** Returns so many comparisons joined by one AND less. */
    private static Condition all(int comparisons) {
        return new Condition.And(Collections.nCopies(comparisons, attribute("a").lessThan(1)));
    }

    @Test
    @Rule("D11")
    void update_ofMoreThan300Operators_isRefused() {
        Update update = Update.none();
        for (int i = 0; i < 301; i++) {
            update = update.set("a" + i, attribute("n").plus(1));
        }
        Update tooMany = update;

        assertWriteRefused(
                ErrorCode.EXPR_OPERATORS, key -> table().update(UpdateRequest.of(table().schema(), key, tooMany)));
    }

    @Test
    @Rule("D12")
    void path_ofUpTo32Elements_isRead() {
        AttributeValue value = Values.number(1);
        AttributePath path = AttributePath.of("a");
        for (int i = 0; i < 31; i++) {
            value = Values.of(Map.of("a", value));
            path = path.name("a");
        }
        AttributePath deepest = path;

        assertHolds(attributes("a", value), attribute(deepest).equalTo(1));
        assertRefused(ErrorCode.EXPR_PATH_DEPTH, () -> deepest.name("a"));
        assertRefused(ErrorCode.EXPR_PATH_DEPTH, () -> Condition.parse(deepest + ".a = :v", V));
    }

    @Test
    @Rule("D13")
    void update_ofOverlappingPaths_isRefused() {
        Placeholders names = V.name("#one", "a").name("#two", "a");

        assertRefused(ErrorCode.PATH_OVERLAP, () -> set("a", 1).set("a", 2));
        assertRefused(ErrorCode.PATH_OVERLAP, () -> set("a", 1).remove("a.b"));
        assertRefused(ErrorCode.PATH_OVERLAP, () -> set("l[0].x", 1).remove("l[0]"));
        assertRefused(ErrorCode.PATH_OVERLAP, () -> Update.parse("SET #one = :v REMOVE #two", names));
        assertRefused(ErrorCode.PATH_CONFLICT, () -> set("a.b", 1).set("a[0]", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    @Rule("D14")
    void text_thatIsBlank_isRefused(String blank) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Condition.parse(blank, V));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> KeyCondition.parse(blank, V));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Update.parse(blank, V));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> Projection.parse(blank, V));
    }

    @Test
    @Rule({"D3", "C6"})
    void condition_ofLiteralsAlone_isEvaluated() {
        assertHolds(attributes("a", 1), Operand.of(1).lessThan(2));
        assertDoesNotHold(attributes("a", 1), Operand.of("x").equalTo("y"));
    }
}
