// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.attribute;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.Condition;
import org.moviestore.expression.Operand;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Bytes;

class SqlConditionTest {
    private static Sql sql(Condition condition) {
        return SqlCondition.write(new Sql(), condition, "t.item");
    }

    @Test
    void write_ofOrderWithNumber_comparesNumbersAlone() {
        Sql sql = sql(attribute("info.rating").lessThan(new BigDecimal("7.50")));

        assertThat(sql.text())
                .isEqualTo("coalesce(CASE WHEN jsonb_typeof(((t.item -> ?) -> ?)) = 'number'"
                        + " THEN ((t.item -> ?) -> ?) < CAST(? AS jsonb) END, false)");
        assertThat(sql.parameters()).containsExactly("info", "rating", "info", "rating", "7.5");
    }

    @Test
    void write_ofOrderWithText_comparesBytes() {
        Sql sql = sql(attribute("plot").atLeast("é"));

        assertThat(sql.text())
                .isEqualTo("coalesce(CASE WHEN jsonb_typeof((t.item -> ?)) = 'string' THEN ((t.item -> ?) #>> '{}')"
                        + " COLLATE \"C\" >= CAST(? AS text) COLLATE \"C\" END, false)");
        assertThat(sql.parameters()).containsExactly("plot", "plot", "é");
    }

    @Test
    void write_ofOrderOfSizeAndText_isFalseWithoutAskingTheItem() {
        Sql sql = sql(attribute("plot").size().lessThan("9"));

        assertThat(sql.text()).isEqualTo("false");
        assertThat(sql.parameters()).isEmpty();
    }

    @Test
    void write_ofLiteralsAlone_isDecidedBeforehand() {
        Operand one = Operand.of(1);

        assertThat(sql(one.equalTo(1)).text()).isEqualTo("true");
        assertThat(sql(one.greaterThan(2)).text()).isEqualTo("false");
        assertThat(sql(one.notEqualTo("1").and(attribute("a").exists())).text())
                .isEqualTo("(true AND (t.item -> ?) IS NOT NULL)");
    }

    @Test
    void write_ofSqlInNames_bindsThem() {
        Sql sql = sql(
                new Operand.Path(AttributePath.of("a' OR true; DROP TABLE x --").name("?"))
                        .notEqualTo("'; DROP TABLE y --"));

        assertThat(sql.text()).isEqualTo("NOT coalesce(((t.item -> ?) -> ?) = CAST(? AS jsonb), false)");
        assertThat(sql.parameters()).containsExactly("a' OR true; DROP TABLE x --", "?", "\"'; DROP TABLE y --\"");
    }

    @Test
    void write_ofNamesWithDollar_escapesThem() {
        Sql sql = sql(attribute("$B.$$x.y$").exists());

        assertThat(sql.parameters()).containsExactly("$$B", "$$$x", "y$");
    }

    @Test
    void write_ofListElement_asksWhetherItIsAList() {
        Sql sql = sql(attribute("a[2]").exists());

        assertThat(sql.text())
                .isEqualTo("(CASE WHEN jsonb_typeof((t.item -> ?)) = 'array' THEN (t.item -> ?) -> 2 END)"
                        + " IS NOT NULL");
    }

    @Test
    void write_ofDeepListElement_growsWithItsDepthAndNoFaster() {
        AttributePath path = AttributePath.of("a");
        int[] lengths = new int[AttributePath.MAX_STEPS];
        for (int depth = 1; depth < lengths.length; depth++) {
            path = path.index(0);
            lengths[depth] = sql(new Condition.AttributeExists(path)).text().length();
        }

        assertThat(lengths[31]).isLessThan(16 * lengths[2]);
    }

    @Test
    void write_ofMapType_excludesWhatIsTagged() {
        Sql sql = sql(attribute("a").hasType(AttributeType.MAP));

        assertThat(sql.text()).contains("= 'object'", "NOT jsonb_exists_any((t.item -> ?), '{$B,$SS,$NS,$BS}')");
    }

    @Test
    void write_ofBinaryPrefix_comparesBytes() {
        Bytes prefix = Bytes.of(new byte[] {1, 2});

        Sql sql = sql(attribute("a").beginsWith(prefix));

        assertThat(sql.text())
                .contains("decode((t.item -> ?) ->> '$B', 'base64')")
                .doesNotContain("'string'");
        assertThat(sql.parameters()).isEqualTo(List.of("a", "a", prefix, prefix));
    }
}
