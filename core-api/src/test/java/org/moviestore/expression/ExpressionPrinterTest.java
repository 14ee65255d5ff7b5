// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.listAppend;
import static org.moviestore.expression.Expressions.not;
import static org.moviestore.expression.Expressions.set;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Values;

class ExpressionPrinterTest {
    private final ExpressionPrinter printer = new ExpressionPrinter();

    @Test
    void print_ofACondition_hasAPlaceholderForEveryNameAndValue() {
        Condition condition =
                attribute("info.rating").atLeast(8).and(attribute("title").beginsWith("R"));

        String text = printer.print(condition);

        assertThat(text).isEqualTo("#n0.#n1 >= :v0 AND begins_with(#n2, :v1)");
        assertThat(printer.names())
                .containsExactly(entry("#n0", "info"), entry("#n1", "rating"), entry("#n2", "title"));
        assertThat(printer.values()).containsExactly(entry(":v0", Values.of(8)), entry(":v1", Values.of("R")));
    }

    @Test
    void print_ofEachKindOfCondition_isDynamoDbsText() {
        Operand.Path a = attribute("a");

        assertThat(printer.print(a.between(1, 2))).isEqualTo("#n0 BETWEEN :v0 AND :v1");
        assertThat(printer.print(a.in(1, a.size(), "x"))).isEqualTo("#n0 IN (:v2, size(#n0), :v3)");
        assertThat(printer.print(a.exists())).isEqualTo("attribute_exists(#n0)");
        assertThat(printer.print(a.notExists())).isEqualTo("attribute_not_exists(#n0)");
        assertThat(printer.print(a.contains(1))).isEqualTo("contains(#n0, :v4)");
        assertThat(printer.print(a.hasType(AttributeType.NUMBER_SET))).isEqualTo("attribute_type(#n0, :v5)");
        assertThat(printer.print(a.size().notEqualTo(attribute("a[3].a")))).isEqualTo("size(#n0) <> #n0[3].#n0");
        assertThat(printer.values()).hasSize(6).containsEntry(":v5", Values.of("NS"));
    }

    @Test
    void print_ofNestedConditions_hasOnlyTheParenthesesItNeeds() {
        Condition a = attribute("a").exists();
        Condition b = attribute("b").exists();
        Condition c = attribute("c").exists();

        assertThat(shape(a.and(b).or(c))).isEqualTo("A AND B OR C");
        assertThat(shape(a.or(b).and(c))).isEqualTo("(A OR B) AND C");
        assertThat(shape(not(a))).isEqualTo("NOT A");
        assertThat(shape(not(not(a)))).isEqualTo("NOT NOT A");
        assertThat(shape(not(a.and(b)))).isEqualTo("NOT (A AND B)");
        assertThat(shape(not(a.or(b)).or(not(c)))).isEqualTo("NOT (A OR B) OR NOT C");
        assertThat(shape(not(a).and(b.or(not(c.and(a)))))).isEqualTo("NOT A AND (B OR NOT (C AND A))");
    }

    @Test
    void print_ofAConjunctionInAConjunction_hasNoParentheses() {
        Condition a = attribute("a").exists();
        Condition b = attribute("b").exists();
        Condition c = attribute("c").exists();

        assertThat(shape(a.and(b.and(c)))).isEqualTo("A AND B AND C");
        assertThat(shape(a.or(b.or(c)))).isEqualTo("A OR B OR C");
    }

    @Test
    void print_inOnePairOfParentheses_isNotRedundant() {
        Condition condition = attribute("a")
                .exists()
                .or(attribute("b").exists())
                .and(attribute("c").exists());

        String text = "(" + printer.print(condition) + ") AND attribute_exists(#n0)";

        ExpressionParser strict = ExpressionParser.strict(new Placeholders(printer.names(), printer.values()));
        assertThat(strict.condition(text))
                .isEqualTo(condition.and(attribute("a").exists()));
    }

    @Test
    void print_ofAName_isThePlaceholderOfThatNameWhateverItHolds() {
        AttributePath path =
                AttributePath.of("a.b[0]").name("#n7").name("a.b[0]").index(1);

        String text = printer.print(attribute(path).exists());

        assertThat(text).isEqualTo("attribute_exists(#n0.#n1.#n0[1])");
        assertThat(printer.names()).containsExactly(entry("#n0", "a.b[0]"), entry("#n1", "#n7"));
    }

    @Test
    void print_ofSeveralExpressions_sharesTheirPlaceholders() {
        String key = printer.print(KeyCondition.partition("year", 2013).andSortBetween("title", "A", "L"));
        String filter = printer.print(attribute("year").lessThan(attribute("rating")));
        String projection = printer.print(Projection.of("title", "cast[0].name", "cast[1]"));

        assertThat(key).isEqualTo("#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2");
        assertThat(filter).isEqualTo("#n0 < #n2");
        assertThat(projection).isEqualTo("#n1, #n3[0].#n4, #n3[1]");
        assertThat(printer.names().values()).containsExactly("year", "title", "rating", "cast", "name");
    }

    @Test
    void print_ofAKeyCondition_isDynamoDbsText() {
        KeyCondition prefix = KeyCondition.partition("p", "x").andSortBeginsWith("s", "y");
        KeyCondition range = KeyCondition.partition("p", "x").andSort("s", Comparator.GREATER_OR_EQUAL, 3);

        assertThat(printer.print(prefix)).isEqualTo("#n0 = :v0 AND begins_with(#n1, :v1)");
        assertThat(printer.print(range)).isEqualTo("#n0 = :v2 AND #n1 >= :v3");
    }

    @Test
    void print_ofAnUpdate_putsActionsOfOneKindTogether() {
        Update update = Expressions.remove("a")
                .set("b", attribute("b").plus(1))
                .remove("c.d[2]")
                .add("e", 5)
                .set("f", ifNotExists("g", "x"))
                .delete("h", Set.of("y"));

        String text = printer.print(update);

        assertThat(text)
                .isEqualTo("REMOVE #n0, #n2.#n3[2] SET #n1 = #n1 + :v0, #n5 = if_not_exists(#n6, :v2) ADD #n4 :v1"
                        + " DELETE #n7 :v3");
    }

    @Test
    void print_ofEachKindOfUpdateValue_isDynamoDbsText() {
        Update update = set("a", attribute("b").minus(attribute("c")))
                .set("d", listAppend(ifNotExists("d", List.of()), attribute("e")))
                .set("f", ifNotExists("f", ifNotExists("g", 1)))
                .set("h", attribute("i[0]"));

        String text = printer.print(update);

        assertThat(text)
                .isEqualTo("SET #n0 = #n1 - #n2, #n3 = list_append(if_not_exists(#n3, :v0), #n4),"
                        + " #n5 = if_not_exists(#n5, if_not_exists(#n6, :v1)), #n7 = #n8[0]");
    }

    @Test
    void print_ofNoAction_isEmpty() {
        assertThat(printer.print(Update.none())).isEmpty();
        assertThat(printer.names()).isEmpty();
        assertThat(printer.values()).isEmpty();
    }

    /** Returns the text of a condition of {@code attribute_exists} alone, with a letter for each. */
    private static String shape(Condition condition) {
        ExpressionPrinter printer = new ExpressionPrinter();
        String text = printer.print(condition);
        for (Map.Entry<String, String> name : printer.names().entrySet()) {
            text = text.replace(
                    "attribute_exists(" + name.getKey() + ")", name.getValue().toUpperCase(Locale.ROOT));
        }
        return text;
    }
}
