// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.Utf8;

class IdentifiersTest {
    @Test
    void quote_ofQuotes_doublesThem() {
        assertThat(Identifiers.quote("a\"; DROP TABLE b; --")).isEqualTo("\"a\"\"; DROP TABLE b; --\"");
    }

    @Test
    void table_ofShortName_isTheName() {
        assertThat(Identifiers.table("my-films.v_2")).isEqualTo("my-films.v_2");
    }

    @Test
    void table_ofLongNames_differsWhereTheyDiffer() {
        String one = Identifiers.table("a".repeat(254) + "b");
        String other = Identifiers.table("a".repeat(254) + "c");

        assertThat(one).isNotEqualTo(other).startsWith("aaaa").contains("~");
        assertThat(Utf8.length(one)).isEqualTo(63);
    }

    @Test
    void primaryKey_isNoTablesName() {
        assertThat(Identifiers.primaryKey("Movies")).isEqualTo("Movies:key");
        assertThat(Utf8.length(Identifiers.primaryKey("a".repeat(63)))).isEqualTo(63);
    }

    @Test
    void columns_ofOrdinaryNames_areTheNames() {
        assertThat(Identifiers.columns(List.of("year", "title"))).containsExactly("year", "title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"item", "item_size", "ctid", "xmin", "tableoid"})
    void columns_ofTakenNames_areGenerated(String name) {
        assertThat(Identifiers.columns(List.of(name, "other"))).containsExactly(name + "~partition", "other");
        assertThat(Identifiers.columns(List.of("other", name))).containsExactly("other", name + "~sort");
    }

    @Test
    void columns_ofLongNames_areCutBetweenCharacters() {
        List<String> columns = Identifiers.columns(List.of("é".repeat(127), "😀".repeat(63)));

        assertThat(columns.get(0)).matches("é+~partition");
        assertThat(columns.get(1)).matches("(😀)+~sort");
        assertThat(columns).allSatisfy(column -> assertThat(Utf8.length(column)).isBetween(58, 63));
    }

    @Test
    void columns_whereAnotherAttributeHasTheGeneratedName_stayApart() {
        assertThat(Identifiers.columns(List.of("item", "item~partition")))
                .containsExactly("item~partition~", "item~partition");
    }

    @Test
    void literal_ofQuotesAndBackslashes_staysOneText() {
        assertThat(Identifiers.literal("it's")).isEqualTo("'it''s'");
        assertThat(Identifiers.literal("\\'; --")).isEqualTo("E'\\\\''; --'");
    }

    @Test
    void index_isNoTablesNameAndNoPrimaryKeys() {
        assertThat(Identifiers.index("Films", "by-genre")).isEqualTo("Films::by-genre");
        assertThat(Identifiers.index("Films", "key")).isNotEqualTo(Identifiers.primaryKey("Films"));
    }

    @Test
    void index_ofLongNames_differsWhereTheyDiffer() {
        String one = Identifiers.index("Films", "i".repeat(254) + "1");
        String other = Identifiers.index("Films", "i".repeat(254) + "2");
        String ofOtherTable = Identifiers.index("Films2", "i".repeat(254) + "1");

        assertThat(List.of(one, other, ofOtherTable)).doesNotHaveDuplicates();
        assertThat(Utf8.length(one)).isEqualTo(63);
    }

    @Test
    void index_ofMegabytes_isCut() {
        String name = Identifiers.index("Films", "é".repeat(1 << 20));

        assertThat(name).matches("Films::é{19}~[0-9a-f]{16}");
    }

    @Test
    void indexColumn_isNoKeyColumns() {
        String plain = Identifiers.indexColumn("by-genre", "genre", List.of("id"));
        String generated = Identifiers.indexColumn("by-genre", "genre", List.of("by-genre:genre"));
        String another = Identifiers.indexColumn("by-genre", "genre", List.of("by-genre:genre", generated));

        assertThat(plain).isEqualTo("by-genre:genre");
        assertThat(List.of(plain, generated, another)).doesNotHaveDuplicates();
    }

    @Test
    void indexColumn_ofLongNames_isCutBetweenCharacters() {
        String column = Identifiers.indexColumn("by-genre", "é".repeat(127), List.of());

        assertThat(column).matches("by-genre:é+~[0-9a-f]{16}");
        assertThat(Utf8.length(column)).isBetween(60, 63);
    }
}
