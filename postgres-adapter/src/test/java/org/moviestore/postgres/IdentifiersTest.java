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
}
