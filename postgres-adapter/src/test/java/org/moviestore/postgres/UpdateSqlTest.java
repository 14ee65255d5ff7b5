// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.expression.Expressions.add;
import static org.moviestore.expression.Expressions.attribute;
import static org.moviestore.expression.Expressions.ifNotExists;
import static org.moviestore.expression.Expressions.listAppend;
import static org.moviestore.expression.Expressions.remove;
import static org.moviestore.expression.Expressions.set;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.moviestore.expression.Placeholders;
import org.moviestore.expression.Update;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.table.ReturnValues;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

class UpdateSqlTest {
    private static final TableSchema SCHEMA = TableSchema.builder("Things")
            .partitionKey("id", AttributeType.NUMBER)
            .build();
    private static final UpdateSql SQL = new UpdateSql(new TableSql(TableLayout.create(SCHEMA, "public")));
    private static final String MAP =
            "jsonb_typeof((t.item -> ?)) = 'object' AND NOT jsonb_exists_any((t.item -> ?), '{$B,$SS,$NS,$BS}')";

    private static UpdateRequest.Builder request(Update update) {
        return UpdateRequest.builder(SCHEMA, SCHEMA.key(7), update);
    }

    private static Sql sql(Update update) {
        return SQL.write(request(update).build()).orElseThrow();
    }

    @Test
    void write_ofANestedLiteral_guardsItsParentAndMovesTheSize() {
        Sql sql = sql(set("info.$x", "é"));

        assertThat(sql.text())
                .isEqualTo("UPDATE \"public\".\"Things\" AS t SET item = jsonb_set(t.item,"
                        + " CAST(? AS text[]), CAST(? AS jsonb)), item_size = t.item_size"
                        + " + ? - coalesce(moviestore.size_of(t.item #> CAST(? AS text[])) + ?, 0)"
                        + " WHERE t.\"id\" = ? AND t.item_size <= ? AND " + MAP);
        assertThat(sql.parameters())
                .containsExactly(
                        "{\"info\",\"$$x\"}",
                        "\"é\"",
                        5,
                        "{\"info\",\"$$x\"}",
                        3,
                        new BigDecimal(7),
                        409_595,
                        "info",
                        "info");
    }

    @Test
    void write_ofNamesThatArraysQuote_quotesThem() {
        Sql sql = sql(Update.none().with(new Update.Remove(AttributePath.of("a\"b\\c,{d}"))));

        assertThat(sql.parameters()).startsWith("{\"a\\\"b\\\\c,{d}\"}");
    }

    @Test
    void write_ofUpdatesThatDifferInNamesAndValues_isTheSameText() {
        Sql one = sql(set("info.rating", 7).add("n", 1));
        Sql other = sql(set("a.b", new BigDecimal("8.25")).add("c", 2));

        assertThat(other.text()).isSameAs(one.text());
        assertThat(sql(set("a.b", 1).remove("c")).text()).isNotEqualTo(one.text());
    }

    @Test
    void write_ofARemoval_asksForNoRoom() {
        Sql sql = sql(remove("a"));

        assertThat(sql.text())
                .isEqualTo("UPDATE \"public\".\"Things\" AS t SET item = (t.item #- CAST(? AS text[])),"
                        + " item_size = t.item_size - coalesce(moviestore.size_of(t.item #> CAST(? AS text[])) + ?, 0)"
                        + " WHERE t.\"id\" = ? AND t.item_size <= ? AND jsonb_typeof(t.item) = 'object'");
        assertThat(sql.parameters()).containsExactly("{\"a\"}", "{\"a\"}", 1, new BigDecimal(7), 409_600);
    }

    @Test
    void write_ofASum_computesItAsNumeric() {
        String sum = "to_jsonb(trim_scale(CAST((t.item -> ?) AS numeric) + CAST(? AS numeric)))";

        Sql sql = sql(set("a", attribute("a").plus(new BigDecimal("1.50"))));

        assertThat(sql.text())
                .isEqualTo(
                        "UPDATE \"public\".\"Things\" AS t SET item = jsonb_set(t.item, CAST(? AS text[]), "
                                + sum
                                + "), item_size = t.item_size + ? + moviestore.size_of(" + sum
                                + ") - coalesce(moviestore.size_of(t.item #> CAST(? AS text[])) + ?, 0)"
                                + " WHERE t.\"id\" = ? AND t.item_size <= ? AND jsonb_typeof(t.item) = 'object'"
                                + " AND (jsonb_typeof((t.item -> ?)) = 'number' AND octet_length((t.item -> ?) #>> '{}') <= 19)");
        assertThat(sql.parameters())
                .containsExactly(
                        "{\"a\"}",
                        "a",
                        new BigDecimal("1.5"),
                        1,
                        "a",
                        new BigDecimal("1.5"),
                        "{\"a\"}",
                        1,
                        new BigDecimal(7),
                        409_577,
                        "a",
                        "a");
    }

