// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.delete;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.listAppend;
import static org.moviestore.expression.Expressions.not;
import static org.moviestore.expression.Expressions.onlyIf;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;
import static org.moviestore.expression.Refusals.assertRefused;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.Values;

/** The factories and the text are two doors to one tree. */
class ExpressionsTest {
    private static final Placeholders VALUES = Placeholders.none()
            .value(":n", 5)
            .value(":m", 7)
            .value(":s", "x")
            .value(":set", Set.of("x"))
            .value(":list", List.of(1))
            .value(":type", "SS");

    private static void assertSame(Condition made, String text) {
        assertThat(made).isEqualTo(Condition.parse(text, VALUES));
    }

    @Test
    void conditions_madeOfOperands_areThoseOfTheText() {
        assertSame(attribute("a").equalTo(5), "a = :n");
        assertSame(attribute("a").notEqualTo(5), "a <> :n");
        assertSame(attribute("a").lessThan(5), "a < :n");
        assertSame(attribute("a").atMost(5), "a <= :n");
        assertSame(attribute("a").greaterThan(5), "a > :n");
        assertSame(attribute("a").atLeast(5), "a >= :n");
        assertSame(attribute("a").between(5, 7), "a BETWEEN :n AND :m");
        assertSame(attribute("a").in(5, "x"), "a IN (:n, :s)");
        assertSame(attribute("a").exists(), "attribute_exists(a)");
        assertSame(attribute("a").notExists(), "attribute_not_exists(a)");
        assertSame(attribute("a").beginsWith("x"), "begins_with(a, :s)");
        assertSame(attribute("a").contains("x"), "contains(a, :s)");
        assertSame(attribute("a").hasType(AttributeType.STRING_SET), "attribute_type(a, :type)");
        assertSame(attribute("a.b[0]").size().lessThan(attribute("c")), "size(a.b[0]) < c");
    }

    @Test
    void conditions_joined_areThoseOfTheText() {
        Condition a = attribute("a").exists();
        Condition b = attribute("b").exists();
        Condition c = attribute("c").exists();

        assertSame(onlyIf(a.and(b).and(c)), "attribute_exists(a) AND attribute_exists(b) AND attribute_exists(c)");
        assertSame(a.or(b).or(c), "attribute_exists(a) OR attribute_exists(b) OR attribute_exists(c)");
        assertSame(not(a.or(b)).and(c), "NOT (attribute_exists(a) OR attribute_exists(b)) AND attribute_exists(c)");
    }

    @Test
    void updates_made_areThoseOfTheText() {
        Update made = set("a", 5)
                .set("b.c", attribute("d"))
                .set("e", attribute("e").plus(5))
                .set("f", attribute("f").minus(attribute("e")))
                .set("g", ifNotExists("g", 7))
                .set("h", listAppend(attribute("h"), List.of(1)))
                .remove("i[0]")
                .add("j", 5)
                .delete("k", Set.of("x"));

        Update read = Update.parse(
                "SET a = :n, b.c = d, e = e + :n, f = f - e, g = if_not_exists(g, :m), h = list_append(h, :list)"
                        + " REMOVE i[0] ADD j :n DELETE k :set",
                VALUES);

        assertThat(made).isEqualTo(read);
        assertThat(remove("i").actions()).containsExactly(new Update.Remove(AttributePath.of("i")));
        assertThat(add("j", 5).actions()).containsExactly(new Update.Add(AttributePath.of("j"), Values.of(5)));
        assertThat(delete("k", Set.of("x")).actions())
                .containsExactly(new Update.Delete(AttributePath.of("k"), Values.stringSet("x")));
    }

    @Test
    void attribute_ofAPath_doesNotSplitIt() {
        AttributePath path = AttributePath.of("a.b");

        assertThat(attribute(path).path()).isEqualTo(path);
        assertThat(attribute("a.b").path()).isNotEqualTo(path);
    }

    @Test
    void attribute_ofTextThatIsNoPath_isRefused() {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> attribute("a..b"));
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> set("", 1));
        assertRefused(ErrorCode.LIST_INDEX, () -> remove("a[2147483648]"));
    }

    @Test
    void value_ofAnotherClass_isRefused() {
        assertRefused(ErrorCode.OPERAND_TYPE, () -> attribute("a").equalTo(new StringBuilder("x")));
        assertRefused(ErrorCode.OPERAND_TYPE, () -> set("a", 'x'));
        assertRefused(ErrorCode.SET_EMPTY, () -> attribute("a").equalTo(Set.of()));
    }

    @Test
    void value_null_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> attribute("a").equalTo(null));
        assertThatNullPointerException().isThrownBy(() -> set("a", null));
        assertThatNullPointerException().isThrownBy(() -> attribute((String) null));
        assertThatNullPointerException().isThrownBy(() -> Condition.parse(null, VALUES));
    }
}
