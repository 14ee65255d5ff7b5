// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.delete;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.listAppend;
import static org.moviestore.expression.Expressions.set;
import static org.moviestore.expression.Refusals.assertRefused;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.ErrorCode;

class UpdateTextTest {
    private static final Operand.Path A = attribute("a");
    private static final Set<String> TAGS = Set.of("x");
    private static final List<Integer> LIST = List.of(1);

    private static Update parse(String text) {
        return Update.parse(
                text,
                Placeholders.none()
                        .name("#a", "a")
                        .value(":v", 5)
                        .value(":s", "x")
                        .value(":tags", TAGS)
                        .value(":list", LIST));
    }

    @Test
    void clauses_inAnyOrderAndCase_areRead() {
        assertThat(parse("SET a = :v, b.c = d REMOVE e[0], f ADD g :v DELETE h :tags"))
                .isEqualTo(set("a", 5)
                        .set("b.c", attribute("d"))
                        .remove("e[0]")
                        .remove("f")
                        .add("g", 5)
                        .delete("h", TAGS));
        assertThat(parse("delete h :tags add g :v, i :tags Remove e set #a=:v"))
                .isEqualTo(
                        delete("h", TAGS).add("g", 5).add("i", TAGS).remove("e").set("a", 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET a = :v SET b = :v", "REMOVE a ADD b :v remove c", "ADD a :v, b :v add c :v"})
    void clause_twice_isRefused(String text) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> parse(text)).hasMessageContaining("only once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET a = a + :v",
                "SET a=a+:v",
                "SET a = (a + :v)",
                "SET a = (a) + (:v)",
                "SET a = ((a) + (:v))",
                "SET a = ((((a)) + :v))"
            })
    void sum_inParenthesesOrNot_isRead(String text) {
        assertThat(parse(text)).isEqualTo(set("a", A.plus(5)));
    }

    @Test
    void difference_ofAnyOperands_isRead() {
        assertThat(parse("SET a = a-:v")).isEqualTo(set("a", A.minus(5)));
        assertThat(parse("SET a = :v - b"))
                .isEqualTo(set("a", new UpdateValue.Minus(UpdateValue.of(5), UpdateValue.of(attribute("b")))));
        assertThat(parse("SET a = (if_not_exists(b, :v)) - :v"))
                .isEqualTo(set("a", new UpdateValue.Minus(ifNotExists("b", 5), UpdateValue.of(5))));
    }

    @Test
    void ifNotExists_nested_isRead() {
        assertThat(parse("SET a = if_not_exists(b, if_not_exists((c), a))"))
                .isEqualTo(set("a", ifNotExists("b", ifNotExists("c", A))));
        assertThat(parse("SET a = if_not_exists (b, if_not_exists(b, (:v)))"))
                .isEqualTo(set("a", ifNotExists("b", ifNotExists("b", 5))));
    }

    @Test
    void listAppend_ofPathsLiteralsAndFallbacks_isRead() {
        assertThat(parse("SET a = list_append(a, :list)")).isEqualTo(set("a", listAppend(A, LIST)));
        assertThat(parse("SET a = (list_append(if_not_exists(b, :v), a))"))
                .isEqualTo(set("a", listAppend(ifNotExists("b", 5), A)));
    }

    @Test
    void functionNames_withoutParentheses_areNames() {
        assertThat(parse("SET if_not_exists = list_append")).isEqualTo(set("if_not_exists", attribute("list_append")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET",
                "REMOVE",
                "a = :v",
                "PUT a = :v",
                "SET a",
                "SET a = ",
                "SET a = :v,",
                "SET a = :v, SET b = :v",
                "SET a = :v AND b = :v",
                "SET a == :v",
                "SET a := :v",
                "SET (a) = :v",
                "SET :v = a",
                "SET if_not_exists(a, :v) = :v",
                "SET a = -a",
                "SET a = a * :v",
                "SET a = a + :v + :v",
                "SET a = (a + :v) + :v",
                "SET a = a + (a + :v)",
                "SET a = a +",
                "SET a = (a",
                "SET a = a)",
                "REMOVE (a)",
                "REMOVE a b",
                "REMOVE a = :v",
                "ADD a",
                "ADD a b",
                "ADD a (:v)",
                "ADD a = :v",
                "ADD (a) :v",
                "DELETE a b",
                "DELETE a, :tags"
            })
    void text_thatIsNoUpdate_isRefused(String text) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET a = IF_NOT_EXISTS(a, :v)",
                "SET a = foo(a)",
                "SET a = size(a)",
                "SET a = attribute_exists(a)",
                "SET a = if_not_exists(a)",
                "SET a = if_not_exists(a, :v, :v)",
                "SET a = if_not_exists(:v, :v)",
                "SET a = if_not_exists(if_not_exists(a, :v), :v)",
                "SET a = if_not_exists(b, a + :v)",
                "SET a = if_not_exists(b, (a + :v))",
                "SET a = if_not_exists(b, list_append(a, :list))",
                "SET a = list_append(a)",
                "SET a = list_append(a, list_append(a, :list))",
                "SET a = list_append(a, a + :v)",
                "SET a = list_append(a, :list) + :v",
                "SET a = :v - list_append(a, :list)"
            })
    void function_thatIsUnknownOrMisused_isRefused(String text) {
        assertRefused(ErrorCode.EXPR_SYNTAX, () -> parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "SET a = a + :s, OPERAND_TYPE",
        "SET a = :s - a, OPERAND_TYPE",
        "SET a = list_append(a; :v), OPERAND_TYPE",
        "ADD a :s, OPERAND_TYPE",
        "ADD a :list, OPERAND_TYPE",
        "DELETE a :v, OPERAND_TYPE",
        "SET a = if_not_exists(b; b), OPERAND_SAME",
        "REMOVE a; #a, PATH_OVERLAP",
        "SET a.b = :v REMOVE a, PATH_OVERLAP",
        "SET a.b = :v; a[0] = :v, PATH_CONFLICT",
        "REMOVE a[2147483648], LIST_INDEX"
    })
    void update_thatBreaksARule_isRefusedWithItsCode(String text, ErrorCode code) {
        assertRefused(code, () -> parse(text.replace(';', ',')));
    }

    @Test
    void fallback_ofAnotherTypeThanTheSumNeeds_isLeftToTheItem() {
        assertThat(parse("SET a = if_not_exists(b, :s) + :v"))
                .isEqualTo(set("a", new UpdateValue.Plus(ifNotExists("b", "x"), UpdateValue.of(5))));
        assertThat(parse("ADD a.b[0] :v")).isEqualTo(add("a.b[0]", 5));
    }
}