    @Test
    void write_ofAListAppended_knowsItsGrowthBeforehand() {
        Sql sql = sql(set("l", listAppend(ifNotExists("l", List.of()), List.of("ab"))));

        assertThat(sql.text())
                .isEqualTo("UPDATE \"public\".\"Things\" AS t SET item = jsonb_set(t.item, CAST(? AS text[]),"
                        + " (coalesce((t.item -> ?), CAST(? AS jsonb)) || CAST(? AS jsonb))), item_size = t.item_size"
                        + " + CASE WHEN (t.item -> ?) IS NULL THEN ? ELSE ? END"
                        + " WHERE t.\"id\" = ? AND t.item_size <= ? AND jsonb_typeof(t.item) = 'object'"
                        + " AND jsonb_typeof(coalesce((t.item -> ?), CAST(? AS jsonb))) IN ('array')");
        assertThat(sql.parameters())
                .containsExactly("{\"l\"}", "l", "[]", "[\"ab\"]", "l", 7, 3, new BigDecimal(7), 409_593, "l", "[]");
    }

    @Test
    void write_ofACopy_asksForRoomForAnotherItemAndForTheFallback() {
        assertThat(sql(set("a", attribute("b"))).parameters()).contains((409_600 - 1) / 2);
        assertThat(sql(set("a", ifNotExists("b", "1234"))).parameters()).contains((409_600 - 5) / 2);
        assertThat(sql(set("a", ifNotExists("a", ifNotExists("b", "123456")))).parameters())
                .contains((409_600 - 7) / 2);
    }

    @Test
    void write_ofSeveralPlacesOfOneMap_guardsItOnce() {
        Sql sql = sql(set("m.a", 1).remove("m.b").add("n", 2));

        assertThat(sql.text())
                .contains("SET item = jsonb_set((jsonb_set(t.item, CAST(? AS text[]), CAST(? AS jsonb))"
                        + " #- CAST(? AS text[])), CAST(? AS text[]), ")
                .contains(" <= ? AND " + MAP + " AND jsonb_typeof(t.item) = 'object' AND coalesce(");
    }

    @Test
    void write_withACondition_testsItBesideTheGuards() {
        UpdateRequest request = request(add("n", 2))
                .condition(attribute("a").exists())
                .returning(ReturnValues.UPDATED_NEW)
                .build();

        assertThat(SQL.write(request).orElseThrow().text())
                .endsWith(" <= 19), true) AND (t.item -> ?) IS NOT NULL RETURNING t.item");
    }

    @Test
    void write_ofWhatSqlWouldDoOtherwise_isNothing() {
        List<Update> updates = List.of(
                Update.none(),
                set("l[0]", 1),
                set("a", 1).remove("l[0].x"),
                Update.parse("ADD ss :s", placeholders()),
                Update.parse("DELETE ss :s", placeholders()),
                set("a", listAppend(attribute("l"), List.of(1))),
                set("a", attribute("a").plus(new BigDecimal("12345678901234567890"))),
                add("a", new BigDecimal("0.123456789012345678")),
                set("a", "x".repeat(409_600)),
                set("a", ifNotExists("b", "x".repeat(409_600))));

        assertThat(updates)
                .allSatisfy(
                        update -> assertThat(SQL.write(request(update).build())).isEmpty());
        assertThat(SQL.write(
                        request(set("a", 1)).returning(ReturnValues.ALL_OLD).build()))
                .isEmpty();
        assertThat(SQL.write(
                        request(set("a", 1)).returning(ReturnValues.UPDATED_OLD).build()))
                .isEmpty();
    }

    private static Placeholders placeholders() {
        return Placeholders.none().value(":s", Set.of("x"));
    }
}
